package io.spinlane.desktop.monitor;

import io.spinlane.desktop.live.CounterNames;
import io.spinlane.desktop.live.LiveStats;
import io.spinlane.desktop.live.Units;
import io.spinlane.desktop.model.Element;
import io.spinlane.desktop.remote.SampleLayout;
import io.spinlane.desktop.text.Texts;
import io.spinlane.v1.ElementKind;

/**
 * The live words on one element's card: which counters it reads is settled once per schema, so that
 * a frame only reads arrays.
 */
final class CardNumbers {
  private static final int BITS_PER_BYTE = 8;
  private static final double NS_PER_S = 1e9;

  private final Element element;
  private final int receivePackets;
  private final int receiveBytes;
  private final int transmitPackets;
  private final int polls;
  private final int busyPolls;
  private final int busyNs;
  private final int connections;
  private final int newConnections;
  private final int[] drops;
  private final int[] poolNewConnections;

  /**
   * Numbers of an element.
   *
   * @param poolMembers ids of all back-ends of a back-end's pool, itself included
   */
  CardNumbers(SampleLayout layout, Element element, java.util.List<String> poolMembers) {
    this.element = element;
    ElementKind kind = element.kind();
    String id = element.id();
    receivePackets = layout.index(kind, id, CounterNames.RECEIVE_PACKETS);
    receiveBytes = layout.index(kind, id, CounterNames.RECEIVE_BYTES);
    transmitPackets = layout.index(kind, id, CounterNames.TRANSMIT_PACKETS);
    polls = layout.index(kind, id, CounterNames.POLLS);
    busyPolls = layout.index(kind, id, CounterNames.BUSY_POLLS);
    busyNs = layout.index(kind, id, CounterNames.BUSY_NS);
    connections = layout.index(kind, id, CounterNames.CONNECTIONS);
    newConnections = layout.index(kind, id, CounterNames.NEW_CONNECTIONS);
    drops = layout.dropReasons(kind, id).values().stream().mapToInt(Integer::intValue).toArray();
    poolNewConnections =
        poolMembers.stream()
            .mapToInt(member -> layout.index(kind, member, CounterNames.NEW_CONNECTIONS))
            .toArray();
  }

  String id() {
    return element.id();
  }

  /** False when the agent counts nothing of this element. */
  boolean counted() {
    return receivePackets >= 0 || connections >= 0 || newConnections >= 0;
  }

  String headline(LiveStats stats) {
    return switch (element.kind()) {
      case ELEMENT_KIND_CORE ->
          Texts.get(
              "live.core",
              Units.packets(stats.rate(receivePackets)),
              Units.bits(stats.rate(receiveBytes) * BITS_PER_BYTE));
      case ELEMENT_KIND_NIC -> nic(stats);
      case ELEMENT_KIND_BACKEND ->
          Texts.get(
              "live.backend", Units.count(stats.value(connections)), Units.percent(share(stats)));
      default ->
          Texts.get(
              "live.service",
              Units.count(stats.value(connections)),
              Units.count(stats.rate(newConnections)));
    };
  }

  private String nic(LiveStats stats) {
    String traffic =
        Texts.get(
            "live.nic",
            Units.scaled(stats.rate(receivePackets), ""),
            Units.scaled(stats.rate(transmitPackets), ""));
    double dropped = dropsPerSecond(stats);
    return dropped > 0 ? Texts.get("live.nic.drops", traffic, Units.count(dropped)) : traffic;
  }

  String detail(LiveStats stats) {
    if (element.kind() != ElementKind.ELEMENT_KIND_CORE || polls < 0) {
      return "";
    }
    String text = Texts.get("live.polls", Units.percent(busyShare(stats)), perPoll(stats));
    double perPacketNs = stats.rate(busyNs) / stats.rate(receivePackets);
    return Double.isFinite(perPacketNs)
        ? Texts.get("live.polls.ns", text, Math.round(perPacketNs))
        : text;
  }

  double busyShare(LiveStats stats) {
    double asked = stats.rate(polls);
    double nanoseconds = stats.rate(busyNs);
    if (!Double.isNaN(nanoseconds)) {
      return Math.clamp(nanoseconds / NS_PER_S, 0, 1);
    }
    return asked > 0 ? Math.clamp(stats.rate(busyPolls) / asked, 0, 1) : Double.NaN;
  }

  private String perPoll(LiveStats stats) {
    double value = stats.rate(receivePackets) / stats.rate(busyPolls);
    return Double.isFinite(value) ? Units.count(value) : "–";
  }

  double dropsPerSecond(LiveStats stats) {
    double sum = 0;
    for (int index : drops) {
      double rate = stats.rate(index);
      sum += Double.isNaN(rate) ? 0 : rate;
    }
    return sum;
  }

  /** Share of the pool's new connections. */
  private double share(LiveStats stats) {
    double all = 0;
    for (int index : poolNewConnections) {
      double rate = stats.rate(index);
      all += Double.isNaN(rate) ? 0 : rate;
    }
    return all > 0 ? stats.rate(newConnections) / all : Double.NaN;
  }
}
