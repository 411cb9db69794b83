package io.spinlane.desktop.inspector;

import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Message;
import io.spinlane.desktop.model.Nics;
import io.spinlane.desktop.model.Properties;
import io.spinlane.desktop.text.EnumText;
import io.spinlane.topology.rule.Rules;
import io.spinlane.v1.Nic;
import io.spinlane.v1.NicDriver;
import io.spinlane.v1.Topology;
import java.util.ArrayList;
import java.util.List;

/** One of the values of an enumeration. */
final class ChoiceEditor extends OptionEditor {
  ChoiceEditor(FieldSpec spec, FieldTarget target) {
    super(spec, target);
    refresh();
  }

  @Override
  List<Option> options() {
    List<Option> options = new ArrayList<>();
    spec().choices().forEach(number -> options.add(option(number)));
    int now = current();
    if (now > 0 && !spec().choices().contains(now)) {
      options.add(option(now));
    }
    return options;
  }

  private Option option(int number) {
    if (number == 0) {
      return none();
    }
    EnumValueDescriptor value = field().getEnumType().findValueByNumberCreatingIfUnknown(number);
    return new Option(number, EnumText.title(value), EnumText.explain(value), later(value));
  }

  /** The rules know which drivers this release runs. */
  private boolean later(EnumValueDescriptor value) {
    if (!isDriver()) {
      return false;
    }
    Nic nic = Nic.newBuilder().setId("nic").setDriver(NicDriver.valueOf(value)).build();
    return Rules.check(Topology.newBuilder().addNics(nic).build()).stream()
        .anyMatch(
            found ->
                found.getCode().equals("NOT_YET_SUPPORTED") && found.getField().equals("driver"));
  }

  private boolean isDriver() {
    return field().getEnumType().equals(NicDriver.getDescriptor());
  }

  /** A value that is not set is shown as the first choice, its default. */
  @Override
  int current() {
    if (mixed()) {
      return -1;
    }
    Message first = target().messages().getFirst();
    EnumValueDescriptor value = (EnumValueDescriptor) Properties.get(first, spec().path());
    return value == null || value.getNumber() == 0
        ? spec().choices().getFirst()
        : value.getNumber();
  }

  @Override
  void choose(int number) {
    if (number == 0) {
      String part = spec().path().substring(0, spec().path().lastIndexOf('.'));
      changeOnce(message -> Properties.with(message, part, null));
      return;
    }
    EnumValueDescriptor chosen = field().getEnumType().findValueByNumber(number);
    if (!isDriver()) {
      writeOnce(chosen);
      return;
    }
    changeOnce(message -> Nics.withDriver((Nic) message, NicDriver.valueOf(chosen)));
  }
}
