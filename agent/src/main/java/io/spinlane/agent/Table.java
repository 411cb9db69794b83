package io.spinlane.agent;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Text in columns as wide as their widest cell; numbers are to the right. */
final class Table {
  private final List<List<String>> rows = new ArrayList<>();

  Table(Object... titles) {
    row(titles);
  }

  void row(Object... cells) {
    rows.add(Arrays.stream(cells).map(String::valueOf).toList());
  }

  /** Prints an empty line and the table; nothing when it has no rows. */
  void print(PrintWriter out) {
    if (rows.size() == 1) {
      return;
    }
    out.println();
    int columns = rows.getFirst().size();
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int column = 0; column < columns; column++) {
        String cell = row.get(column);
        String padding = " ".repeat(width(column) - cell.length());
        line.append(numeric(column) ? padding + cell : cell + padding).append("  ");
      }
      out.println(line.toString().stripTrailing());
    }
  }

  private int width(int column) {
    return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
  }

  private boolean numeric(int column) {
    return rows.stream().skip(1).allMatch(row -> row.get(column).matches("[0-9].*|-"));
  }
}
