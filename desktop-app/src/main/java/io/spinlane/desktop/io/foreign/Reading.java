package io.spinlane.desktop.io.foreign;

import com.google.protobuf.Duration;
import com.google.protobuf.util.Durations;
import io.spinlane.desktop.text.Texts;
import io.spinlane.topology.IpAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Keeps count of what an importer has understood, so that at the end everything else is told as
 * left out, also what the importer never looked at.
 */
final class Reading {
  private static final Pattern TIME = Pattern.compile("([0-9]{1,9})(us|ms|s|m|h|d)?");

  private final Set<Statement> handled = Collections.newSetFromMap(new IdentityHashMap<>());
  private final List<LeftOut> leftOut = new ArrayList<>();

  /** The drawing will hold what this says. */
  void used(Statement statement) {
    handled.add(statement);
  }

  /** The drawing cannot hold this, nor anything inside; what is handled already stays so. */
  void leave(Statement statement, String reason) {
    statement
        .all()
        .filter(handled::add)
        .forEach(each -> note(each.words().getFirst(), each.source(), reason));
  }

  /** The drawing cannot hold this part of a statement; the rest it can. */
  void leave(Statement statement, Word part, String reason) {
    used(statement);
    note(part, part.text(), reason);
  }

  /** The drawing holds this in another way than it was meant. */
  void bend(Statement statement, String reason) {
    used(statement);
    note(statement.words().getFirst(), statement.source(), reason);
  }

  private void note(Word place, String text, String reason) {
    leftOut.add(new LeftOut(place.line(), place.column(), text, reason));
  }

  /** Everything left out, in the order of the file. */
  List<LeftOut> finish(List<Statement> file) {
    for (Statement top : file) {
      top.all()
          .filter(handled::add)
          .forEach(
              each ->
                  note(
                      each.words().getFirst(),
                      each.source(),
                      Texts.get("foreign.reason.unknown", each.keyword())));
    }
    leftOut.sort(Comparator.comparingInt(LeftOut::line).thenComparingInt(LeftOut::column));
    // Blocks may stand on one line, which is then told once.
    Set<List<Object>> told = new HashSet<>();
    return leftOut.stream().filter(each -> told.add(List.of(each.line(), each.text()))).toList();
  }

  /** A number in an argument; one that is none, or out of range, is left out. */
  Optional<Integer> number(Statement statement, int argument, int least, int most) {
    String text = statement.argument(argument);
    if (text.matches("[0-9]{1,9}")) {
      int value = Integer.parseInt(text);
      if (least <= value && value <= most) {
        used(statement);
        return Optional.of(value);
      }
    }
    leave(statement, Texts.get("foreign.reason.number", text, least, most));
    return Optional.empty();
  }

  /** An address in an argument; a name or anything else leaves the statement out. */
  Optional<IpAddress> address(Statement statement, String text) {
    Optional<IpAddress> address = parse(text);
    if (address.isEmpty()) {
      leave(statement, Texts.get("foreign.reason.address", text));
    }
    return address;
  }

  /** An address, if it is one. */
  static Optional<IpAddress> parse(String text) {
    try {
      return Optional.of(IpAddress.parse(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** A time such as "5s" or "250ms"; a bare number counts in milliseconds. */
  static Optional<Duration> time(String text) {
    Matcher time = TIME.matcher(text);
    if (!time.matches()) {
      return Optional.empty();
    }
    long count = Long.parseLong(time.group(1));
    return Optional.of(
        switch (time.group(2) == null ? "ms" : time.group(2)) {
          case "us" -> Durations.fromMicros(count);
          case "s" -> Durations.fromSeconds(count);
          case "m" -> Durations.fromMinutes(count);
          case "h" -> Durations.fromHours(count);
          case "d" -> Durations.fromDays(count);
          default -> Durations.fromMillis(count);
        });
  }
}
