package io.spinlane.desktop.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FuzzyTest {
  private static final List<String> NAMES =
      List.of("Save", "Save as…", "Select all", "Zoom to selection", "Löschen", "Align left edges");

  @ParameterizedTest(name = "{0} finds {1} first")
  @CsvSource({
    "zs, Zoom to selection",
    "sel, Select all",
    "SAVE AS, Save as…",
    "loschen, Löschen",
    "left, Align left edges",
    "ale, Align left edges",
    "edges align, Align left edges"
  })
  void findsByLettersInOrder(String query, String first) {
    assertThat(Fuzzy.find(query, NAMES, Function.identity())).first().isEqualTo(first);
  }

  @Test
  void withoutAQueryEverythingIsThereInItsOrder() {
    assertThat(Fuzzy.find(" ", NAMES, Function.identity())).isEqualTo(NAMES);
  }

  @Test
  void lettersThatAreNotThereFindNothing() {
    assertThat(Fuzzy.find("xyz", NAMES, Function.identity())).isEmpty();
    assertThat(Fuzzy.score("evas", "Save")).as("the order counts").isEmpty();
    assertThat(Fuzzy.score("save save2", "Save")).as("every word must match").isEmpty();
    assertThat(Fuzzy.score("a", "")).isEmpty();
  }

  @Test
  void beginningsOfWordsAndNeighboursCountMore() {
    int word = Fuzzy.score("sel", "Select all").orElseThrow();
    int inside = Fuzzy.score("sel", "Chisel").orElseThrow();
    int whole = Fuzzy.score("0.12", "10.0.0.12").orElseThrow();
    assertThat(whole).isGreaterThan(Fuzzy.score("0.12", "0.1 and 0.2").orElseThrow());
    int apart = Fuzzy.score("sel", "Shared levels").orElseThrow();
    assertThat(word).isGreaterThan(inside).isGreaterThan(apart);
  }
}
