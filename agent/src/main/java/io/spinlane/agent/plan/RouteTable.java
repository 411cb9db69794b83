package io.spinlane.agent.plan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Longest-prefix routes; few, so they are tried one after the other. Immutable once built. */
final class RouteTable {
  private record Route(int network, int prefixLength, int via, int nic) {}

  private final int[] networks;
  private final int[] masks;
  private final int[] vias;
  private final int[] nics;

  private RouteTable(List<Route> routes) {
    routes.sort(Comparator.comparingInt(Route::prefixLength).reversed());
    networks = routes.stream().mapToInt(Route::network).toArray();
    masks = routes.stream().mapToInt(route -> NicPlan.mask(route.prefixLength)).toArray();
    vias = routes.stream().mapToInt(Route::via).toArray();
    nics = routes.stream().mapToInt(Route::nic).toArray();
  }

  static final class Builder {
    private final List<Route> routes = new ArrayList<>();

    /** Adds a route; {@code via} 0: the destination is a neighbour. */
    void add(int network, int prefixLength, int via, int nic) {
      routes.add(new Route(network & NicPlan.mask(prefixLength), prefixLength, via, nic));
    }

    RouteTable build() {
      return new RouteTable(routes);
    }
  }

  /** Position of the longest matching route, or −1. */
  int find(int destination) {
    for (int i = 0; i < networks.length; i++) {
      if (((destination ^ networks[i]) & masks[i]) == 0) {
        return i;
      }
    }
    return -1;
  }

  int nic(int route) {
    return nics[route];
  }

  /** The neighbour that a route leads to. */
  int neighbour(int route, int destination) {
    return vias[route] == 0 ? destination : vias[route];
  }
}
