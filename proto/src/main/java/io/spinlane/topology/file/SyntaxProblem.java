package io.spinlane.topology.file;

import static io.spinlane.topology.Sentences.sentence;

import io.spinlane.topology.Sentences;
import io.spinlane.v1.Sentence;

/** The text cannot be parsed any further. */
final class SyntaxProblem extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient Position position;
  private final String code;
  private final transient Sentence sentence;
  private final transient Sentence hint;

  SyntaxProblem(Position position, String code, Sentence sentence, Sentence hint) {
    super(Sentences.english(sentence));
    this.position = position;
    this.code = code;
    this.sentence = sentence;
    this.hint = hint;
  }

  Position position() {
    return position;
  }

  String code() {
    return code;
  }

  Sentence sentence() {
    return sentence;
  }

  Sentence hint() {
    return hint;
  }
}
