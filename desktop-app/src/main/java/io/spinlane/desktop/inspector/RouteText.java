package io.spinlane.desktop.inspector;

import io.spinlane.desktop.text.Texts;
import io.spinlane.topology.Cidr;
import io.spinlane.topology.IpAddress;
import io.spinlane.v1.Route;
import java.util.List;

/** Routes as people type them: "0.0.0.0/0 via 10.0.0.254", and "dev int0" to name the NIC. */
final class RouteText {
  private RouteText() {}

  static String of(Route route) {
    String text = route.getPrefix() + " via " + route.getVia();
    return route.getNic().isEmpty() ? text : text + " dev " + route.getNic();
  }

  /**
   * Reads a route.
   *
   * @throws IllegalArgumentException with a sentence that says what is wrong
   */
  static Route parse(String text) {
    List<String> words = List.of(text.strip().split("\\s+"));
    boolean shaped =
        (words.size() == 3 || words.size() == 5)
            && words.get(1).equals("via")
            && (words.size() == 3 || words.get(3).equals("dev"));
    if (!shaped) {
      throw new IllegalArgumentException(Texts.get("check.route"));
    }
    Cidr.parse(words.get(0));
    IpAddress.parse(words.get(2));
    Route.Builder route = Route.newBuilder().setPrefix(words.get(0)).setVia(words.get(2));
    return words.size() == 5 ? route.setNic(words.get(4)).build() : route.build();
  }
}
