package io.spinlane.desktop.inspector;

import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import io.spinlane.desktop.model.Kinds;
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
import java.util.ArrayList;
import java.util.List;

/** What the help says about the properties: their names, sentences, defaults and choices. */
public final class FieldMeanings {
  /**
   * One property.
   *
   * @param anchor its place in the help, such as "service.ports"
   * @param title its name for people
   * @param sentence what it is
   * @param fallback what holds when it is not set; may be empty
   * @param unit of numbers; may be empty
   * @param file its place inside the element in a file, such as "sim.thinkTime"
   * @param choices what may be chosen
   */
  public record Meaning(
      String anchor,
      String title,
      String sentence,
      String fallback,
      String unit,
      String file,
      List<Choice> choices) {}

  /** One of several values. */
  public record Choice(String title, String sentence) {}

  private FieldMeanings() {}

  /** Every property of a kind of element, in the order of the inspector. */
  public static List<Meaning> of(ElementKind kind) {
    List<Meaning> all = new ArrayList<>();
    for (FieldSpec spec : FieldTable.of(kind)) {
      String key = key(kind, spec.path());
      all.add(
          new Meaning(
              anchor(kind, spec.path()),
              Texts.get(key),
              Texts.getOr(key + ".help", ""),
              fallback(spec, key),
              Texts.getOr(key + ".unit", ""),
              spec.control() == FieldSpec.Control.VARIANT
                  ? spec.jsonPath().substring(0, spec.jsonPath().lastIndexOf('.'))
                  : spec.jsonPath(),
              choices(kind, spec)));
    }
    return List.copyOf(all);
  }

  /** Only short words are defaults; "such as …" is an example. */
  private static String fallback(FieldSpec spec, String key) {
    boolean one =
        spec.control() == FieldSpec.Control.NUMBER || spec.control() == FieldSpec.Control.DURATION;
    return one ? Texts.getOr(key + ".prompt", "") : "";
  }

  private static List<Choice> choices(ElementKind kind, FieldSpec spec) {
    List<Choice> all = new ArrayList<>();
    if (spec.control() == FieldSpec.Control.VARIANT) {
      VariantEditor.fields(type(kind), spec.path())
          .forEach(field -> all.add(VariantEditor.choice(field)));
      return List.copyOf(all);
    }
    for (int number : spec.choices()) {
      if (number != 0) {
        FieldDescriptor field = Properties.field(type(kind), spec.path());
        EnumValueDescriptor value = field.getEnumType().findValueByNumber(number);
        all.add(new Choice(EnumText.title(value), EnumText.explain(value)));
      }
    }
    return List.copyOf(all);
  }

  static com.google.protobuf.Descriptors.Descriptor type(ElementKind kind) {
    return switch (kind) {
      case ELEMENT_KIND_NIC -> Nic.getDescriptor();
      case ELEMENT_KIND_CORE -> Core.getDescriptor();
      case ELEMENT_KIND_VIP -> Vip.getDescriptor();
      case ELEMENT_KIND_SERVICE -> Service.getDescriptor();
      case ELEMENT_KIND_POOL -> Pool.getDescriptor();
      case ELEMENT_KIND_BACKEND -> Backend.getDescriptor();
      case ELEMENT_KIND_NOTE -> Note.getDescriptor();
      default -> Topology.getDescriptor();
    };
  }

  /** Timeouts mean the same on a service and on the switch; their last two names are the key. */
  static String key(ElementKind kind, String path) {
    String shared = path.replaceFirst("^connections\\.timeouts", "timeouts");
    return "field." + (shared.startsWith("timeouts.") ? "" : Kinds.key(kind) + ".") + shared;
  }

  static String anchor(ElementKind kind, String path) {
    return Kinds.key(kind) + "." + path;
  }
}
