package io.spinlane.desktop.model;

import com.google.protobuf.Descriptors.FieldDescriptor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Writes down at which places of which lists two messages differ; see {@link Delta}. */
final class DeltaScript {
  /** Numbers of one place: the field, the items kept before it, those taken out, those put in. */
  static final int WIDTH = 4;

  /** Stands for the items taken out where the next nested delta changes one item. */
  static final int NESTED = -1;

  private final List<Delta> nested = new ArrayList<>();
  private int[] numbers = new int[4 * WIDTH];
  private int length;
  private int field;
  private int kept;
  private boolean open;

  void begin(FieldDescriptor next) {
    field = next.getNumber();
    kept = 0;
    open = false;
  }

  void keep() {
    kept++;
    open = false;
  }

  void takeOut() {
    place();
    numbers[length - 2]++;
  }

  void putIn() {
    place();
    numbers[length - 1]++;
  }

  void nest(Delta delta) {
    open = false;
    place();
    open = false;
    numbers[length - 2] = NESTED;
    nested.add(delta);
  }

  /** Items that are changed side by side are one place. */
  private void place() {
    if (open) {
      return;
    }
    if (length == numbers.length) {
      numbers = Arrays.copyOf(numbers, 2 * length);
    }
    numbers[length] = field;
    numbers[length + 1] = kept;
    length += WIDTH;
    kept = 0;
    open = true;
  }

  int[] numbers() {
    return Arrays.copyOf(numbers, length);
  }

  List<Delta> nested() {
    return List.copyOf(nested);
  }
}
