package io.spinlane.desktop.push;

import static org.assertj.core.api.Assertions.assertThat;

import io.spinlane.desktop.push.Comparison.Cell;
import io.spinlane.desktop.push.Comparison.Row;
import io.spinlane.topology.diff.TopologyDiff;
import io.spinlane.topology.diff.TopologyMerge;
import io.spinlane.topology.file.Format;
import io.spinlane.topology.file.TopologyFiles;
import io.spinlane.v1.Topology;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ComparisonTest {

  /** Base, theirs, mine, and the lines: element, property, before, theirs, mine. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          name: a | name: a | name: a | ~~
          nics: [{id: a}] | nics: [{id: a, queues: 2}] | nics: [{id: a}] | a queues: , 2, same
          nics: [{id: a}] | nics: [{id: a}] | nics: [{id: a, queues: 2}] | a queues: , same, 2
          nics: [{id: a, queues: 1}] | nics: [{id: a, queues: 2}] | nics: [{id: a, queues: 3}] | ! a queues: 1, 2, 3
          nics: [{id: a, queues: 1}] | nics: [{id: a, queues: 2}] | nics: [{id: a, queues: 2}] | a queues: 1, 2, 2
          nics: [{id: a}] | {} | nics: [{id: a}, {id: b}] | a : , removed, same; b : , same, added
          {name: x, nics: [{id: a}]} | {name: z, nics: [{id: a, queues: 2}]} | name: x | ! a queues: , 2, same; ! a : , same, removed; ~~ name: x, z, same
          {} | nics: [{id: a, queues: 2}] | nics: [{id: a, queues: 3}] | ! a queues: , 2, 3; a : , added, added
          """)
  void putsBothSidesBesideEachOther(String base, String theirs, String mine, String expected)
      throws Exception {
    Topology before = read(base);
    Topology their = read(theirs);
    Topology my = read(mine);
    List<Row> rows =
        Comparison.of(
            TopologyDiff.configurationBetween(before, their),
            TopologyDiff.configurationBetween(before, my),
            TopologyMerge.of(before, my, their));
    String told = rows.stream().map(ComparisonTest::say).collect(Collectors.joining("; "));
    assertThat(told).isEqualTo(expected.replace("~~", ""));
  }

  private static String say(Row row) {
    return (row.conflict() ? "! " : "")
        + row.element().getId()
        + " "
        + row.path()
        + ": "
        + row.base()
        + ", "
        + say(row.theirs())
        + ", "
        + say(row.mine());
  }

  private static String say(Cell cell) {
    return switch (cell) {
      case Cell.Unchanged() -> "same";
      case Cell.Added() -> "added";
      case Cell.Removed() -> "removed";
      case Cell.Value(String text) -> text;
    };
  }

  private static Topology read(String text) throws Exception {
    return TopologyFiles.read(text, Format.YAML, "test").topology();
  }
}
