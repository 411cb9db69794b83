package io.spinlane.agent.balance;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which clients count as one. */
class PersistenceTest {
  @ParameterizedTest
  @CsvSource({
    "32, ffffc6336407, ffffc6336407",
    "31, ffffc6336407, ffffc6336406",
    "24, ffffc6336407, ffffc6336400",
    "1, ffffc6336407, ffff80000000",
  })
  void masksIpv4(int prefixLength, String address, String prefix) {
    Persistence persistence = new Persistence(1, prefixLength, 64);
    long low = Long.parseUnsignedLong(address, 16);
    assertThat(persistence.prefixLow(0, low)).isEqualTo(Long.parseUnsignedLong(prefix, 16));
    assertThat(persistence.prefixHigh(0, low)).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "128, 20010db8000000ff, ffffffffffffffff",
    "127, 20010db8000000ff, fffffffffffffffe",
    "65, 20010db8000000ff, 8000000000000000",
    "64, 20010db8000000ff, 0",
    "63, 20010db8000000fe, 0",
    "32, 20010db800000000, 0",
    "1, 0, 0",
  })
  void masksIpv6(int prefixLength, String high, String low) {
    Persistence persistence = new Persistence(1, 32, prefixLength);
    long address = 0x2001_0db8_0000_00ffL;
    assertThat(persistence.prefixHigh(address, -1)).isEqualTo(Long.parseUnsignedLong(high, 16));
    assertThat(persistence.prefixLow(address, -1)).isEqualTo(Long.parseUnsignedLong(low, 16));
  }
}
