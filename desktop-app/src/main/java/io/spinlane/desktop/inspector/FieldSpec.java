package io.spinlane.desktop.inspector;

import com.google.protobuf.Message;
import io.spinlane.v1.ElementKind;
import io.spinlane.v1.Topology;
import java.util.List;
import java.util.function.Predicate;

/**
 * One property the inspector offers.
 *
 * @param path inside the element, such as "sim.clients"
 * @param control how it is edited
 * @param group the section it stands in, such as "timeouts"; empty: among those always shown
 * @param check refuses a text with a sentence
 * @param note says what a text amounts to, such as the network of an address
 * @param choices enum values offered, by number; 0 among them: none at all
 * @param target for references the kind of element
 * @param shown whether an element has this property now
 */
record FieldSpec(
    String path,
    Control control,
    String group,
    Check check,
    Note note,
    List<Integer> choices,
    ElementKind target,
    Predicate<Message> shown) {
  /** How a property is edited. */
  enum Control {
    ID,
    TEXT,
    LONG_TEXT,
    NUMBER,
    /** Raw bytes, as text or as hexadecimal digits. */
    BYTES,
    /** A number and a unit. */
    DURATION,
    CHOICE,
    /** Which of several alternatives of the contract is there, if any. */
    VARIANT,
    SWITCH,
    /** Several texts, a line each. */
    LIST,
    /** Lines of "allow" or "deny" and a prefix. */
    ACCESS,
    /** Lines of a prefix, a next hop and perhaps a NIC. */
    ROUTES,
    /** Several short words side by side. */
    TOKENS,
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

  /** Says what texts that passed their check amount to. */
  @FunctionalInterface
  interface Note {
    /** One short sentence, or nothing. */
    String of(Topology topology, List<String> texts);
  }

  static FieldSpec of(String path, Control control) {
    return new FieldSpec(
        path,
        control,
        "",
        _ -> {},
        (_, _) -> "",
        List.of(),
        ElementKind.ELEMENT_KIND_UNSPECIFIED,
        _ -> true);
  }

  FieldSpec in(String section) {
    return new FieldSpec(path, control, section, check, note, choices, target, shown);
  }

  FieldSpec checked(Check refusing) {
    return new FieldSpec(path, control, group, refusing, note, choices, target, shown);
  }

  FieldSpec noted(Note saying) {
    return new FieldSpec(path, control, group, check, saying, choices, target, shown);
  }

  FieldSpec offering(Integer... numbers) {
    return new FieldSpec(path, control, group, check, note, List.of(numbers), target, shown);
  }

  FieldSpec to(ElementKind kind) {
    return new FieldSpec(path, control, group, check, note, choices, kind, shown);
  }

  FieldSpec when(Predicate<Message> condition) {
    return new FieldSpec(path, control, group, check, note, choices, target, condition);
  }

  /** The path as files and diagnostics spell it: "sim.thinkTime". */
  String jsonPath() {
    StringBuilder json = new StringBuilder();
    boolean raise = false;
    for (int i = 0; i < path.length(); i++) {
      char letter = path.charAt(i);
      if (letter == '_') {
        raise = true;
      } else {
        json.append(raise ? Character.toUpperCase(letter) : letter);
        raise = false;
      }
    }
    return json.toString();
  }
}
