package io.spinlane.agent.packet;

import static io.spinlane.agent.packet.FrameMemory.MEMORY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The ownership checker, which all of this module's tests run under, catches what it is for. */
class FrameOwnershipTest {
  private static final int SLOTS = 100;

  private final FrameStore store = new FrameStore(SLOTS, FrameStore.STANDARD_SLOT_BYTES);
  private final FramePool core0 = new FramePool(store, Frame.OWNER_CORE_0);
  private final FramePool core1 = new FramePool(store, Frame.OWNER_CORE_0 + 1);
  private boolean closed;

  @AfterEach
  void close() {
    if (!closed) {
      core0.drain();
      core1.drain();
      store.close();
    }
  }

  /** A frame of the first core, filled as if it had just come. */
  private int taken() {
    int frame = core0.take();
    Frame.fill(frame, Frame.HEADROOM_BYTES, 60);
    return frame;
  }

  @Test
  void isOn() {
    assertThat(FrameChecks.ENABLED).isTrue();
  }

  @Test
  void catchesAFrameGivenBackTwice() {
    int frame = taken();
    core0.give(frame);
    assertThatThrownBy(() -> core0.give(frame))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("frame %d was given back twice", frame);
  }

  @Test
  void catchesAFrameThatAnotherCoreGivesBack() {
    int frame = taken();
    assertThatThrownBy(() -> core1.give(frame))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("frame %d of core 0 was given back by core 1", frame);
    core0.give(frame);
  }

  @Test
  void catchesReadingAndFillingAFrameThatWasGivenBack() {
    int frame = taken();
    core0.give(frame);
    String message = "frame %d is used, but is free".formatted(frame);
    assertThatThrownBy(() -> Frame.data(frame)).hasMessage(message);
    assertThatThrownBy(() -> Frame.length(frame)).hasMessage(message);
    assertThatThrownBy(() -> Frame.fill(frame, 256, 60)).hasMessage(message);
  }

  /** A step keeps the offset of a header over the transmission of its frame. */
  @Test
  void catchesWritingIntoAFrameThatWasTransmitted() {
    int frame = taken();
    long ttl = FrameMemory.at(Frame.data(frame) + Ethernet.HEADER_BYTES + 8);
    Frame.passTo(frame, Frame.OWNER_NIC_TRANSMIT);
    core0.give(frame); // The NIC has sent it, and gives it to the core that polls it.
    Wire.u8(MEMORY, ttl, 63);
    assertThatThrownBy(core0::take)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("frame " + frame + " was written to at byte")
        .hasMessageEndingWith("after it had been given back");
    core0.drain();
  }

  @Test
  void catchesAFrameInThePoolThatSomebodyHas() {
    int frame = taken();
    core0.give(frame);
    Frame.passTo(frame, Frame.OWNER_CORE_0 + 1);
    assertThatThrownBy(core0::take)
        .hasMessage("frame %d of core 1 was taken, but is not free", frame);
  }

  @Test
  void catchesFramesThatNeverComeBack() {
    int lost = taken();
    int waiting = taken();
    Frame.passTo(waiting, Frame.OWNER_NIC_TRANSMIT);
    core0.drain();
    closed = true;
    assertThatThrownBy(store::close)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("2 of %d frames never came back: ", SLOTS)
        .hasMessageContaining(lost + " of core 0")
        .hasMessageContaining(waiting + " of a NIC's transmit queue");
  }

  /** Frames go round through pools and the reserve, and nothing is said. */
  @Test
  void isSilentAboutWhatIsRight() {
    for (int round = 0; round < 10; round++) {
      int[] frames = IntStream.range(0, SLOTS).map(_ -> taken()).toArray();
      assertThat(core0.take()).isEqualTo(Frame.NONE);
      for (int frame : frames) {
        Wire.u8(MEMORY, Frame.data(frame), round);
        Frame.passTo(frame, Frame.OWNER_NIC_TRANSMIT);
        core0.give(frame);
      }
      core0.drain();
      int other = core1.take();
      core1.give(other);
      core1.drain();
    }
    assertThatCode(store::close).doesNotThrowAnyException();
    closed = true;
  }
}
