package io.spinlane.desktop.io.foreign;

import io.spinlane.desktop.text.Texts;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Cuts a configuration into words, by the quoting rules of the program it belongs to. */
final class Words {
  /**
   * How a program reads its lines.
   *
   * @param comments characters that begin a comment wherever a word could begin
   * @param braces braces are words of their own even without blanks around them
   * @param continued a backslash at the end of a line continues it
   */
  private record Dialect(String comments, boolean braces, boolean continued) {}

  private static final Dialect KEEPALIVED = new Dialect("#!", true, true);
  private static final Dialect HAPROXY = new Dialect("#", false, false);
  private static final Dialect SHELL = new Dialect("#", false, true);

  /** One line with at least one word; a continued line counts as one. */
  record Line(List<Word> words, String source) {}

  private final Dialect dialect;
  private final String text;
  private final List<Line> lines = new ArrayList<>();
  private final StringBuilder word = new StringBuilder();
  private List<Word> words = new ArrayList<>();
  private int at;
  private int line = 1;
  private int lineStart;
  private int sourceStart;
  private @Nullable Word begun;

  private Words(Dialect dialect, String text) {
    this.dialect = dialect;
    // A file from another system has other line ends, and may begin with a byte order mark.
    this.text = text.replace("\r\n", "\n").replace("\uFEFF", "");
  }

  /** Lines of a keepalived.conf: comments by # and !, braces, both kinds of quotes. */
  static List<Line> keepalived(String text) throws BrokenFileException {
    return new Words(KEEPALIVED, text).read();
  }

  /** Lines of a haproxy.cfg: backslash escapes, strong and weak quotes; a line is a statement. */
  static List<Line> haproxy(String text) throws BrokenFileException {
    return new Words(HAPROXY, text).read();
  }

  /** Lines of a list of ipvsadm's arguments, quoted as in a shell. */
  static List<Line> shell(String text) throws BrokenFileException {
    return new Words(SHELL, text).read();
  }

  private List<Line> read() throws BrokenFileException {
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '\n') {
        endLine();
      } else if (c == ' ' || c == '\t' || c == '\r') {
        endWord();
        at++;
      } else if (dialect.comments.indexOf(c) >= 0 && startsComment()) {
        endWord();
        skipComment();
      } else if (c == '\\') {
        escape();
      } else if (c == '"' || c == '\'') {
        quoted(c);
      } else if (dialect.braces && (c == '{' || c == '}')) {
        endWord();
        append(c, true);
        endWord();
      } else {
        append(c, true);
      }
    }
    endLine();
    return lines;
  }

  /** In a shell "a#b" is one word; keepalived and haproxy begin a comment at any bare mark. */
  private boolean startsComment() {
    return !dialect.equals(SHELL) || begun == null;
  }

  private void skipComment() {
    while (at < text.length() && text.charAt(at) != '\n') {
      at++;
    }
  }

  private void escape() throws BrokenFileException {
    boolean last = at + 1 >= text.length() || text.charAt(at + 1) == '\n';
    if (last && !dialect.continued) {
      throw broken(at, Texts.get("foreign.broken.backslash"));
    }
    if (last) {
      endWord();
      at = Math.min(at + 2, text.length());
      line++;
      lineStart = at;
      return;
    }
    at++;
    append(text.charAt(at), false);
  }

  private void quoted(char quote) throws BrokenFileException {
    int open = at;
    begin(false);
    at++;
    while (at < text.length() && text.charAt(at) != quote && text.charAt(at) != '\n') {
      boolean escaped = text.charAt(at) == '\\' && quote == '"' && at + 1 < text.length();
      if (escaped && text.charAt(at + 1) != '\n') {
        at++;
      }
      word.append(text.charAt(at++));
    }
    if (at >= text.length() || text.charAt(at) == '\n') {
      throw broken(open, Texts.get("foreign.broken.quote"));
    }
    at++;
  }

  private void append(char c, boolean bare) {
    begin(bare);
    word.append(c);
    at++;
  }

  private void begin(boolean bare) {
    Word now = begun;
    begun =
        now == null
            ? new Word("", bare, line, at - lineStart + 1)
            : new Word("", bare && now.bare(), now.line(), now.column());
  }

  private void endWord() {
    Word now = begun;
    if (now != null) {
      words.add(new Word(word.toString(), now.bare(), now.line(), now.column()));
      word.setLength(0);
      begun = null;
    }
  }

  private void endLine() {
    endWord();
    if (!words.isEmpty()) {
      lines.add(new Line(List.copyOf(words), text.substring(sourceStart, at).strip()));
      words = new ArrayList<>();
    }
    at++;
    line++;
    lineStart = at;
    sourceStart = at;
  }

  private BrokenFileException broken(int position, String reason) {
    return new BrokenFileException(line, position - lineStart + 1, reason);
  }
}
