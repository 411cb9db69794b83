package io.spinlane.agent.plan;

import io.spinlane.agent.balance.AccessList;
import io.spinlane.agent.balance.Candidates;
import io.spinlane.agent.balance.Persistence;
import io.spinlane.agent.balance.SourceLimits;
import org.jspecify.annotations.Nullable;

/**
 * One service.
 *
 * @param row its row
 * @param id the topology's id
 * @param candidates the back-ends that take new connections, and how one is chosen
 * @param persistence whether a client stays with its back-end; null: it does not
 * @param vip row of its address
 * @param mode how its packets travel: {@link io.spinlane.agent.balance.ConnectionFlags#MODE_NAT}
 *     and others
 * @param statelessPort 0: every connection is remembered; else its port, or in modes whose answers
 *     do not come by any number
 * @param synCookies whether a SYN is answered with a cookie
 * @param access who may use it
 * @param limits what each source may send
 * @param synTimeoutMs idle times by state; for UDP the second and first are those with and without
 *     an answer
 */
public record ServicePlan(
    int row,
    String id,
    Candidates candidates,
    @Nullable Persistence persistence,
    int vip,
    int mode,
    int statelessPort,
    boolean synCookies,
    AccessList access,
    SourceLimits limits,
    int synTimeoutMs,
    int establishedTimeoutMs,
    int finTimeoutMs) {

  /** Whether packets may pass without a connection. */
  public boolean stateless() {
    return statelessPort != 0;
  }
}
