package io.spinlane.desktop.inspector;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.OneofDescriptor;
import com.google.protobuf.Message;
import io.spinlane.desktop.model.Properties;
import io.spinlane.desktop.text.Texts;
import java.util.ArrayList;
import java.util.List;

/**
 * Which of several alternatives a part of the element has, such as how health is checked; none
 * takes the whole part away. The path is that of a part of the element itself and the name of the
 * alternatives.
 */
final class VariantEditor extends OptionEditor {
  private final String part;

  VariantEditor(FieldSpec spec, FieldTarget target) {
    super(spec, target);
    part = part(spec.path());
    refresh();
  }

  private static String part(String path) {
    return path.substring(0, path.lastIndexOf('.'));
  }

  /** The alternatives at a path. */
  static List<FieldDescriptor> fields(Descriptor type, String path) {
    Descriptor holder = Properties.field(type, part(path)).getMessageType();
    String name = path.substring(path.lastIndexOf('.') + 1);
    for (OneofDescriptor alternatives : holder.getOneofs()) {
      if (alternatives.getName().equals(name)) {
        return alternatives.getFields();
      }
    }
    throw new IllegalArgumentException(holder.getName() + " has no alternatives " + name);
  }

  /** What people read of one. */
  static FieldMeanings.Choice choice(FieldDescriptor field) {
    String key = "variant." + field.getName();
    return new FieldMeanings.Choice(Texts.get(key), Texts.get(key + ".help"));
  }

  private List<FieldDescriptor> fields() {
    return fields(target().messages().getFirst().getDescriptorForType(), spec().path());
  }

  @Override
  List<Option> options() {
    List<Option> options = new ArrayList<>(List.of(none()));
    for (FieldDescriptor field : fields()) {
      FieldMeanings.Choice choice = choice(field);
      options.add(new Option(field.getNumber(), choice.title(), choice.sentence(), false));
    }
    return options;
  }

  @Override
  boolean mixed() {
    return target().messages().stream().map(this::numberIn).distinct().count() > 1;
  }

  @Override
  int current() {
    return mixed() ? -1 : numberIn(target().messages().getFirst());
  }

  @Override
  boolean isSet() {
    return target().messages().stream().anyMatch(message -> numberIn(message) != 0);
  }

  private int numberIn(Message message) {
    return Properties.get(message, part) instanceof Message holder
        ? fields().stream()
            .filter(holder::hasField)
            .mapToInt(FieldDescriptor::getNumber)
            .findFirst()
            .orElse(0)
        : 0;
  }

  @Override
  void choose(int number) {
    changeOnce(message -> with(message, number));
  }

  private Message with(Message message, int number) {
    if (number == 0) {
      return Properties.with(message, part, null);
    }
    FieldDescriptor holder = Properties.field(message.getDescriptorForType(), part);
    Message now = (Message) message.getField(holder);
    FieldDescriptor chosen = holder.getMessageType().findFieldByNumber(number);
    Message.Builder next = now.toBuilder();
    if (!now.hasField(chosen)) {
      next.setField(chosen, now.getField(chosen));
    }
    return Properties.with(message, part, next.build());
  }
}
