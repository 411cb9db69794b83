package io.spinlane.desktop.inspector;

import com.google.protobuf.Message;
import io.spinlane.v1.ElementKind;
import java.util.List;
import java.util.function.Predicate;

/**
 * One property the inspector offers.
 *
 * @param path inside the element, such as "sim.clients"
 * @param control how it is edited
 * @param check refuses a text with a sentence
 * @param choices enum values offered, by number; empty: all this release knows
 * @param target for references the kind of element
 * @param shown whether an element has this property now
 */
record FieldSpec(
    String path,
    Control control,
    Check check,
    List<Integer> choices,
    ElementKind target,
    Predicate<Message> shown) {
  /** How a property is edited. */
  enum Control {
    ID,
    TEXT,
    LONG_TEXT,
    NUMBER,
    DURATION,
    CHOICE,
    SWITCH,
    LIST,
    REFERENCE,
    REFERENCES
  }

  /** Judges a text while it is typed. */
  @FunctionalInterface
  interface Check {
    /**
     * Returns when the text is fine.
     *
     * @throws IllegalArgumentException with a sentence that says what is wrong
     */
    void check(String text);
  }

  static FieldSpec of(String path, Control control) {
    return new FieldSpec(
        path, control, _ -> {}, List.of(), ElementKind.ELEMENT_KIND_UNSPECIFIED, _ -> true);
  }

  FieldSpec checked(Check refusing) {
    return new FieldSpec(path, control, refusing, choices, target, shown);
  }

  FieldSpec offering(Integer... numbers) {
    return new FieldSpec(path, control, check, List.of(numbers), target, shown);
  }

  FieldSpec to(ElementKind kind) {
    return new FieldSpec(path, control, check, choices, kind, shown);
  }

  FieldSpec when(Predicate<Message> condition) {
    return new FieldSpec(path, control, check, choices, target, condition);
  }
}
