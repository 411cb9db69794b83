package io.spinlane.topology.rule;

import io.spinlane.topology.Sentences;
import io.spinlane.v1.Diagnostic;
import io.spinlane.v1.ElementRef;
import io.spinlane.v1.Sentence;
import io.spinlane.v1.Severity;
import java.util.List;

/** Takes what one rule finds; each message and each hint is one sentence. */
public final class Reporter {
  private final String code;
  private final List<Diagnostic> found;

  /**
   * Takes what one rule finds.
   *
   * @param code the rule's
   * @param found where its diagnostics go
   */
  public Reporter(String code, List<Diagnostic> found) {
    this.code = code;
    this.found = found;
  }

  /** Something that prevents a push; an empty field means the whole element. */
  public void error(ElementRef element, String field, Sentence message, Sentence hint) {
    report(Severity.SEVERITY_ERROR, element, field, message, hint);
  }

  /** Something that works, but hardly as it was meant. */
  public void warning(ElementRef element, String field, Sentence message, Sentence hint) {
    report(Severity.SEVERITY_WARNING, element, field, message, hint);
  }

  private void report(
      Severity severity, ElementRef element, String field, Sentence message, Sentence hint) {
    found.add(
        Diagnostic.newBuilder()
            .setSeverity(severity)
            .setCode(code)
            .setElement(element)
            .setField(field)
            .setMessage(Sentences.english(message))
            .setHint(Sentences.english(hint))
            .setMessageSentence(message)
            .setHintSentence(hint)
            .build());
  }
}
