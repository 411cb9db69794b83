package io.spinlane.topology.file;

import static io.spinlane.topology.Sentences.sentence;

import io.spinlane.v1.Sentence;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Builds the tree of a JSON text (RFC 8259). The YAML parser cannot stand in for it: YAML forbids
 * tabs before values, some characters that JSON strings may hold, and names longer than 1024.
 */
final class JsonTree {
  private final String text;
  private int at;
  private int line = 1;
  private int lineStart;
  private int values;

  private JsonTree(String text) {
    this.text = text;
  }

  /** The tree of the text; null when it is blank. */
  static @Nullable Tree parse(String text) throws SyntaxProblem {
    JsonTree parser = new JsonTree(text);
    parser.at = text.startsWith("\uFEFF") ? 1 : 0;
    parser.skipSpace();
    if (parser.at == text.length()) {
      return null;
    }
    Tree root = parser.value(0);
    parser.skipSpace();
    if (parser.at < text.length()) {
      throw parser.syntax(sentence("FILE_SYNTAX.more"), sentence("FILE_SYNTAX.more.hint"));
    }
    return root;
  }

  private Tree value(int depth) throws SyntaxProblem {
    if (depth > Limits.DEPTH) {
      throw Limits.tooDeep(position());
    }
    if (++values > Limits.VALUES) {
      throw Limits.tooManyValues(position());
    }
    Position start = position();
    return switch (peek()) {
      case '{' -> mapping(start, depth);
      case '[' -> sequence(start, depth);
      case '"' -> new Tree.Scalar(start, string(), true);
      default -> literal(start);
    };
  }

  private Tree mapping(Position start, int depth) throws SyntaxProblem {
    List<Tree.Entry> entries = new ArrayList<>();
    int size = 1;
    at++;
    skipSpace();
    while (peek() != '}') {
      if (!entries.isEmpty()) {
        expect(',', "comma.brace");
      }
      Position keyPosition = position();
      if (peek() != '"') {
        throw syntax(sentence("FILE_SYNTAX.name"), sentence("FILE_SYNTAX.name.hint"));
      }
      String key = string();
      skipSpace();
      expect(':', "colon");
      Tree value = value(depth + 1);
      entries.add(new Tree.Entry(keyPosition, key, value));
      size += 1 + value.size();
      skipSpace();
    }
    at++;
    return new Tree.Mapping(start, entries, size);
  }

  private Tree sequence(Position start, int depth) throws SyntaxProblem {
    List<Tree> items = new ArrayList<>();
    int size = 1;
    at++;
    skipSpace();
    while (peek() != ']') {
      if (!items.isEmpty()) {
        expect(',', "comma.bracket");
      }
      Tree item = value(depth + 1);
      items.add(item);
      size += item.size();
      skipSpace();
    }
    at++;
    return new Tree.Sequence(start, items, size);
  }

  private Tree literal(Position start) throws SyntaxProblem {
    int begin = at;
    while (at < text.length() && isLiteral(text.charAt(at))) {
      at++;
    }
    String literal = text.substring(begin, at);
    boolean known =
        switch (literal) {
          case "true", "false", "null" -> true;
          default -> literal.matches("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?");
        };
    if (!known) {
      at = begin;
      throw syntax(
          literal.isEmpty()
              ? sentence("FILE_SYNTAX.value")
              : sentence("FILE_SYNTAX.value.not", literal),
          sentence("FILE_SYNTAX.value.hint"));
    }
    return new Tree.Scalar(start, literal, false);
  }

  private static boolean isLiteral(char c) {
    return Character.isLetterOrDigit(c) || c == '-' || c == '+' || c == '.' || c == '_';
  }

  private String string() throws SyntaxProblem {
    StringBuilder value = new StringBuilder();
    for (at++; peek() != '"'; at++) {
      char c = text.charAt(at);
      if (c == '\\') {
        at++;
        value.append(escaped());
      } else if (c < ' ') {
        throw syntax(sentence("FILE_SYNTAX.quote"), sentence("FILE_SYNTAX.quote.hint"));
      } else {
        value.append(c);
      }
    }
    at++;
    return value.toString();
  }

  private char escaped() throws SyntaxProblem {
    return switch (peek()) {
      case '"', '\\', '/' -> text.charAt(at);
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> {
        String digits = text.substring(at + 1, Math.min(at + 5, text.length()));
        if (!digits.matches("[0-9a-fA-F]{4}")) {
          throw syntax(sentence("FILE_SYNTAX.hex"), sentence("FILE_SYNTAX.hex.hint"));
        }
        at += 4;
        yield (char) Integer.parseInt(digits, 16);
      }
      default -> throw syntax(sentence("FILE_SYNTAX.escape"), sentence("FILE_SYNTAX.escape.hint"));
    };
  }

  private void expect(char wanted, String words) throws SyntaxProblem {
    if (peek() != wanted) {
      throw syntax(
          sentence("FILE_SYNTAX.instead." + words, Character.toString(text.codePointAt(at))),
          sentence("FILE_SYNTAX.instead.hint"));
    }
    at++;
    skipSpace();
  }

  /** The next character; the end of the text is an error. */
  private char peek() throws SyntaxProblem {
    if (at >= text.length()) {
      throw syntax(sentence("FILE_SYNTAX.end"), sentence("FILE_SYNTAX.end.hint"));
    }
    return text.charAt(at);
  }

  private void skipSpace() {
    for (; at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0; at++) {
      if (text.charAt(at) == '\n') {
        line++;
        lineStart = at + 1;
      }
    }
  }

  private Position position() {
    int end = Math.min(at, text.length());
    return new Position(line, text.codePointCount(lineStart, end) + 1);
  }

  private SyntaxProblem syntax(Sentence message, Sentence hint) {
    return new SyntaxProblem(position(), "FILE_SYNTAX", message, hint);
  }
}
