package io.spinlane.agent.packet;

import static io.spinlane.agent.packet.FrameMemory.MEMORY;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The frame-ownership checker: on with the system property {@value #PROPERTY}, as in every test of
 * this module, and free of cost when off. What it catches, and when:
 *
 * <pre>
 *   given back twice, or by a core that does not have it    at once, {@link #given}
 *   read after it was given back or transmitted             at once, {@link #used}
 *   written after it was given back or transmitted          when it is next taken, {@link #taken}
 *   never given back                                        when the store closes, {@link #allBack}
 * </pre>
 *
 * <p>A free frame's header bytes are overwritten by a pattern that must still be there when the
 * frame is taken; so a step that keeps an offset into a frame it has sent on is found out even
 * where it asks no accessor. Any thread.
 */
final class FrameChecks {
  static final String PROPERTY = "spinlane.checkFrames";
  static final boolean ENABLED = Boolean.getBoolean(PROPERTY);

  /** In the unused part of the descriptor: whether the pattern is there. */
  private static final long MARK = 32;

  private static final int MARKED = 0x600dbeef;
  private static final long PATTERN = 0xdead_f4a3_dead_f4a3L;

  /** The headroom, and headers as far as anything is rewritten. */
  private static final int FIRST_BYTE = Frame.DESCRIPTOR_BYTES;

  private static final int LAST_BYTE = Frame.HEADROOM_BYTES + 128;

  private static final int NAMED = 5;

  private FrameChecks() {}

  /** A pool takes a frame that is free, and as it was given back. */
  static void taken(int frame) {
    if (Frame.owner(frame) != Frame.OWNER_FREE) {
      throw new IllegalStateException("frame " + named(frame) + " was taken, but is not free");
    }
    long base = FrameMemory.base(frame);
    if (MEMORY.get(JAVA_INT, base + MARK) != MARKED) {
      return; // Its first use.
    }
    for (int at = FIRST_BYTE; at < LAST_BYTE; at += Long.BYTES) {
      if (MEMORY.get(JAVA_LONG, base + at) != PATTERN) {
        throw new IllegalStateException(
            "frame " + frame + " was written to at byte " + at + " after it had been given back");
      }
    }
    MEMORY.set(JAVA_INT, base + MARK, 0);
  }

  /** A pool of an owner is given a frame back: its own, or one that a NIC has done with. */
  static void given(int frame, int owner) {
    int present = Frame.owner(frame);
    if (present == Frame.OWNER_FREE) {
      throw new IllegalStateException("frame " + frame + " was given back twice");
    }
    if (present >= Frame.OWNER_CORE_0 && present != owner) {
      throw new IllegalStateException(
          "frame " + named(frame) + " was given back by " + name(owner));
    }
    long base = FrameMemory.base(frame);
    for (int at = FIRST_BYTE; at < LAST_BYTE; at += Long.BYTES) {
      MEMORY.set(JAVA_LONG, base + at, PATTERN);
    }
    MEMORY.set(JAVA_INT, base + MARK, MARKED);
  }

  /** Somebody reads or fills a frame. */
  static void used(int frame) {
    if (Frame.owner(frame) == Frame.OWNER_FREE) {
      throw new IllegalStateException("frame " + frame + " is used, but is free");
    }
  }

  /** A store closes: all of its frames are in the reserve. */
  static void allBack(FrameStore store, Collection<int[]> reserve) {
    Set<Integer> missing = new HashSet<>();
    IntStream.range(0, store.slots()).forEach(slot -> missing.add(store.frame(slot)));
    reserve.forEach(block -> IntStream.of(block).forEach(missing::remove));
    if (!missing.isEmpty()) {
      throw new IllegalStateException(
          missing.size()
              + " of "
              + store.slots()
              + " frames never came back: "
              + missing.stream()
                  .sorted()
                  .limit(NAMED)
                  .map(FrameChecks::named)
                  .collect(Collectors.joining(", ")));
    }
  }

  private static String named(int frame) {
    return frame + " of " + name(Frame.owner(frame));
  }

  private static String name(int owner) {
    return switch (owner) {
      case Frame.OWNER_FREE -> "a pool";
      case Frame.OWNER_NIC_RECEIVE -> "a NIC's receive queue";
      case Frame.OWNER_NIC_TRANSMIT -> "a NIC's transmit queue";
      case Frame.OWNER_APPLICATION -> "the application";
      default -> "core " + (owner - Frame.OWNER_CORE_0);
    };
  }
}
