package io.spinlane.topology.file;

import io.spinlane.topology.Sentences;
import io.spinlane.v1.Sentence;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;

/**
 * Says in our words what the YAML library complains about, as far as people commonly meet it; the
 * rest is told in the library's own, which are English.
 */
final class YamlWords {
  /** One complaint of the library; groups of the pattern are arguments of the sentence. */
  private record Complaint(Pattern words, String key) {
    static Complaint of(String words, String key) {
      return new Complaint(Pattern.compile(words), "FILE_SYNTAX.yaml." + key);
    }
  }

  /** The first that is found in a complaint counts. */
  private static final List<Complaint> KNOWN =
      List.of(
          Complaint.of("could not find expected ':'", "colon"),
          Complaint.of("mapping (?:values|keys) are not allowed here", "value"),
          Complaint.of("sequence entries are not allowed here", "entry"),
          Complaint.of("found character '\\\\t.*' that cannot start", "tab"),
          Complaint.of("found character '(.*?)' that cannot start", "start"),
          Complaint.of("expected ',' or ']'", "list"),
          Complaint.of("expected ',' or '}'", "map"),
          Complaint.of("expected <block end>", "indent"),
          Complaint.of("found unexpected end of stream", "quote"),
          Complaint.of("found unknown escape character", "escape"));

  private YamlWords() {}

  /** What the library says about a place in the text. */
  static Sentence sentence(MarkedYamlEngineException e) {
    String context = e.getContext() == null ? "" : " (" + e.getContext().trim() + ")";
    return said(String.valueOf(e.getProblem()).trim(), context);
  }

  /** What the library says about the text as a whole. */
  static Sentence sentence(@Nullable String message) {
    return said(String.valueOf(message), "");
  }

  private static Sentence said(String problem, String context) {
    for (Complaint known : KNOWN) {
      Matcher matcher = known.words().matcher(problem);
      if (matcher.find()) {
        return matcher.groupCount() == 0
            ? Sentences.sentence(known.key())
            : Sentences.sentence(known.key(), matcher.group(1));
      }
    }
    String line = problem.lines().findFirst().orElse("");
    String words = line.endsWith(".") ? line.substring(0, line.length() - 1) : line;
    return Sentences.sentence("FILE_SYNTAX.yaml", words + context);
  }
}
