package io.spinlane.desktop.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.spinlane.desktop.text.Language;
import io.spinlane.desktop.text.Texts;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnitsTest {
  @BeforeEach
  @AfterEach
  void english() {
    Texts.speak(Language.ENGLISH);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"12.34 | 12,3 pps", "1500 | 1,5 kpps", "1000 | 1 kpps", "310000 | 310 kpps"})
  void commasInGerman(double value, String text) {
    Texts.speak(Language.GERMAN);
    assertThat(Units.packets(value)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0 pps",
    "1, 1 pps",
    "12.34, 12.3 pps",
    "999.4, 999 pps",
    "999.6, 1 kpps",
    "310000, 310 kpps",
    "1250000, 1.25 Mpps",
    "99960, 100 kpps",
    "NaN, –",
  })
  void packets(double value, String text) {
    assertThat(Units.packets(value)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({"0, 1", "1, 1", "1.1, 2", "430, 500", "5001, 10000"})
  void axesEndWhereItIsEasyToRead(double value, double ceiling) {
    assertThat(Units.niceCeiling(value)).isEqualTo(ceiling);
  }

  @ParameterizedTest
  @CsvSource({"0, 0 %", "0.004, <1 %", "0.43, 43 %", "NaN, –"})
  void shares(double value, String text) {
    assertThat(Units.percent(value)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({"83, 83 ns", "9534, 9.5 µs", "12013, 12 µs", "1300000, 1.3 ms", "NaN, –"})
  void shortTimes(double ns, String text) {
    assertThat(Units.duration(ns)).isEqualTo(text);
  }
}
