package io.spinlane.topology.file;

import java.util.ArrayList;
import java.util.List;

/** What people wrote beside one value, in the words of the file: lines begin with their #. */
final class Remark {
  /** Lines above it; empty ones stand for blank lines. */
  final List<String> before = new ArrayList<>();

  /** Lines at the end of what it holds. */
  final List<String> after = new ArrayList<>();

  /** What stands behind it on its line, with the blanks in between. */
  private String behind = "";

  String behind() {
    return behind;
  }

  void addBehind(String words) {
    behind += words.isEmpty() || Character.isWhitespace(words.charAt(0)) ? words : " " + words;
  }

  /** It is more than blank lines. */
  boolean hasWords() {
    return count() > 0;
  }

  /** How many comments it is. */
  long count() {
    return lines().size();
  }

  /** Everything it says, without its layout. */
  List<String> lines() {
    List<String> lines = new ArrayList<>(before);
    lines.add(behind.strip());
    lines.addAll(after);
    lines.removeIf(String::isEmpty);
    return lines;
  }
}
