package io.spinlane.topology.file;

import java.util.List;

/** A parsed text before it has a meaning: values, lists and maps, each with its place. */
sealed interface Tree {

  /** Where it begins. */
  Position position();

  /** Values in it, itself included; what an alias costs when it is used again. */
  int size();

  /**
   * A single value.
   *
   * @param quoted true when it was written in quotes or as a block, so that it can only be text
   */
  record Scalar(Position position, String text, boolean quoted) implements Tree {
    @Override
    public int size() {
      return 1;
    }

    boolean isNull() {
      return !quoted && (text.isEmpty() || text.equals("null") || text.equals("~"));
    }
  }

  /** Values in order. */
  record Sequence(Position position, List<Tree> items, int size) implements Tree {}

  /** Named values in the order of the text; names may occur twice. */
  record Mapping(Position position, List<Entry> entries, int size) implements Tree {}

  /** One named value. */
  record Entry(Position keyPosition, String key, Tree value) {}
}
