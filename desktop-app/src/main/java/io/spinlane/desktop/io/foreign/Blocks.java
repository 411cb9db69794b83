package io.spinlane.desktop.io.foreign;

import io.spinlane.desktop.text.Texts;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;

/** Puts lines together to statements that hold others: blocks in braces, or sections. */
final class Blocks {
  private record Open(List<Word> words, List<Statement> block, String source) {
    Statement close() {
      return new Statement(words, List.copyOf(block), source);
    }
  }

  private Blocks() {}

  /** Statements of a keepalived.conf; an opening brace may also stand on the next line. */
  static List<Statement> inBraces(List<Words.Line> lines) throws BrokenFileException {
    Deque<Open> open = new ArrayDeque<>();
    open.push(new Open(List.of(), new ArrayList<>(), ""));
    for (Words.Line line : lines) {
      List<Word> words = new ArrayList<>();
      for (Word word : line.words()) {
        if (word.is("{")) {
          open.push(head(open.element().block(), words, word, line));
          words.clear();
        } else if (word.is("}")) {
          end(open.element().block(), words, line);
          close(open, word);
        } else {
          words.add(word);
        }
      }
      end(open.element().block(), words, line);
    }
    if (open.size() > 1) {
      Word head = open.element().words().getFirst();
      throw new BrokenFileException(
          head.line(), head.column(), Texts.get("foreign.broken.open", head.text()));
    }
    return open.element().block();
  }

  private static Open head(List<Statement> before, List<Word> words, Word brace, Words.Line line)
      throws BrokenFileException {
    if (!words.isEmpty()) {
      return new Open(List.copyOf(words), new ArrayList<>(), line.source());
    }
    if (before.isEmpty() || !before.getLast().block().isEmpty()) {
      throw new BrokenFileException(
          brace.line(), brace.column(), Texts.get("foreign.broken.noHead"));
    }
    Statement head = before.removeLast();
    return new Open(head.words(), new ArrayList<>(), head.source());
  }

  private static void end(List<Statement> block, List<Word> words, Words.Line line) {
    if (!words.isEmpty()) {
      block.add(new Statement(List.copyOf(words), List.of(), line.source()));
      words.clear();
    }
  }

  private static void close(Deque<Open> open, Word brace) throws BrokenFileException {
    Open closed = open.pop();
    Open around = open.peek();
    if (around == null) {
      throw new BrokenFileException(
          brace.line(), brace.column(), Texts.get("foreign.broken.close"));
    }
    around.block().add(closed.close());
  }

  /** Statements of a haproxy.cfg: a line that begins with one of these words begins a section. */
  static List<Statement> inSections(List<Words.Line> lines, Set<String> heads)
      throws BrokenFileException {
    List<Open> sections = new ArrayList<>();
    for (Words.Line line : lines) {
      Word first = line.words().getFirst();
      if (heads.contains(first.text())) {
        sections.add(new Open(line.words(), new ArrayList<>(), line.source()));
      } else if (sections.isEmpty()) {
        throw new BrokenFileException(
            first.line(), first.column(), Texts.get("foreign.broken.section", first.text()));
      } else {
        Statement plain = new Statement(line.words(), List.of(), line.source());
        sections.getLast().block().add(plain);
      }
    }
    return sections.stream().map(Open::close).toList();
  }
}
