package io.spinlane.desktop.text;

import io.spinlane.topology.MalformedException;
import io.spinlane.topology.Sentences;
import io.spinlane.topology.file.WriteProtectedException;
import io.spinlane.v1.Diagnostic;
import io.spinlane.v1.Event;
import io.spinlane.v1.Sentence;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What rules, files and agents said, in the app's language; in their own English where a newer
 * agent says what this app does not know. Pure; any thread.
 */
public final class Said {
  /** What the operating system says most, by its words in the C locale; see errno(3). */
  private static final Map<String, String> SYSTEM =
      Map.of(
          "No such file or directory", "io.none",
          "Permission denied", "io.denied",
          "Read-only file system", "io.readOnly",
          "No space left on device", "io.full",
          "Is a directory", "io.folder",
          "Not a directory", "io.notFolder");

  private Said() {}

  /** What is wrong. */
  public static String message(Diagnostic diagnostic) {
    return Sentences.message(Texts.locale(), diagnostic);
  }

  /** What to do about it. */
  public static String hint(Diagnostic diagnostic) {
    return Sentences.hint(Texts.locale(), diagnostic);
  }

  /** What is wrong and what to do about it. */
  public static String both(Diagnostic diagnostic) {
    return (message(diagnostic) + " " + hint(diagnostic)).strip();
  }

  /** A text about a problem, with line and column where they are known. */
  public static String placed(Diagnostic problem, String text) {
    return problem.getLine() == 0
        ? text
        : Texts.get("file.place", problem.getLine(), problem.getColumn(), text);
  }

  /** What happened. */
  public static String message(Event event) {
    return sentences(event.getSentencesList(), event.getMessage());
  }

  /** Sentences, one after the other; the fallback when there are none, or one is not known. */
  public static String sentences(List<Sentence> sentences, String fallback) {
    return Sentences.in(Texts.locale(), sentences).orElse(fallback);
  }

  /** Why a text was refused; every refusal of ours is a sentence. */
  public static String why(IllegalArgumentException refusal) {
    String english = String.valueOf(refusal.getMessage());
    return refusal instanceof MalformedException malformed
        ? sentences(List.of(malformed.sentence()), english)
        : english;
  }

  /** Why a file could not be read or written; what is rare, in the words of the system. */
  public static String why(IOException problem) {
    return switch (problem) {
      case NoSuchFileException _ -> Texts.get("io.none");
      case WriteProtectedException _ -> Texts.get("io.protected");
      case AccessDeniedException _ -> Texts.get("io.denied");
      case FileSystemException system when system.getReason() != null -> why(system.getReason());
      default -> why(Objects.requireNonNullElse(problem.getMessage(), problem.toString()));
    };
  }

  private static String why(String words) {
    String key = SYSTEM.get(words);
    return key == null ? words : Texts.get(key);
  }
}
