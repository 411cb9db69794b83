package io.spinlane.topology;

import io.spinlane.v1.Sentence;

/** A text is not the value it should be; says why, in English and as a {@link Sentence}. */
public final class MalformedException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private final transient Sentence sentence;

  /** A refusal with its reason, a sentence that is known here. */
  public MalformedException(Sentence sentence) {
    super(Sentences.english(sentence));
    this.sentence = sentence;
  }

  /** What is wrong with the text. */
  public Sentence sentence() {
    return sentence;
  }
}
