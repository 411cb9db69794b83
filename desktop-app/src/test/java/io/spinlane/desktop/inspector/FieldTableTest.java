package io.spinlane.desktop.inspector;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import io.spinlane.desktop.model.Properties;
import io.spinlane.desktop.text.EnumText;
import io.spinlane.desktop.text.Texts;
import io.spinlane.v1.Backend;
import io.spinlane.v1.Core;
import io.spinlane.v1.ElementKind;
import io.spinlane.v1.Nic;
import io.spinlane.v1.Note;
import io.spinlane.v1.Pool;
import io.spinlane.v1.Service;
import io.spinlane.v1.Topology;
import io.spinlane.v1.Vip;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The table, the contract and the texts agree, and typed texts are judged with sentences. */
class FieldTableTest {
  private static final Map<ElementKind, Descriptor> TYPES =
      Map.of(
          ElementKind.ELEMENT_KIND_NIC, Nic.getDescriptor(),
          ElementKind.ELEMENT_KIND_CORE, Core.getDescriptor(),
          ElementKind.ELEMENT_KIND_VIP, Vip.getDescriptor(),
          ElementKind.ELEMENT_KIND_SERVICE, Service.getDescriptor(),
          ElementKind.ELEMENT_KIND_POOL, Pool.getDescriptor(),
          ElementKind.ELEMENT_KIND_BACKEND, Backend.getDescriptor(),
          ElementKind.ELEMENT_KIND_NOTE, Note.getDescriptor(),
          ElementKind.ELEMENT_KIND_TOPOLOGY, Topology.getDescriptor());

  @Test
  void everyPropertyExistsAndHasANameAndAnExplanation() {
    TYPES.forEach(
        (kind, type) -> {
          assertThat(FieldTable.of(kind)).isNotEmpty();
          for (FieldSpec spec : FieldTable.of(kind)) {
            if (spec.control() != FieldSpec.Control.VARIANT) {
              assertThat(Properties.field(type, spec.path())).isNotNull();
            }
            String key = FieldMeanings.key(kind, spec.path());
            assertThat(Texts.get(key)).isNotBlank();
            assertThat(Texts.get(key + ".help")).endsWith(".");
          }
        });
  }

  @Test
  void everyChoiceIsExplained() {
    TYPES.forEach(
        (kind, type) -> {
          for (FieldSpec spec : FieldTable.of(kind)) {
            for (int number : spec.choices().stream().filter(n -> n != 0).toList()) {
              FieldDescriptor field = Properties.field(type, spec.path());
              EnumValueDescriptor value = field.getEnumType().findValueByNumber(number);
              assertThat(EnumText.title(value)).isNotBlank();
              assertThat(EnumText.explain(value)).as(value.getName()).endsWith(".");
            }
          }
        });
  }

  @ParameterizedTest(name = "{0} ''{1}'' fine: {2}")
  @CsvSource({
    "BACKEND, address, 10.0.0.1, true",
    "BACKEND, address, '', true",
    "BACKEND, address, 10.0.0.256, false",
    "BACKEND, address, 10.0.0.1/24, false",
    "BACKEND, port, 65535, true",
    "BACKEND, port, 65536, false",
    "BACKEND, port, 0, false",
    "BACKEND, port, '', true",
    "BACKEND, port, -1, false",
    "BACKEND, port, 99999999999999999999, false",
    "BACKEND, port, '８０', false",
    "BACKEND, weight, 0, true",
    "NIC, addresses, 10.0.0.1/24, true",
    "NIC, addresses, 10.0.0.1, false",
    "NIC, mac, 02:00:00:00:00:01, true",
    "NIC, mac, 02:00:00:00:00, false",
    "NIC, af_packet.receive_slots, 4096, true",
    "NIC, af_packet.receive_slots, 4095, false",
    "NIC, queues, 256, true",
    "NIC, queues, 257, false",
    "SERVICE, ports, 8000-8999, true",
    "SERVICE, ports, '*', true",
    "SERVICE, ports, 80-70, false",
    "TOPOLOGY, routes, 0.0.0.0/0 via 10.0.0.254, true",
    "TOPOLOGY, routes, 0.0.0.0/0 via 10.0.0.254 dev int0, true",
    "TOPOLOGY, routes, default via 10.0.0.254, false",
    "TOPOLOGY, routes, 0.0.0.0/0, false",
    "SERVICE, access_rules, allow 10.0.0.0/8, true",
    "SERVICE, access_rules, deny ::/0, true",
    "SERVICE, access_rules, 10.0.0.0/8, false",
    "SERVICE, access_rules, allow 10.0.0.1/33, false",
    "SERVICE, persistence.ipv4_prefix_length, 33, false",
    "NIC, vlan_id, 4094, true",
    "NIC, vlan_id, 4095, false"
  })
  void textsAreJudged(String kind, String path, String text, boolean fine) {
    FieldSpec spec =
        FieldTable.of(ElementKind.valueOf("ELEMENT_KIND_" + kind)).stream()
            .filter(field -> field.path().equals(path))
            .findFirst()
            .orElseThrow();
    String complaint = "";
    try {
      spec.check().check(text);
    } catch (IllegalArgumentException e) {
      complaint = String.valueOf(e.getMessage());
    }
    assertThat(complaint.isEmpty()).as(complaint).isEqualTo(fine);
    if (!fine) {
      assertThat(complaint).as("a sentence").matches("(?s).{10,}\\.");
    }
  }

  @Test
  void routesReadWhatTheyWrite() {
    for (String text :
        new String[] {"0.0.0.0/0 via 10.0.0.254", "10.1.0.0/16 via 10.0.0.9 dev int0"}) {
      assertThat(RouteText.of(RouteText.parse(text))).isEqualTo(text);
    }
  }

  @Test
  void accessRulesReadWhatTheyWrite() {
    for (String text : new String[] {"allow 10.0.0.0/8", "deny ::/0"}) {
      assertThat(AccessText.of(AccessText.parse(text))).isEqualTo(text);
    }
  }

  @Test
  void anEmptyTextUnsetsAndLeavesNothingBehind() {
    Service service =
        (Service)
            Properties.with(
                Service.getDefaultInstance(),
                "timeouts.tcp_fin",
                FieldValue.value(
                    Properties.field(Service.getDescriptor(), "timeouts.tcp_fin"), "5s"));
    assertThat(service.getTimeouts().getTcpFin().getSeconds()).isEqualTo(5);
    assertThat(Properties.with(service, "timeouts.tcp_fin", null))
        .isEqualTo(Service.getDefaultInstance());
  }

  @Test
  void zeroWeightIsAValueAndNoWeightIsNot() {
    FieldDescriptor weight = Properties.field(Backend.getDescriptor(), "weight");
    Backend zero =
        (Backend)
            Properties.with(Backend.getDefaultInstance(), "weight", FieldValue.value(weight, "0"));
    assertThat(zero.hasWeight()).isTrue();
    assertThat(FieldValue.text(weight, Properties.get(zero, "weight"))).isEqualTo("0");
    assertThat(FieldValue.text(weight, Properties.get(Backend.getDefaultInstance(), "weight")))
        .isEmpty();
  }
}
