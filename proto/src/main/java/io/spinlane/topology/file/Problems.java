package io.spinlane.topology.file;

import io.spinlane.topology.Sentences;
import io.spinlane.v1.Diagnostic;
import io.spinlane.v1.Sentence;
import io.spinlane.v1.Severity;
import java.util.ArrayList;
import java.util.List;

/** Collects what is wrong with a text, up to a number that a person still reads. */
final class Problems {
  private final List<Diagnostic> diagnostics = new ArrayList<>();

  /** Adds an error. */
  void add(Position position, String path, String code, Sentence message, Sentence hint) {
    if (diagnostics.size() < Limits.PROBLEMS) {
      diagnostics.add(
          Diagnostic.newBuilder()
              .setSeverity(Severity.SEVERITY_ERROR)
              .setCode(code)
              .setField(path)
              .setMessage(Sentences.english(message))
              .setHint(Sentences.english(hint))
              .setMessageSentence(message)
              .setHintSentence(hint)
              .setLine(position.line())
              .setColumn(position.column())
              .build());
    }
  }

  List<Diagnostic> diagnostics() {
    return diagnostics;
  }
}
