package io.spinlane.agent.balance;

/** How the back-end of a new connection is chosen; the contract's schedulers. */
public enum Scheduling {
  /** One after the other. */
  ROUND_ROBIN,
  /** In turn by weight, as evenly mixed as can be: {@link SmoothTurns}. */
  WEIGHTED_ROUND_ROBIN,
  /** Fewest connections for its weight: {@link LeastLoaded}. */
  LEAST_CONNECTIONS,
  /** {@link Maglev} by the client's address alone, so that a client stays with one back-end. */
  SOURCE_HASH,
  /** {@link Maglev} by the flow. */
  MAGLEV,
  /** The less loaded of two drawn by weight. */
  POWER_OF_TWO,
  /** {@link #WEIGHTED_ROUND_ROBIN} by the weights of {@link BackendLoads}. */
  LOAD_AWARE;

  /** Whether it looks hashes up in a {@link Maglev} table. */
  boolean hashes() {
    return this == SOURCE_HASH || this == MAGLEV;
  }
}
