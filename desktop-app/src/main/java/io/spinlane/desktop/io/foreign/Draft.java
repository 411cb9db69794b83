package io.spinlane.desktop.io.foreign;

import io.spinlane.topology.IpAddress;
import io.spinlane.v1.Backend;
import io.spinlane.v1.HealthCheck;
import io.spinlane.v1.LoadReports;
import io.spinlane.v1.Pool;
import io.spinlane.v1.Protocol;
import io.spinlane.v1.Service;
import io.spinlane.v1.Topology;
import io.spinlane.v1.Vip;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The VIPs, pools and services found so far, each with an id of its own. */
final class Draft {
  private static final int ID_LENGTH = 56;

  private final Set<String> ids = new HashSet<>();
  private final Map<String, Vip> vips = new LinkedHashMap<>();
  private final Map<List<Object>, String> poolIds = new LinkedHashMap<>();
  private final Topology.Builder topology = Topology.newBuilder();

  /** Id of the VIP with an address, drawn if it is not yet. */
  String vip(IpAddress address) {
    return vip(address.toString(), "vip-" + address);
  }

  /** Id of the VIP that stands for "every address"; people give it one. */
  String vipWithoutAddress() {
    return vip("", "vip-any");
  }

  private String vip(String address, String wanted) {
    Vip vip = vips.get(address);
    if (vip == null) {
      vip = Vip.newBuilder().setId(fresh(wanted)).setAddress(address).build();
      vips.put(address, vip);
    }
    return vip.getId();
  }

  /**
   * Id of a pool with these servers; one pool for all who describe the same.
   *
   * @param backends their ids may be empty, they are then named after their addresses
   */
  String pool(String wanted, List<Backend> backends, HealthCheck health, LoadReports reports) {
    return poolIds.computeIfAbsent(
        List.of(backends, health, reports), _ -> addPool(wanted, backends, health, reports));
  }

  private String addPool(
      String wanted, List<Backend> backends, HealthCheck health, LoadReports reports) {
    Pool.Builder pool = Pool.newBuilder().setId(fresh(wanted));
    for (Backend backend : backends) {
      String name = backend.getId().isEmpty() ? backend.getAddress() : backend.getId();
      pool.addBackends(backend.toBuilder().setId(fresh(name)));
    }
    if (!health.equals(HealthCheck.getDefaultInstance())) {
      pool.setHealth(health);
    }
    if (!reports.equals(LoadReports.getDefaultInstance())) {
      pool.setLoadReports(reports);
    }
    topology.addPools(pool);
    return pool.getId();
  }

  /** Draws a service; its id is what is wanted, or like it. */
  void service(String wanted, Service.Builder service) {
    topology.addServices(service.setId(fresh(wanted)));
  }

  /** "tcp-80": what a service is called that has no name. */
  static String serviceName(Protocol protocol, String port) {
    String word = protocol.name().substring("PROTOCOL_".length()).toLowerCase(Locale.ROOT);
    return word + "-" + (port.equals("*") ? "any" : port);
  }

  /** The wanted name as far as an id can be it, and unlike all others. */
  private String fresh(String wanted) {
    String clean = wanted.replaceAll("[^A-Za-z0-9._-]+", "-").replaceFirst("^[^A-Za-z0-9]+", "");
    String stem = clean.isEmpty() ? "x" : clean.substring(0, Math.min(clean.length(), ID_LENGTH));
    String id = stem;
    for (int n = 2; !ids.add(id); n++) {
      id = stem + "-" + n;
    }
    return id;
  }

  Topology build() {
    return topology.addAllVips(new ArrayList<>(vips.values())).build();
  }
}
