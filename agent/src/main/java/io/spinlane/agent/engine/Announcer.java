package io.spinlane.agent.engine;

import io.spinlane.agent.plan.Plan;
import java.util.Arrays;

/**
 * Announces addresses that are new in a plan, so that stations turn to this switch at once: three
 * times a second apart (RFC 5227 §2.3 and RFC 4861 §7.2.6, to be safe), some in each round. Only
 * the core with the lowest row does.
 */
final class Announcer {
  private static final int ROUNDS = 3;
  private static final long ROUND_NS = 1_000_000_000L;
  private static final int IN_ONE_CYCLE = 16;

  private final CoreContext context;
  private final Inquirer inquirer;

  /** Rows of addresses. */
  private int[] addresses = {};

  private int[] nics = {};
  private int round = ROUNDS;
  private int next;
  private long roundBeginsNs;

  Announcer(CoreContext context, Inquirer inquirer) {
    this.context = context;
    this.inquirer = inquirer;
  }

  /** Begins with the announcements of the plan just adopted. */
  void adopt() {
    Plan plan = context.plan;
    if (!leads() || plan.announcements() == 0) {
      return;
    }
    // What is not finished yet is announced again together with what is new.
    int kept = round == ROUNDS ? 0 : addresses.length;
    addresses = Arrays.copyOf(addresses, kept + plan.announcements());
    nics = Arrays.copyOf(nics, addresses.length);
    for (int i = 0; i < plan.announcements(); i++) {
      addresses[kept + i] = plan.announcedAddress(i);
      nics[kept + i] = plan.announcingNic(i);
    }
    round = 0;
    next = 0;
    roundBeginsNs = context.nowNs;
  }

  private boolean leads() {
    for (int row = 0; row < context.row; row++) {
      if (context.plan.core(row) != null) {
        return false;
      }
    }
    return context.self() != null;
  }

  int doWork() {
    if (round == ROUNDS || context.nowNs - roundBeginsNs < 0) {
      return 0;
    }
    int sent = 0;
    for (; sent < IN_ONE_CYCLE && next < addresses.length; sent++, next++) {
      long high = context.plan.addressHigh(addresses[next]);
      long low = context.plan.addressLow(addresses[next]);
      if (context.plan.answersOn(high, low, nics[next])) {
        inquirer.announce(nics[next], high, low);
      }
    }
    if (next == addresses.length) {
      next = 0;
      round++;
      roundBeginsNs += ROUND_NS;
    }
    return sent;
  }
}
