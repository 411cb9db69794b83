package io.spinlane.agent.plan;

import io.spinlane.agent.balance.AccessList;
import io.spinlane.agent.balance.SourceLimits;
import io.spinlane.topology.Cidr;
import io.spinlane.topology.Defaults;
import io.spinlane.v1.AccessAction;
import io.spinlane.v1.AccessRule;
import io.spinlane.v1.RateLimit;
import io.spinlane.v1.Service;

/** Compiles who may use a service, and how fast. */
final class ServicePolicy {
  private ServicePolicy() {}

  static AccessList access(Service service) {
    AccessList.Builder list = new AccessList.Builder();
    for (AccessRule rule : service.getAccessRulesList()) {
      PlanPrefix prefix = PlanPrefix.of(Cidr.parse(rule.getPrefix()), 0);
      if (rule.getAction() == AccessAction.ACCESS_ACTION_ALLOW) {
        list.allow(prefix.high(), prefix.low(), prefix.length());
      } else {
        list.deny(prefix.high(), prefix.low(), prefix.length());
      }
    }
    return list.build();
  }

  static SourceLimits limits(Service service) {
    RateLimit limit = service.getRateLimit();
    return new SourceLimits(
        limit.getPacketsPerSecond(),
        limit.getConnectionsPerSecond(),
        Defaults.ipv4PrefixLength(limit),
        Defaults.ipv6PrefixLength(limit));
  }
}
