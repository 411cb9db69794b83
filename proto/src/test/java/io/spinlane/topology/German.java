package io.spinlane.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.spinlane.v1.Diagnostic;
import java.util.Locale;
import java.util.regex.Pattern;

/** What a German reader gets to see. */
public final class German {
  /** Words of our English sentences that no German sentence and no name in our tests holds. */
  private static final Pattern ENGLISH =
      Pattern.compile(
          "\\b(the|is|are|has|have|of|and|or|not|with|to|it|its|by|which|that|this|than|there|here"
              + "|give|write|keep|remove|connect|draw|use|choose|name it|check|core|service"
              + "|expected|known|missing|already)\\b",
          Pattern.CASE_INSENSITIVE);

  private German() {}

  /** Checks that both sentences are German, and differ from the English ones. */
  public static void assertSpoken(Diagnostic diagnostic) {
    String message = Sentences.message(Locale.GERMAN, diagnostic);
    String hint = Sentences.hint(Locale.GERMAN, diagnostic);
    assertThat(message).isNotEqualTo(diagnostic.getMessage()).matches("(?s).*[.?:]");
    assertThat(hint).isNotEqualTo(diagnostic.getHint()).matches("(?s).*[.?\\]}9\\\\n]+");
    assertThat(message + " " + hint).doesNotContainPattern(ENGLISH).doesNotContain("{0}", "{1}");
    assertThat(Sentences.message(Locale.ENGLISH, diagnostic)).isEqualTo(diagnostic.getMessage());
    assertThat(Sentences.hint(Locale.ROOT, diagnostic)).isEqualTo(diagnostic.getHint());
  }
}
