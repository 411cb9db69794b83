package io.spinlane.agent.plan;

import io.spinlane.agent.packet.Address;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Longest-prefix routes; few, so they are tried one after the other. Immutable once built. */
final class RouteTable {
  /** Via 0 means that the destination is a neighbour. */
  private record Route(long high, long low, int prefixLength, long viaHigh, long viaLow, int nic) {}

  private final long[] highs;
  private final long[] lows;
  private final long[] highMasks;
  private final long[] lowMasks;
  private final long[] viaHighs;
  private final long[] viaLows;
  private final int[] nics;

  private RouteTable(List<Route> routes) {
    routes.sort(Comparator.comparingInt(Route::prefixLength).reversed());
    highs = routes.stream().mapToLong(Route::high).toArray();
    lows = routes.stream().mapToLong(Route::low).toArray();
    highMasks = routes.stream().mapToLong(route -> Address.maskHigh(route.prefixLength)).toArray();
    lowMasks = routes.stream().mapToLong(route -> Address.maskLow(route.prefixLength)).toArray();
    viaHighs = routes.stream().mapToLong(Route::viaHigh).toArray();
    viaLows = routes.stream().mapToLong(Route::viaLow).toArray();
    nics = routes.stream().mapToInt(Route::nic).toArray();
  }

  static final class Builder {
    private final List<Route> routes = new ArrayList<>();

    /** Adds a route; via :: means that the destination is a neighbour. */
    void add(PlanPrefix prefix, long viaHigh, long viaLow, int nic) {
      routes.add(
          new Route(
              prefix.high() & Address.maskHigh(prefix.length()),
              prefix.low() & Address.maskLow(prefix.length()),
              prefix.length(),
              viaHigh,
              viaLow,
              nic));
    }

    RouteTable build() {
      return new RouteTable(routes);
    }
  }

  /** Position of the longest matching route, or −1. */
  int find(long high, long low) {
    for (int i = 0; i < lows.length; i++) {
      if (((low ^ lows[i]) & lowMasks[i]) == 0 && ((high ^ highs[i]) & highMasks[i]) == 0) {
        return i;
      }
    }
    return -1;
  }

  int nic(int route) {
    return nics[route];
  }

  boolean isConnected(int route) {
    return viaLows[route] == 0 && viaHighs[route] == 0;
  }

  long viaHigh(int route) {
    return viaHighs[route];
  }

  long viaLow(int route) {
    return viaLows[route];
  }
}
