package io.spinlane.desktop.monitor;

import io.spinlane.desktop.live.CounterNames;
import io.spinlane.desktop.live.LiveStats;
import io.spinlane.desktop.live.Units;
import io.spinlane.desktop.model.Frame;
import io.spinlane.desktop.remote.SampleLayout;
import io.spinlane.desktop.text.Texts;
import io.spinlane.v1.ElementKind;

/** The sum over the cores behind a collapsed frame; which counters it reads is settled once. */
final class FrameNumbers {
  private static final int BITS_PER_BYTE = 8;

  private final String key;
  private final int[] packets;
  private final int[] bytes;
  private final int[] polls;
  private final int[] emptyPolls;

  FrameNumbers(SampleLayout layout, Frame frame) {
    key = frame.key();
    packets = columns(layout, frame, CounterNames.RECEIVE_PACKETS);
    bytes = columns(layout, frame, CounterNames.RECEIVE_BYTES);
    polls = columns(layout, frame, CounterNames.POLLS);
    emptyPolls = columns(layout, frame, CounterNames.EMPTY_POLLS);
  }

  private static int[] columns(SampleLayout layout, Frame frame, String counter) {
    return frame.cores().stream()
        .mapToInt(core -> layout.index(ElementKind.ELEMENT_KIND_CORE, core, counter))
        .filter(column -> column >= 0)
        .toArray();
  }

  String key() {
    return key;
  }

  /** False when the agent counts nothing of its cores. */
  boolean counted() {
    return packets.length > 0;
  }

  /** What all its cores receive. */
  String headline(LiveStats stats) {
    return Texts.get(
        "live.core",
        Units.packets(stats.rates(packets)),
        Units.bits(stats.rates(bytes) * BITS_PER_BYTE));
  }

  /** The first number of the headline, which leaves room to say how old it is. */
  String first(LiveStats stats) {
    return Units.packets(stats.rates(packets));
  }

  /** The share of all their polls that brought packets. */
  String detail(LiveStats stats) {
    double busy = CardNumbers.busyShare(stats.rates(polls), stats.rates(emptyPolls));
    return Texts.get("live.frame", Units.percent(busy));
  }
}
