package io.spinlane.topology.rule;

import io.spinlane.v1.Severity;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/**
 * One line of cases.txt: a drawing that breaks a rule, and nearly the same drawing that does not.
 *
 * @param element kind and id of the first element reported
 * @param field the field reported, empty for the whole element
 */
record RuleCase(
    Severity severity, String code, String element, String field, String broken, String mended) {

  static List<RuleCase> all() {
    try (InputStream in =
        Objects.requireNonNull(RuleCase.class.getResourceAsStream("cases.txt"), "cases.txt")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .map(RuleCase::parse)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static RuleCase parse(String line) {
    String[] cells = line.split(" \\| ", -1);
    if (cells.length != 6) {
      throw new IllegalArgumentException("six cells are expected in: " + line);
    }
    Severity severity = Severity.valueOf("SEVERITY_" + cells[0]);
    String field = cells[3].equals("-") ? "" : cells[3];
    return new RuleCase(severity, cells[1], cells[2], field, cells[4], cells[5]);
  }

  @Override
  public String toString() {
    return code + " " + element + " " + field;
  }
}
