package io.spinlane.agent.telemetry;

import java.util.Locale;

/** A column of a {@link CounterTable}: an enum constant that describes itself. */
public interface Counter {
  String name();

  int ordinal();

  /** One sentence for people. */
  String description();

  /** False for a counter that only grows, true for a value now. */
  default boolean gauge() {
    return false;
  }

  /** True when it says why packets were dropped. */
  default boolean dropReason() {
    return false;
  }

  /** Stable name in the contract, such as "receive_bytes". */
  default String contractName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
