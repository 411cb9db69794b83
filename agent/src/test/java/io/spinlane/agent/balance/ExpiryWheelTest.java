package io.spinlane.agent.balance;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Connections end when they have idled, whatever the core's clock shows. */
class ExpiryWheelTest {
  private static final int TIMEOUT_MS = 5_000;

  /** The clock counts int milliseconds: it turns negative after 24.8 days, and wraps after 49.7. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1_000_000, Integer.MAX_VALUE - 2_000, -2_000})
  void expiresAnIdleConnection(int startMs) {
    try (ConnectionTable table = new ConnectionTable(64, 1)) {
      ExpiryWheel wheel = new ExpiryWheel(table);
      int[] removed = new int[1];
      ExpiryWheel.Judge judge =
          new ExpiryWheel.Judge() {
            @Override
            public int timeoutMs(Connection connection) {
              return TIMEOUT_MS;
            }

            @Override
            public void removed(Connection connection) {
              removed[0]++;
            }
          };
      wheel.advance(startMs, 32, judge);
      Connection flow = Flows.of(0xc6336401, 4000, Flows.TCP, 1, 0x0a00000b);
      wheel.add(Flows.insert(table, flow, startMs), TIMEOUT_MS, startMs);
      for (int ms = 0; ms < TIMEOUT_MS; ms += 64) {
        wheel.advance(startMs + ms, 32, judge);
      }
      assertThat(removed[0]).as("removed before its time").isZero();
      for (int ms = TIMEOUT_MS; ms <= TIMEOUT_MS + 256; ms += 64) {
        wheel.advance(startMs + ms, 32, judge);
      }
      assertThat(removed[0]).isEqualTo(1);
      assertThat(Flows.forward(table, flow, new Connection())).isFalse();
    }
  }
}
