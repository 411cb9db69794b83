package io.spinlane.topology.file;

import io.spinlane.v1.Diagnostic;
import java.util.List;
import java.util.stream.Collectors;

/** A topology file could not be read; says everything that is wrong with it, as far as found. */
public final class TopologyFileException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String sourceName;
  private final transient List<Diagnostic> diagnostics;

  TopologyFileException(String sourceName, List<Diagnostic> diagnostics) {
    super(
        diagnostics.stream()
            .map(diagnostic -> line(sourceName, diagnostic))
            .collect(Collectors.joining("\n")));
    this.sourceName = sourceName;
    this.diagnostics = List.copyOf(diagnostics);
  }

  /** The file, as it was named by the caller. */
  public String sourceName() {
    return sourceName;
  }

  /** At least one error, in the order of the text; {@code field} is a path from the root. */
  public List<Diagnostic> diagnostics() {
    return diagnostics;
  }

  /** One line for a terminal: {@code file:line:column: path: message hint}. */
  private static String line(String sourceName, Diagnostic diagnostic) {
    StringBuilder line = new StringBuilder(sourceName);
    if (diagnostic.getLine() > 0) {
      line.append(':').append(diagnostic.getLine()).append(':').append(diagnostic.getColumn());
    }
    line.append(": ");
    if (!diagnostic.getField().isEmpty()) {
      line.append(diagnostic.getField()).append(": ");
    }
    return line.append(diagnostic.getMessage()).append(' ').append(diagnostic.getHint()).toString();
  }
}
