package io.spinlane.desktop.monitor;

import io.spinlane.desktop.live.CounterNames;
import io.spinlane.desktop.live.LiveStats;
import io.spinlane.desktop.live.Units;
import io.spinlane.desktop.model.Element;
import io.spinlane.desktop.remote.SampleLayout;
import io.spinlane.desktop.text.Texts;
import io.spinlane.v1.ElementKind;
import java.util.List;

/**
 * The live words on one element's card: which counters it reads is settled once per schema, so that
 * a frame only reads arrays.
 */
final class CardNumbers {
  private static final int BITS_PER_BYTE = 8;

  private final Element element;
  private final int receivePackets;
  private final int receiveBytes;
  private final int transmitPackets;
  private final int polls;
  private final int emptyPolls;
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
  CardNumbers(SampleLayout layout, Element element, List<String> poolMembers) {
    this.element = element;
    ElementKind kind = element.kind();
    String id = element.id();
    receivePackets = layout.index(kind, id, CounterNames.RECEIVE_PACKETS);
    receiveBytes = layout.index(kind, id, CounterNames.RECEIVE_BYTES);
    transmitPackets = layout.index(kind, id, CounterNames.TRANSMIT_PACKETS);
    polls = layout.index(kind, id, CounterNames.POLLS);
    emptyPolls = layout.index(kind, id, CounterNames.EMPTY_POLLS);
    busyNs = layout.index(kind, id, CounterNames.BUSY_NS);
    connections = layout.index(kind, id, CounterNames.CONNECTIONS_ACTIVE);
    newConnections = layout.index(kind, id, CounterNames.CONNECTIONS_NEW);
    drops = layout.dropReasons(kind, id);
    poolNewConnections =
        poolMembers.stream()
            .mapToInt(member -> layout.index(kind, member, CounterNames.CONNECTIONS_NEW))
            .toArray();
  }

  String id() {
    return element.id();
  }

  /** False when the agent counts nothing of this element. */
  boolean counted() {
    return receivePackets >= 0 || connections >= 0;
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

  /** The first number of the headline, which leaves room to say how old it is. */
  String first(LiveStats stats) {
    return switch (element.kind()) {
      case ELEMENT_KIND_CORE -> Units.packets(stats.rate(receivePackets));
      case ELEMENT_KIND_NIC ->
          Texts.get("live.nic.received", Units.packets(stats.rate(receivePackets)));
      default -> Texts.get("live.connections", Units.count(stats.value(connections)));
    };
  }

  private String nic(LiveStats stats) {
    String received = Units.count(stats.rate(receivePackets));
    double dropped = dropsPerSecond(stats);
    return dropped > 0
        ? Texts.get("live.nic.drops", received, Units.count(dropped))
        : Texts.get("live.nic", received, Units.packets(stats.rate(transmitPackets)));
  }

  /** How a core spends its time; empty for all others. */
  String detail(LiveStats stats) {
    if (element.kind() != ElementKind.ELEMENT_KIND_CORE || polls < 0) {
      return "";
    }
    String text =
        Texts.get(
            "live.polls",
            Units.percent(busyShare(stats.rate(polls), stats.rate(emptyPolls))),
            Units.count(perPoll(stats)));
    double perPacketNs = stats.rate(busyNs) / stats.rate(receivePackets);
    return Double.isFinite(perPacketNs)
        ? Texts.get("live.polls.time", text, Units.duration(perPacketNs))
        : text;
  }

  /** Share of the polls that brought packets; NaN when nobody polls. */
  static double busyShare(double polls, double emptyPolls) {
    return polls > 0 ? Math.clamp(1 - emptyPolls / polls, 0, 1) : Double.NaN;
  }

  /** Packets of each poll that brought some. */
  private double perPoll(LiveStats stats) {
    double busy = stats.rate(polls) - stats.rate(emptyPolls);
    return busy > 0 ? stats.rate(receivePackets) / busy : Double.NaN;
  }

  double dropsPerSecond(LiveStats stats) {
    return stats.rates(drops);
  }

  /** Share of the pool's new connections. */
  private double share(LiveStats stats) {
    double all = stats.rates(poolNewConnections);
    return all > 0 ? stats.rate(newConnections) / all : Double.NaN;
  }
}
