package io.spinlane.agent;

import io.spinlane.v1.Diagnostic;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A command could not be done; the message says what, where, and what to do about it. */
final class CommandFailure extends Exception {
  private static final long serialVersionUID = 1L;

  CommandFailure(String message) {
    super("spinlane-agent: " + message);
  }

  CommandFailure(String message, Throwable cause) {
    super("spinlane-agent: " + message, cause);
  }

  private CommandFailure(@Nullable Throwable cause, String lines) {
    super(lines, cause);
  }

  /** A topology has errors; each is a line of its own, and no other is needed. */
  static CommandFailure of(String source, List<Diagnostic> found, @Nullable Throwable cause) {
    return listing(DiagnosticText.lines(source, found), cause);
  }

  /** Lines that already say where. */
  static CommandFailure listing(String lines, @Nullable Throwable cause) {
    return new CommandFailure(cause, lines.stripTrailing());
  }
}
