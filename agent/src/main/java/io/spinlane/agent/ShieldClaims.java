package io.spinlane.agent;

import io.spinlane.agent.nic.afpacket.HostShield.Claim;
import io.spinlane.topology.Cidr;
import io.spinlane.topology.Defaults;
import io.spinlane.topology.IpAddress;
import io.spinlane.topology.PortRange;
import io.spinlane.v1.Backend;
import io.spinlane.v1.Pool;
import io.spinlane.v1.Protocol;
import io.spinlane.v1.Service;
import io.spinlane.v1.Topology;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What of a topology's traffic the host's own stack must not see. */
final class ShieldClaims {
  private static final int TCP = 6;
  private static final int UDP = 17;

  private ShieldClaims() {}

  /** VIPs, NIC addresses, and what back-ends answer from the ports that services use. */
  static Set<Claim> of(Topology topology) {
    Set<Claim> claims = new HashSet<>();
    topology.getVipsList().forEach(vip -> claims.add(Claim.to(inet(vip.getAddress()))));
    topology.getNicsList().stream()
        .flatMap(nic -> nic.getAddressesList().stream())
        .forEach(text -> claims.add(Claim.to(inet(Cidr.parse(text).address().toString()))));
    Map<String, Pool> pools = new HashMap<>();
    topology.getPoolsList().forEach(pool -> pools.put(pool.getId(), pool));
    for (Service service : topology.getServicesList()) {
      int protocol = service.getProtocol() == Protocol.PROTOCOL_UDP ? UDP : TCP;
      List<Backend> backends =
          pools.getOrDefault(service.getPool(), Pool.getDefaultInstance()).getBackendsList();
      for (Backend backend : backends) {
        InetAddress address = inet(backend.getAddress());
        for (String ports : service.getPortsList()) {
          claims.add(Claim.from(address, protocol, port(backend, PortRange.parse(ports))));
        }
      }
    }
    return claims;
  }

  /** The port a back-end answers from; 0, which is all, when several are possible. */
  private static int port(Backend backend, PortRange asked) {
    return asked.first() == asked.last()
        ? Defaults.port(backend, asked.first())
        : backend.getPort();
  }

  private static InetAddress inet(String text) {
    return InetAddress.ofLiteral(IpAddress.parse(text).toString());
  }
}
