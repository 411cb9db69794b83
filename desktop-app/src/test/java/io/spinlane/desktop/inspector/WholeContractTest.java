package io.spinlane.desktop.inspector;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Duration;
import com.google.protobuf.Message;
import io.spinlane.desktop.inspector.FieldSpec.Control;
import io.spinlane.desktop.model.Drawing;
import io.spinlane.desktop.model.Element;
import io.spinlane.desktop.model.Properties;
import io.spinlane.topology.rule.Rules;
import io.spinlane.v1.Backend;
import io.spinlane.v1.Core;
import io.spinlane.v1.ElementKind;
import io.spinlane.v1.Nic;
import io.spinlane.v1.Pool;
import io.spinlane.v1.Service;
import io.spinlane.v1.Topology;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.MethodSource;

/** Every property the contract has can be edited, by the rules that files are judged by. */
class WholeContractTest {
  /** What is not edited in the inspector, and where it is instead. */
  private static final Map<String, String> ELSEWHERE =
      Map.ofEntries(
          Map.entry("topology.nics", "drawn"),
          Map.entry("topology.cores", "drawn"),
          Map.entry("topology.lanes", "wires from queues to cores"),
          Map.entry("topology.vips", "drawn"),
          Map.entry("topology.pools", "drawn"),
          Map.entry("topology.services", "drawn"),
          Map.entry("topology.notes", "drawn"),
          Map.entry("topology.layout", "moving, locking and collapsing on the canvas"),
          Map.entry("pool.backends", "drawn"));

  /** Numbers that people get wrong: around every border any property has. */
  private static final long[] NUMBERS = {
    1,
    2,
    31,
    32,
    33,
    63,
    64,
    65,
    67,
    68,
    96,
    99,
    100,
    127,
    128,
    129,
    255,
    256,
    257,
    512,
    599,
    600,
    1_023,
    1_024,
    1_400,
    1_401,
    4_094,
    4_095,
    9_000,
    9_001,
    65_535,
    65_536,
    65_537,
    131_072,
    10_000_000,
    10_000_001,
    67_108_864,
    67_108_865,
    100_000_000,
    100_000_001,
    4_294_967_295L
  };

