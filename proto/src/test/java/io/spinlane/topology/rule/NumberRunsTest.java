package io.spinlane.topology.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumberRunsTest {
  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          ''            | ''
          7             | 7
          0 1           | 0, 1
          0 1 2         | 0-2
          0 1 4 5 6 7 9 | 0, 1, 4-7, 9
          0 2 4         | 0, 2, 4
          """,
      delimiter = '|')
  void saysRunsByTheirEnds(String numbers, String words) {
    IntStream all =
        numbers.isEmpty()
            ? IntStream.empty()
            : IntStream.of(
                Arrays.stream(numbers.split(" ", -1)).mapToInt(Integer::parseInt).toArray());
    assertThat(NumberRuns.of(all)).isEqualTo(words);
  }
}
