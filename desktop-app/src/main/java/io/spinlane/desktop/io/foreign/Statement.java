package io.spinlane.desktop.io.foreign;

import java.util.List;
import java.util.stream.Stream;

/**
 * One instruction: a keyword, its arguments, and the statements in its block or section.
 *
 * @param words at least the keyword
 * @param block what it holds; empty for a plain line
 * @param source the line as written, without what surrounds it
 */
record Statement(List<Word> words, List<Statement> block, String source) {
  String keyword() {
    return words.getFirst().text();
  }

  /** The argument with this number, from 1; empty when there is none. */
  String argument(int number) {
    return number < words.size() ? words.get(number).text() : "";
  }

  int line() {
    return words.getFirst().line();
  }

  int column() {
    return words.getFirst().column();
  }

  /** This one and all inside. */
  Stream<Statement> all() {
    return Stream.concat(Stream.of(this), block.stream().flatMap(Statement::all));
  }
}
