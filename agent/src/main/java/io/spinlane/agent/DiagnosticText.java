package io.spinlane.agent;

import io.spinlane.topology.Elements;
import io.spinlane.topology.EnumNames;
import io.spinlane.topology.file.TopologyDocument;
import io.spinlane.topology.file.TopologyFileException;
import io.spinlane.topology.file.TopologyFiles;
import io.spinlane.topology.rule.Rules;
import io.spinlane.v1.Diagnostic;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Diagnostics for a terminal. */
final class DiagnosticText {
  private DiagnosticText() {}

  /** Reads a topology file; what is wrong with it becomes one failure with a line for each. */
  static TopologyDocument read(Path file) throws CommandFailure {
    try {
      return TopologyFiles.read(file);
    } catch (TopologyFileException e) {
      throw CommandFailure.of(e.sourceName(), e.diagnostics(), e);
    }
  }

  /** Reads a topology file that the rules find no error in; prints their warnings. */
  static TopologyDocument readWithoutErrors(Path file, PrintWriter err) throws CommandFailure {
    TopologyDocument document = read(file);
    List<Diagnostic> found = document.locate(Rules.check(document.topology()));
    if (Rules.hasErrors(found)) {
      throw CommandFailure.of(document.sourceName(), found, null);
    }
    print(err, document.sourceName(), found);
    return document;
  }

  static void print(PrintWriter out, String file, List<Diagnostic> diagnostics) {
    out.print(lines(file, diagnostics));
  }

  /** As compilers write: {@code file:line:column: error: message [CODE]}, and below it the hint. */
  static String lines(String file, List<Diagnostic> diagnostics) {
    StringBuilder text = new StringBuilder();
    for (Diagnostic diagnostic : diagnostics) {
      text.append(file).append(':');
      if (diagnostic.getLine() > 0) {
        text.append(diagnostic.getLine()).append(':').append(diagnostic.getColumn()).append(':');
      }
      text.append(' ')
          .append(severity(diagnostic))
          .append(": ")
          .append(place(diagnostic))
          .append(diagnostic.getMessage())
          .append(" [")
          .append(diagnostic.getCode())
          .append("]\n");
      if (!diagnostic.getHint().isEmpty()) {
        text.append("    ").append(diagnostic.getHint()).append('\n');
      }
    }
    return text.toString();
  }

  /** Such as "nic ext0: "; nothing where the message stands for a place in the text. */
  private static String place(Diagnostic diagnostic) {
    if (diagnostic.getElement().getId().isEmpty()) {
      return diagnostic.getField().isEmpty() ? "" : diagnostic.getField() + ": ";
    }
    return Elements.word(diagnostic.getElement().getKind())
        + " "
        + diagnostic.getElement().getId()
        + ": ";
  }

  private static String severity(Diagnostic diagnostic) {
    return EnumNames.shortName(diagnostic.getSeverity()).toLowerCase(Locale.ROOT);
  }
}
