package io.spinlane.topology.rule;

import static io.spinlane.topology.Sentences.sentence;

import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Duration;
import com.google.protobuf.Message;
import io.spinlane.topology.Elements;
import io.spinlane.topology.Elements.Element;
import io.spinlane.v1.ElementRef;
import io.spinlane.v1.Topology;
import java.util.List;

/** A value is outside the range that the contract's comments give it. */
final class ValueOutOfRange implements DrawingRule {
  private static final int NAME_LENGTH = 64;

  @Override
  public String code() {
    return "VALUE_OUT_OF_RANGE";
  }

  @Override
  public void check(TopologyIndex index, Reporter reporter) {
    Topology topology = index.topology();
    if (topology.getName().codePointCount(0, topology.getName().length()) > NAME_LENGTH) {
      reporter.error(
          Elements.TOPOLOGY,
          "name",
          sentence("VALUE_OUT_OF_RANGE.name", NAME_LENGTH),
          sentence("VALUE_OUT_OF_RANGE.name.hint"));
    }
    walk(topology.getConnections(), Elements.TOPOLOGY, "connections.", reporter);
    for (Element element : index.elements()) {
      walk(element.message(), element.ref(), "", reporter);
    }
  }

  private static void walk(Message message, ElementRef element, String path, Reporter reporter) {
    message
        .getAllFields()
        .forEach(
            (field, value) -> {
              if (value instanceof List<?> list) {
                for (int i = 0; i < list.size(); i++) {
                  String item = path + field.getJsonName() + "[" + i + "]";
                  value(field, list.get(i), element, item, reporter);
                }
              } else {
                value(field, value, element, path + field.getJsonName(), reporter);
              }
            });
  }

  private static void value(
      FieldDescriptor field, Object value, ElementRef element, String path, Reporter reporter) {
    switch (value) {
      case Duration duration -> {
        if (Ranges.isRefused(field, duration)) {
          reporter.error(
              element,
              path,
              sentence("VALUE_OUT_OF_RANGE.time", path),
              sentence("VALUE_OUT_OF_RANGE.time.hint"));
        }
      }
      case Message inner -> {
        // Back-ends are elements of their own.
        if (!path.startsWith("backends[")) {
          walk(inner, element, path + ".", reporter);
        }
      }
      case EnumValueDescriptor choice -> {
        if (field.getEnumType().findValueByNumber(choice.getNumber()) == null) {
          reporter.error(
              element,
              path,
              sentence("VALUE_OUT_OF_RANGE.choice", choice.getNumber()),
              sentence("VALUE_OUT_OF_RANGE.choice.hint"));
        }
      }
      case Number number -> {
        Ranges.Range range = Ranges.of(field);
        if (range != null && !range.holds(number)) {
          reporter.error(
              element, path, sentence("VALUE_OUT_OF_RANGE", range.text(number)), range.wanted());
        }
      }
      default -> {}
    }
  }
}
