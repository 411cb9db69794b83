package io.spinlane.topology.file;

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
      throw parser.syntax("More text follows the end of the topology", "Remove it.");
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
        expect(',', "a comma or a closing brace");
      }
      Position keyPosition = position();
      if (peek() != '"') {
        throw syntax("A name in double quotes is expected here", "Write \"name\": value.");
      }
      String key = string();
      skipSpace();
      expect(':', "a colon");
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
        expect(',', "a comma or a closing bracket");
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
          "A value is expected here" + (literal.isEmpty() ? "" : ", not " + literal),
          "Write text in double quotes.");
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
        throw syntax(
            "The text has no closing quote on its line", "Close it, or write a line break as \\n.");
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
          throw syntax("Four hexadecimal digits must follow \\u", "Write a character as \\u00e9.");
        }
        at += 4;
        yield (char) Integer.parseInt(digits, 16);
      }
      default -> throw syntax("This escape is unknown", "Write a backslash itself as \\\\.");
    };
  }

  private void expect(char wanted, String words) throws SyntaxProblem {
    if (peek() != wanted) {
      throw syntax(
          "Here stands '" + Character.toString(text.codePointAt(at)) + "' instead of " + words,
          "Check commas, quotes and brackets on this line and the one before it.");
    }
    at++;
    skipSpace();
  }

  /** The next character; the end of the text is an error. */
  private char peek() throws SyntaxProblem {
    if (at >= text.length()) {
      throw syntax(
          "The text ends in the middle of the topology", "Add the missing quotes or brackets.");
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

  private SyntaxProblem syntax(String message, String hint) {
    return new SyntaxProblem(position(), "FILE_SYNTAX", message + ".", hint);
  }
}
