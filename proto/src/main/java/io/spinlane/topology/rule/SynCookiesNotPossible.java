package io.spinlane.topology.rule;

import static io.spinlane.topology.Sentences.sentence;

import io.spinlane.topology.Defaults;
import io.spinlane.topology.Elements;
import io.spinlane.v1.ForwardingMode;
import io.spinlane.v1.Protocol;
import io.spinlane.v1.Service;

/**
 * SYN cookies of a service whose answers do not pass through the switch, which would have to
 * translate their sequence numbers; or of one that has no SYNs.
 */
final class SynCookiesNotPossible implements DrawingRule {
  @Override
  public String code() {
    return "SYN_COOKIES_NOT_POSSIBLE";
  }

  @Override
  public void check(TopologyIndex index, Reporter reporter) {
    for (Service service : index.topology().getServicesList()) {
      ForwardingMode mode = Defaults.mode(service);
      boolean bothWays =
          mode == ForwardingMode.FORWARDING_MODE_NAT
              || mode == ForwardingMode.FORWARDING_MODE_FULL_NAT;
      boolean udp = service.getProtocol() == Protocol.PROTOCOL_UDP;
      if (service.getSynCookies() && (udp || !bothWays)) {
        reporter.error(
            Elements.ref(service),
            "synCookies",
            udp ? sentence("SYN_COOKIES_NOT_POSSIBLE.udp") : sentence("SYN_COOKIES_NOT_POSSIBLE"),
            udp
                ? sentence("SYN_COOKIES_NOT_POSSIBLE.udp.hint")
                : sentence("SYN_COOKIES_NOT_POSSIBLE.hint"));
      }
    }
  }
}
