package io.spinlane.agent.control;

import io.spinlane.topology.Sentences;
import io.spinlane.v1.Diagnostic;
import io.spinlane.v1.Revision;
import io.spinlane.v1.Sentence;
import io.spinlane.v1.Severity;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A topology was not applied; what ran before runs on. The message is for people. */
public abstract sealed class Refusal extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient List<Sentence> sentences;

  private Refusal(List<Sentence> sentences, @Nullable Throwable cause) {
    super(Sentences.english(sentences), cause);
    this.sentences = List.copyOf(sentences);
  }

  /** What to tell people, in English. */
  public String sentence() {
    return String.valueOf(getMessage());
  }

  /** The same apart from its language, one sentence after the other. */
  public List<Sentence> sentences() {
    return sentences;
  }

  /** The topology has errors. */
  public static final class Invalid extends Refusal {
    private static final long serialVersionUID = 1L;

    private final transient List<Diagnostic> diagnostics;

    Invalid(List<Diagnostic> diagnostics) {
      super(sentences(errors(diagnostics)), null);
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

    private static List<Sentence> sentences(List<Diagnostic> errors) {
      return List.of(
          errors.size() == 1
              ? Sentences.sentence("refused.error")
              : Sentences.sentence("refused.errors", errors.size()),
          errors.getFirst().getMessageSentence(),
          errors.getFirst().getHintSentence());
    }
  }

  /** Another revision was applied since the drawing began. */
  public static final class Stale extends Refusal {
    private static final long serialVersionUID = 1L;

    private final transient Revision running;

    Stale(Revision running, long base) {
      super(List.of(sentence(running, base)), null);
      this.running = running;
    }

    private static Sentence sentence(Revision running, long base) {
      String began = Long.toUnsignedString(base);
      if (running.getNumber() == 0) {
        return Sentences.sentence("refused.stale.nothing", began);
      }
      String author = running.getAuthor();
      String key = base == 0 ? "refused.stale.new" : "refused.stale";
      return author.isEmpty()
          ? Sentences.sentence(key, running.getNumber(), began)
          : Sentences.sentence(key + ".by", running.getNumber(), began, author);
    }

    /** What runs. */
    public Revision running() {
      return running;
    }
  }

  /** What is to be changed is not part of what runs. */
  public static final class Missing extends Refusal {
    private static final long serialVersionUID = 1L;

    Missing(Sentence sentence) {
      super(List.of(sentence), null);
    }
  }

  /** The host, or the agent on it, could not: a NIC, a core, the disk. */
  public static final class Host extends Refusal {
    private static final long serialVersionUID = 1L;

    Host(Sentence sentence, Throwable cause) {
      super(List.of(sentence), cause);
    }
  }
}
