package io.spinlane.agent.nic.afpacket;

import static io.spinlane.agent.packet.FrameMemory.MEMORY;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import io.spinlane.agent.lab.LabNamespace;
import io.spinlane.agent.lab.NetworkLab;
import io.spinlane.agent.nic.Nic;
import io.spinlane.agent.nic.NicContract;
import io.spinlane.agent.packet.Frame;
import io.spinlane.agent.packet.FrameBatch;
import io.spinlane.agent.packet.FramePool;
import io.spinlane.agent.packet.FrameStore;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;

/** Over a veth pair, whose other end is a NIC that plays the network. */
class AfPacketNicContractTest extends NicContract {
  private final FrameStore store = new FrameStore(256, FrameStore.OFFLOAD_SLOT_BYTES);
  private final FramePool pool = new FramePool(store, Frame.OWNER_CORE_0 + 1);
  private final FrameBatch batch = new FrameBatch();
  private @Nullable NetworkLab lab;
  private @Nullable HostShield shield;
  private @Nullable AfPacketNic peer;

  @Override
  protected int slotBytes() {
    return FrameStore.OFFLOAD_SLOT_BYTES;
  }

  @Override
  protected Nic open() throws IOException {
    lab = new NetworkLab();
    LabNamespace one = lab.namespace("one");
    LabNamespace other = lab.namespace("other");
    lab.connect(one, "eth0", other, "eth0");
    shield = HostShield.open();
    peer = AfPacketNic.open(Wire.config(other, "eth0", 1, HostTraffic.NONE), 1, shield);
    return AfPacketNic.open(Wire.config(one, "eth0", 1, HostTraffic.NONE), LANES, shield);
  }

  @Override
  protected void arrive(List<byte[]> frames) {
    for (byte[] bytes : frames) {
      int frame = pool.take();
      Frame.fill(frame, Frame.HEADROOM_BYTES, bytes.length);
      MemorySegment.copy(bytes, 0, MEMORY, JAVA_BYTE, Frame.data(frame), bytes.length);
      batch.add(frame);
      int _ = peer().transmit(0, batch, pool);
      batch.clear();
    }
  }

  @Override
  protected List<byte[]> departed(int expected) {
    List<byte[]> frames = new ArrayList<>();
    long deadlineNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    while (frames.size() < expected && System.nanoTime() < deadlineNs) {
      int received = peer().receive(0, batch, pool);
      for (int i = 0; i < received; i++) {
        frames.add(
            MEMORY
                .asSlice(Frame.data(batch.frames[i]), Frame.length(batch.frames[i]))
                .toArray(JAVA_BYTE));
      }
      pool.giveAll(batch);
    }
    return frames;
  }

  @AfterEach
  void tearDown() throws IOException {
    if (lab != null) {
      lab.close();
    }
    if (peer != null) {
      peer.close();
    }
    if (shield != null) {
      shield.close();
    }
    pool.drain();
    store.close();
  }

  private AfPacketNic peer() {
    return Objects.requireNonNull(peer);
  }
}
