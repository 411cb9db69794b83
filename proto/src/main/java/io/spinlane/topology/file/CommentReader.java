package io.spinlane.topology.file;

import io.spinlane.v1.Topology;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.comments.CommentType;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.scanner.ScannerImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;
import org.snakeyaml.engine.v2.tokens.CommentToken;

/**
 * Finds the comments of a YAML text and what each belongs to. The library's scanner says where they
 * are; its parser, asked for them, refuses some places that YAML allows.
 */
final class CommentReader {
  /** Values that a file begins with, so that what stands above them is about the file. */
  private static final Set<String> HEADED = Set.of("name", "description");

  private final List<String> lines;
  private final Map<String, Position> positions;
  private final NavigableMap<Position, String> starts =
      new TreeMap<>(Comparator.comparingInt(Position::line).thenComparingInt(Position::column));
  private final Map<String, Remark> remarks = new LinkedHashMap<>();

  /** A blank line that is above whatever comes next. */
  private @Nullable Position blank;

  private CommentReader(String text, MessageReader reader) {
    lines = (text.startsWith("\uFEFF") ? text.substring(1) : text).lines().toList();
    positions = reader.positions();
    reader.starts().forEach((path, start) -> starts.putIfAbsent(start, path));
  }

  /**
   * The comments of a text that has been read without an error.
   *
   * @param reader has read it
   */
  static Comments read(String text, MessageReader reader, Topology topology) {
    if (text.indexOf('#') < 0) {
      return Comments.NONE;
    }
    CommentReader comments = new CommentReader(text, reader);
    LoadSettings settings = YamlTree.settings(text).setParseComments(true).build();
    ScannerImpl scanner = new ScannerImpl(settings, new StreamReader(settings, text));
    while (scanner.hasNext()) {
      if (scanner.next() instanceof CommentToken token) {
        Mark mark = token.getStartMark().orElseThrow();
        Position place = new Position(mark.getLine() + 1, mark.getColumn() + 1);
        if (token.getCommentType() == CommentType.BLANK_LINE) {
          comments.addBlank(place);
        } else {
          comments.add(place, "#" + token.getValue().stripTrailing());
        }
      }
    }
    comments.placeBlank();
    comments.liftHead();
    return comments.remarks.values().stream().anyMatch(Remark::hasWords)
        ? new Comments(topology, comments.remarks)
        : Comments.NONE;
  }

  private void add(Position place, String words) {
    String line = lines.get(place.line() - 1);
    String left = line.substring(0, line.offsetByCodePoints(0, place.column() - 1));
    String content = left.strip();
    String onLine = firstOn(place);
    if (onLine != null) {
      remark(onLine).addBehind(left.substring(left.stripTrailing().length()) + words);
    } else if (content.isEmpty() || content.equals("-") || content.equals("---")) {
      addLine(place, words);
    } else {
      // behind a bracket or the end of a long text: it is about what began above
      Position last = starts.lowerKey(place);
      String begun = last == null ? null : firstOn(new Position(last.line(), Integer.MAX_VALUE));
      if (begun == null) {
        remark("").after.add(words);
      } else {
        remark(begun).addBehind(words);
      }
    }
  }

  /** The outermost value that begins on the line, before the place. */
  private @Nullable String firstOn(Position place) {
    Map.Entry<Position, String> first = starts.ceilingEntry(new Position(place.line(), 1));
    return first != null
            && first.getKey().line() == place.line()
            && first.getKey().column() < place.column()
        ? first.getValue()
        : null;
  }

  /** Words on a line of their own: above what follows, unless they stand deeper than that. */
  private void addLine(Position place, String words) {
    Map.Entry<Position, String> next = starts.higherEntry(place);
    String ended = endedAround(place, next);
    List<String> target = ended == null ? above(place, next) : remark(ended).after;
    if (blank != null && sameGap(blank, place)) {
      target.add("");
      blank = null;
    }
    target.add(words);
  }

  private List<String> above(Position place, Map.@Nullable Entry<Position, String> next) {
    if (next != null) {
      return remark(next.getValue()).before;
    }
    Position root = positions.getOrDefault("", Position.START);
    return place.line() < root.line() ? remark("").before : remark("").after;
  }

  private void addBlank(Position place) {
    if (blank != null && !sameGap(blank, place)) {
      placeBlank();
    }
    blank = place;
  }

  private void placeBlank() {
    if (blank != null && starts.higherEntry(blank) != null) {
      above(blank, starts.higherEntry(blank)).add("");
    }
    blank = null;
  }

  private boolean sameGap(Position one, Position other) {
    return Objects.equals(starts.higherEntry(one), starts.higherEntry(other));
  }

  /** What ends above the place while the place is still inside by its column; null if nothing. */
  private @Nullable String endedAround(Position place, Map.@Nullable Entry<Position, String> next) {
    Map.Entry<Position, String> last = starts.lowerEntry(place);
    if (last == null || (next != null && place.column() <= column(next.getKey()))) {
      return null;
    }
    String holder = last.getValue();
    while (!holder.isEmpty()) {
      holder = MessageReader.around(holder);
      Position inside = positions.get(holder);
      if (inside != null && inside.column() <= place.column()) {
        return next != null && holds(holder, next.getValue()) ? null : holder;
      }
    }
    return null;
  }

  private static boolean holds(String holder, String path) {
    return holder.isEmpty() || path.startsWith(holder + ".") || path.startsWith(holder + "[");
  }

  /** Where a value begins for the eye: at its dash, if it has one. */
  private int column(Position start) {
    String line = lines.get(start.line() - 1);
    String left = line.substring(0, line.offsetByCodePoints(0, start.column() - 1)).stripTrailing();
    return left.strip().equals("-") ? left.length() : start.column();
  }

  /** Words above everything speak of the file: up to the last blank line, or all above its name. */
  private void liftHead() {
    String first = starts.isEmpty() ? "" : starts.firstEntry().getValue();
    if (!remarks.containsKey(first) || first.isEmpty()) {
      return;
    }
    List<String> above = remark(first).before;
    List<String> head =
        HEADED.contains(first) ? above : above.subList(0, above.lastIndexOf("") + 1);
    remark("").before.addAll(head);
    head.clear();
  }

  private Remark remark(String path) {
    return remarks.computeIfAbsent(path, _ -> new Remark());
  }
}
