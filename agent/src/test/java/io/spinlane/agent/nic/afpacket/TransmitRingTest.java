package io.spinlane.agent.nic.afpacket;

import static io.spinlane.agent.packet.FrameMemory.MEMORY;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static org.assertj.core.api.Assertions.assertThat;

import io.spinlane.agent.lab.LabNamespace;
import io.spinlane.agent.lab.NetworkLab;
import io.spinlane.agent.nic.NicStatistic;
import io.spinlane.agent.packet.Frame;
import io.spinlane.agent.packet.FrameBatch;
import io.spinlane.agent.packet.FramePool;
import io.spinlane.agent.packet.FrameStore;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the kernel will not send, and what happens to the frames around it. */
class TransmitRingTest {
  private final FrameStore store = new FrameStore(512, FrameStore.OFFLOAD_SLOT_BYTES);
  private final FramePool pool = new FramePool(store, Frame.OWNER_CORE_0);
  private final FrameBatch batch = new FrameBatch();

  @Test
  void takesRefusedFramesOutAndSendsTheOthersInOrder() throws Exception {
    try (NetworkLab lab = new NetworkLab();
        HostShield shield = HostShield.open()) {
      LabNamespace one = lab.namespace("one");
      LabNamespace other = lab.namespace("other");
      lab.connect(one, "eth0", other, "eth0");
      try (AfPacketNic from = open(one, shield);
          AfPacketNic to = open(other, shield)) {
        List<Integer> sent = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
          if (i % 10 == 3) {
            add(i, 60, 50); // A checksum outside of the frame.
          } else {
            add(i, 60 + i, 0);
            sent.add(i);
          }
        }
        assertThat(from.transmit(0, batch, pool)).isEqualTo(60);
        batch.clear();
        assertThat(from.statistic(NicStatistic.TRANSMIT_REFUSED)).isEqualTo(6);
        assertThat(receive(to, sent.size())).isEqualTo(sent);
      }
    }
  }

  @Test
  void waitsWhileTheDeviceIsDownAndGoesOnWhenItIsUp() throws Exception {
    try (NetworkLab lab = new NetworkLab();
        HostShield shield = HostShield.open()) {
      LabNamespace one = lab.namespace("one");
      LabNamespace other = lab.namespace("other");
      lab.connect(one, "eth0", other, "eth0");
      try (AfPacketNic from = open(one, shield);
          AfPacketNic to = open(other, shield)) {
        one.run("ip", "link", "set", "eth0", "down");
        awaitLink(from, false);
        awaitLink(to, false);
        add(1, 60, 0);
        assertThat(from.transmit(0, batch, pool)).as("taken into the ring").isOne();
        batch.clear();
        add(2, 60, 0);
        assertThat(from.transmit(0, batch, pool)).as("while one waits").isZero();
        one.run("ip", "link", "set", "eth0", "up");
        awaitLink(from, true);
        assertThat(from.transmit(0, batch, pool)).isOne();
        batch.clear();
        assertThat(receive(to, 2)).containsExactly(1, 2);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void carriesAFrameThatIsToBeCut(boolean tagged) throws Exception {
    try (NetworkLab lab = new NetworkLab();
        HostShield shield = HostShield.open()) {
      LabNamespace one = lab.namespace("one");
      LabNamespace other = lab.namespace("other");
      lab.connect(one, "eth0", other, "eth0");
      try (AfPacketNic from = open(one, shield);
          AfPacketNic to = open(other, shield)) {
        byte[] sent = tcpFrame(tagged, 40_000);
        int layer4 = sent.length - 40_000 - 20;
        int frame = pool.take();
        Frame.fill(frame, Frame.HEADROOM_BYTES, sent.length);
        MemorySegment.copy(sent, 0, MEMORY, JAVA_BYTE, Frame.data(frame), sent.length);
        Frame.offload(
            frame, Frame.CHECKSUM_PARTIAL | Frame.GSO_TCP4, layer4, 16, 1000, layer4 + 20);
        batch.add(frame);
        assertThat(from.transmit(0, batch, pool)).isOne();
        batch.clear();
        assertThat(from.statistic(NicStatistic.TRANSMIT_REFUSED)).isZero();
        long deadlineNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (to.receive(0, batch, pool) == 0 && System.nanoTime() < deadlineNs) {
          Thread.onSpinWait();
        }
        int received = batch.frames[0];
        assertThat(batch.count).isOne();
        assertThat(MEMORY.asSlice(Frame.data(received), Frame.length(received)).toArray(JAVA_BYTE))
            .isEqualTo(sent);
        assertThat(Frame.flags(received)).isEqualTo(Frame.CHECKSUM_PARTIAL | Frame.GSO_TCP4);
        assertThat(Frame.checksumStart(received)).isEqualTo(layer4);
        assertThat(Frame.checksumOffset(received)).isEqualTo(16);
        assertThat(Frame.gsoSize(received)).isEqualTo(1000);
        pool.giveAll(batch);
      }
    }
  }

  /** Ethernet, perhaps a tag, IPv4, TCP, and a payload of zeros. */
  private static byte[] tcpFrame(boolean tagged, int payloadBytes) {
    byte[] headers =
        HexFormat.of()
            .parseHex(
                "020000000002020000000001"
                    + (tagged ? "81006007" : "")
                    + "0800"
                    + "45000000000040004006"
                    + "00000a0900010a090002"
                    + "04000050000000010000000150100400000000"
                    + "00");
    byte[] frame = Arrays.copyOf(headers, headers.length + payloadBytes);
    int ip = headers.length - 40;
    frame[ip + 2] = (byte) ((40 + payloadBytes) >> 8);
    frame[ip + 3] = (byte) (40 + payloadBytes);
    return frame;
  }

  /** The kernel tells a change of the link some time after it. */
  private static void awaitLink(AfPacketNic nic, boolean up) {
    long deadlineNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    while (nic.linkUp() != up && System.nanoTime() < deadlineNs) {
      Thread.onSpinWait();
    }
    assertThat(nic.linkUp()).isEqualTo(up);
  }

  private static AfPacketNic open(LabNamespace namespace, HostShield shield) throws IOException {
    return AfPacketNic.open(Wire.config(namespace, "eth0", 1, HostTraffic.NONE), 1, shield);
  }

  /** Adds a frame whose payload is one number, with a partial checksum at a place when not 0. */
  private void add(int number, int lengthBytes, int checksumStart) {
    int frame = pool.take();
    Frame.fill(frame, Frame.HEADROOM_BYTES, lengthBytes);
    if (checksumStart != 0) {
      Frame.offload(frame, Frame.CHECKSUM_PARTIAL, checksumStart, 16, 0, 0);
    }
    MEMORY.asSlice(Frame.data(frame), lengthBytes).fill((byte) number);
    MEMORY.set(JAVA_BYTE, Frame.data(frame), (byte) 2);
    MEMORY.set(JAVA_BYTE, Frame.data(frame) + 12, (byte) 0x88);
    MEMORY.set(JAVA_BYTE, Frame.data(frame) + 13, (byte) 0xb5);
    batch.add(frame);
  }

  /** The numbers of so many frames, as they come. */
  private List<Integer> receive(AfPacketNic nic, int count) {
    FrameBatch arrived = new FrameBatch();
    List<Integer> numbers = new ArrayList<>();
    long deadlineNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    while (numbers.size() < count && System.nanoTime() < deadlineNs) {
      int received = nic.receive(0, arrived, pool);
      for (int i = 0; i < received; i++) {
        numbers.add((int) MEMORY.get(JAVA_BYTE, Frame.data(arrived.frames[i]) + 20));
      }
      pool.giveAll(arrived);
    }
    return numbers;
  }
}
