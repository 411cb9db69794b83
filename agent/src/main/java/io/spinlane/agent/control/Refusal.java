package io.spinlane.agent.control;

import io.spinlane.v1.Diagnostic;
import io.spinlane.v1.Revision;
import io.spinlane.v1.Severity;
import java.util.List;

/** A topology was not applied; what ran before runs on. The message is for people. */
public abstract sealed class Refusal extends Exception {
  private static final long serialVersionUID = 1L;

  private Refusal(String message, Throwable cause) {
    super(message, cause);
  }

  private Refusal(String message) {
    super(message);
  }

  /** What to tell people. */
  public String sentence() {
    return String.valueOf(getMessage());
  }

  /** The topology has errors. */
  public static final class Invalid extends Refusal {
    private static final long serialVersionUID = 1L;

    private final transient List<Diagnostic> diagnostics;

    Invalid(List<Diagnostic> diagnostics) {
      super(sentence(errors(diagnostics)));
      this.diagnostics = errors(diagnostics);
    }

    /** The errors, at least one. */
    public List<Diagnostic> diagnostics() {
      return diagnostics;
    }

    private static List<Diagnostic> errors(List<Diagnostic> all) {
      return all.stream()
          .filter(diagnostic -> diagnostic.getSeverity() == Severity.SEVERITY_ERROR)
          .toList();
    }

    private static String sentence(List<Diagnostic> errors) {
      String first = errors.getFirst().getMessage() + " " + errors.getFirst().getHint();
      return errors.size() == 1
          ? "The topology has an error: " + first
          : "The topology has " + errors.size() + " errors, the first: " + first;
    }
  }

  /** Another revision was applied since the drawing began. */
  public static final class Stale extends Refusal {
    private static final long serialVersionUID = 1L;

    private final transient Revision running;

    Stale(Revision running, long base) {
      super(
          running.getNumber() == 0
              ? "Nothing has been applied here yet, but the drawing began from revision "
                  + Long.toUnsignedString(base)
                  + ": get the running one and push again, or overwrite it."
              : "Revision "
                  + running.getNumber()
                  + (running.getAuthor().isEmpty() ? "" : " by " + running.getAuthor())
                  + " runs, but the drawing began from "
                  + (base == 0 ? "nothing" : "revision " + Long.toUnsignedString(base))
                  + ": get the running one and push again, or overwrite it.");
      this.running = running;
    }

    /** What runs. */
    public Revision running() {
      return running;
    }
  }

  /** What is to be changed is not part of what runs. */
  public static final class Missing extends Refusal {
    private static final long serialVersionUID = 1L;

    Missing(String message) {
      super(message);
    }
  }

  /** The host, or the agent on it, could not: a NIC, a core, the disk. */
  public static final class Host extends Refusal {
    private static final long serialVersionUID = 1L;

    Host(String message, Throwable cause) {
      super(message, cause);
    }
  }
}