  static List<ElementKind> kinds() {
    return Stream.of(ElementKind.values()).filter(kind -> !FieldTable.of(kind).isEmpty()).toList();
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void everyPropertyOfTheContractHasAControl(ElementKind kind) {
    Set<String> contract = new TreeSet<>();
    collect(FieldMeanings.type(kind), "", contract);
    Set<String> edited = new TreeSet<>();
    for (FieldSpec spec : FieldTable.of(kind)) {
      assertThat(edited.add(spec.path())).as("twice: %s", spec.path()).isTrue();
      if (spec.control() == Control.VARIANT) {
        VariantEditor.fields(FieldMeanings.type(kind), spec.path()).stream()
            .filter(field -> field.getMessageType().getFields().isEmpty())
            .forEach(field -> edited.add(parent(spec.path()) + "." + field.getName()));
        edited.remove(spec.path());
      }
    }
    ELSEWHERE.forEach(
        (path, where) -> {
          if (path.startsWith(FieldMeanings.anchor(kind, ""))) {
            edited.add(path.substring(path.indexOf('.') + 1));
          }
        });
    assertThat(edited).isEqualTo(contract);
  }

  private static String parent(String path) {
    return path.substring(0, path.lastIndexOf('.'));
  }

  /** Paths of everything that holds a value; lists and times count as one. */
  private static void collect(Descriptor type, String path, Set<String> found) {
    for (FieldDescriptor field : type.getFields()) {
      boolean part =
          field.getJavaType() == FieldDescriptor.JavaType.MESSAGE
              && !field.isRepeated()
              && !field.getMessageType().equals(Duration.getDescriptor())
              && !field.getMessageType().getFields().isEmpty();
      if (part) {
        collect(field.getMessageType(), path + field.getName() + ".", found);
      } else {
        found.add(path + field.getName());
      }
    }
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void everyValueOfAnEnumerationIsOffered(ElementKind kind) {
    for (FieldSpec spec : FieldTable.of(kind)) {
      if (spec.control() == Control.CHOICE) {
        FieldDescriptor field = Properties.field(FieldMeanings.type(kind), spec.path());
        assertThat(spec.choices().stream().filter(number -> number != 0))
            .as(spec.path())
            .containsExactlyInAnyOrderElementsOf(
                field.getEnumType().getValues().stream()
                    .map(EnumValueDescriptor::getNumber)
                    .filter(number -> number != 0)
                    .toList());
      }
    }
  }

  /** The highest number of a CPU is Linux' own limit, which files leave to the host. */
  private static boolean ownLimit(FieldSpec spec) {
    return spec.path().equals("cpu");
  }

  @ParameterizedTest
  @EnumSource(
      value = ElementKind.class,
      names = {
        "ELEMENT_KIND_NIC",
        "ELEMENT_KIND_SERVICE",
        "ELEMENT_KIND_POOL",
        "ELEMENT_KIND_BACKEND",
        "ELEMENT_KIND_TOPOLOGY"
      })
  void numbersAreJudgedAsInFiles(ElementKind kind) {
    List<String> differ = new ArrayList<>();
    int judged = 0;
    for (FieldSpec spec : FieldTable.of(kind)) {
      boolean number = spec.control() == Control.NUMBER || statuses(spec);
      for (long value : NUMBERS) {
        if (number && !ownLimit(spec)) {
          boolean typed = fine(spec, String.valueOf(value));
          boolean read = fineInFile(kind, spec, String.valueOf(value));
          judged++;
          if (typed != read) {
            differ.add(spec.path() + " " + value + ": typed " + typed + ", in a file " + read);
          }
        }
      }
    }
    assertThat(judged).isPositive();
    assertThat(differ).isEmpty();
  }

  private static boolean statuses(FieldSpec spec) {
    return spec.path().endsWith("expected_statuses");
  }

  @Test
  void timesAreJudgedAsInFiles() {
    for (ElementKind kind : kinds()) {
      for (FieldSpec spec : FieldTable.of(kind)) {
        for (String time : new String[] {"-1s", "0s", "1ns", "1h"}) {
          if (spec.control() == Control.DURATION) {
            assertThat(fine(spec, time))
                .as("%s of %s: %s", spec.path(), kind, time)
                .isEqualTo(fineInFile(kind, spec, time));
          }
        }
      }
    }
  }

  private static boolean fine(FieldSpec spec, String text) {
    try {
      spec.check().check(text);
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static boolean fineInFile(ElementKind kind, FieldSpec spec, String text) {
    FieldDescriptor field = Properties.field(FieldMeanings.type(kind), spec.path());
    Object value = FieldValue.value(field, text);
    assertThat(value).isNotNull();
    Message message =
        Properties.with(empty(kind), spec.path(), field.isRepeated() ? List.of(value) : value);
    Topology topology =
        message instanceof Topology whole
            ? whole
            : Drawing.add(
                Topology.newBuilder().addPools(Pool.newBuilder().setId("p")).build(),
                new Element(kind, "x", message, "p"));
    return Rules.check(topology).stream()
        .noneMatch(
            found ->
                found.getCode().equals("VALUE_OUT_OF_RANGE")
                    && found.getField().startsWith(spec.jsonPath()));
  }

  private static Message empty(ElementKind kind) {
    return switch (kind) {
      case ELEMENT_KIND_NIC -> Nic.newBuilder().setId("x").build();
      case ELEMENT_KIND_CORE -> Core.newBuilder().setId("x").build();
      case ELEMENT_KIND_SERVICE -> Service.newBuilder().setId("x").build();
      case ELEMENT_KIND_POOL -> Pool.newBuilder().setId("x").build();
      case ELEMENT_KIND_BACKEND -> Backend.newBuilder().setId("x").build();
      default -> Topology.getDefaultInstance();
    };
  }

  @ParameterizedTest
  @EnumSource(value = ElementKind.class, mode = Mode.EXCLUDE, names = "UNRECOGNIZED")
  void everyMeaningHasItsPlaceAndItsChoices(ElementKind kind) {
    List<FieldMeanings.Meaning> meanings = FieldMeanings.of(kind);
    assertThat(meanings).hasSameSizeAs(FieldTable.of(kind));
    assertThat(meanings).extracting(FieldMeanings.Meaning::anchor).doesNotHaveDuplicates();
    for (FieldMeanings.Meaning meaning : meanings) {
      assertThat(meaning.sentence()).as(meaning.anchor()).endsWith(".");
      assertThat(meaning.title()).as(meaning.anchor()).isNotBlank();
    }
  }
}
