package io.spinlane.agent.balance;

/**
 * Who may use a service. The longest prefix that holds the client's address decides. For a client
 * that no prefix holds:
 *
 * <ul>
 *   <li>an empty list allows everyone;
 *   <li>a list that only allows means those and nobody else: everyone else is denied;
 *   <li>a list with any rule that denies names the exceptions: everyone else is allowed.
 * </ul>
 *
 * <p>Immutable; any thread.
 */
public final class AccessList {
  private static final int DENY = 0;
  private static final int ALLOW = 1;

  private final PrefixTable rules;
  private final boolean unrestricted;
  private final int otherwise;

  private AccessList(PrefixTable rules, boolean unrestricted, int otherwise) {
    this.rules = rules;
    this.unrestricted = unrestricted;
    this.otherwise = otherwise;
  }

  /** Whether everybody may use the service. */
  public boolean isUnrestricted() {
    return unrestricted;
  }

  /** Whether a client may use the service; its address as in {@link PrefixTable}. */
  public boolean allows(long high, long low) {
    if (unrestricted) {
      return true;
    }
    int rule = rules.find(high, low);
    return (rule == PrefixTable.NONE ? otherwise : rule) == ALLOW;
  }

  /** Collects rules. One thread. */
  public static final class Builder {
    private final PrefixTable.Builder rules = new PrefixTable.Builder();
    private boolean empty = true;
    private boolean denies;

    /** Allows a prefix; it is given as to {@link PrefixTable.Builder#add}. */
    public Builder allow(long high, long low, int length) {
      rules.add(high, low, length, ALLOW);
      empty = false;
      return this;
    }

    /** Denies a prefix. */
    public Builder deny(long high, long low, int length) {
      rules.add(high, low, length, DENY);
      empty = false;
      denies = true;
      return this;
    }

    public AccessList build() {
      return new AccessList(rules.build(), empty, denies ? ALLOW : DENY);
    }
  }
}
