package io.spinlane.topology.file;

import io.spinlane.v1.Diagnostic;
import io.spinlane.v1.Severity;
import java.util.ArrayList;
import java.util.List;

/** Collects what is wrong with a text, up to a number that a person still reads. */
final class Problems {
  private final List<Diagnostic> diagnostics = new ArrayList<>();

  /** Adds an error; message and hint are sentences. */
  void add(Position position, String path, String code, String message, String hint) {
    if (diagnostics.size() < Limits.PROBLEMS) {
      diagnostics.add(
          Diagnostic.newBuilder()
              .setSeverity(Severity.SEVERITY_ERROR)
              .setCode(code)
              .setField(path)
              .setMessage(message)
              .setHint(hint)
              .setLine(position.line())
              .setColumn(position.column())
              .build());
    }
  }

  List<Diagnostic> diagnostics() {
    return diagnostics;
  }
}
