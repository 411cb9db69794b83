package io.spinlane.agent.nic.pcap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spinlane.agent.nic.NicStatistic;
import io.spinlane.agent.packet.Frame;
import io.spinlane.agent.packet.FrameBatch;
import io.spinlane.agent.packet.FrameMemory;
import io.spinlane.agent.packet.FramePool;
import io.spinlane.agent.packet.FrameStore;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PcapNicTest {
  private static final int MTU_BYTES = 1500;

  @TempDir private Path folder;

  private final FrameStore store = new FrameStore(128, FrameStore.STANDARD_SLOT_BYTES);
  private final FramePool pool = new FramePool(store, Frame.OWNER_CORE_0);
  private final FrameBatch batch = new FrameBatch();
  private final ReplayTime time = new ReplayTime();
  private Path in;
  private Path out;

  @BeforeEach
  void name() {
    in = folder.resolve("in.pcap");
    out = folder.resolve("out.pcap");
  }

  @AfterEach
  void free() {
    pool.drain();
    store.close();
  }

  @Test
  void writesWhatItReadByteForByteAtTheSameTimes() throws IOException {
    CaptureFiles file = new CaptureFiles(ByteOrder.LITTLE_ENDIAN);
    file.int32(0xa1b23c4d).int16(2, 4).int32(0, 0, 262_144, 1);
    for (int i = 0; i < 200; i++) {
      file.pcapRecord(7, i * 1000, new byte[60 + i]);
    }
    Files.write(in, file.bytes());
    try (PcapNic nic = open(in, out)) {
      assertThat(nic.nextFrameNs()).isEqualTo(7_000_000_000L);
      while (nic.nextFrameNs() != PcapNic.NO_MORE_FRAMES) {
        time.advanceTo(nic.nextFrameNs());
        assertThat(nic.receive(0, batch, pool)).isOne();
        assertThat(nic.transmit(0, batch, pool)).isOne();
        batch.clear();
      }
    }
    assertThat(out).hasBinaryContent(file.bytes());
  }

  @Test
  void keepsFramesBackUntilTheyAreDue() throws IOException {
    CaptureFiles file = new CaptureFiles(ByteOrder.BIG_ENDIAN).pcapHeader(0xa1b2c3d4, 1);
    Files.write(
        in,
        file.pcapRecord(5, 0, new byte[60])
            .pcapRecord(4, 0, new byte[61])
            .pcapRecord(6, 0, new byte[62])
            .bytes());
    try (PcapNic nic = open(in, null)) {
      time.advanceTo(4_999_999_999L);
      assertThat(nic.receive(0, batch, pool)).isZero();
      time.advanceTo(5_000_000_000L);
      assertThat(nic.receive(0, batch, pool)).as("with the one stamped earlier").isEqualTo(2);
      assertThat(nic.nextFrameNs()).isEqualTo(6_000_000_000L);
      time.advanceTo(6_000_000_000L);
      assertThat(nic.receive(0, batch, pool)).isOne();
      assertThat(nic.receive(0, batch, pool)).isZero();
      pool.giveAll(batch);
    }
  }

  @Test
  void countsFramesThatDoNotFit() throws IOException {
    CaptureFiles file = new CaptureFiles(ByteOrder.LITTLE_ENDIAN).pcapHeader(0xa1b2c3d4, 1);
    file.pcapRecord(1, 0, new byte[FrameStore.STANDARD_SLOT_BYTES]);
    file.int32(2, 0, 60, 1514).raw(new byte[60]);
    Files.write(in, file.pcapRecord(3, 0, new byte[1600]).bytes());
    try (PcapNic nic = open(in, out)) {
      time.advanceTo(9_000_000_000L);
      assertThat(nic.receive(0, batch, pool)).isOne();
      assertThat(nic.statistic(NicStatistic.RECEIVE_TOO_LARGE)).isEqualTo(2);
      assertThat(nic.transmit(0, batch, pool)).isOne();
      assertThat(nic.statistic(NicStatistic.TRANSMIT_TOO_LARGE)).isOne();
    }
    assertThat(out).hasSize(24);
  }

  @Test
  void completesPartialChecksums() throws IOException {
    try (PcapNic nic = open(null, out)) {
      int frame = pool.take();
      byte[] bytes = new byte[60];
      bytes[40] = 0x12; // The only payload; the field at 50 holds a pseudo-header sum of 0x0034.
      bytes[51] = 0x34;
      MemorySegment.copy(
          MemorySegment.ofArray(bytes),
          0,
          FrameMemory.MEMORY,
          FrameMemory.base(frame) + Frame.HEADROOM_BYTES,
          bytes.length);
      Frame.fill(frame, Frame.HEADROOM_BYTES, bytes.length);
      Frame.offload(frame, Frame.CHECKSUM_PARTIAL, 34, 16, 0, 0);
      batch.add(frame);
      assertThat(nic.transmit(0, batch, pool)).isOne();
    }
    byte[] written = Files.readAllBytes(out);
    assertThat(written[24 + 16 + 50]).isEqualTo((byte) ~0x12);
    assertThat(written[24 + 16 + 51]).isEqualTo((byte) ~0x34);
  }

  @Test
  void refusesToWriteOverWhatItReads() throws IOException {
    CaptureFiles file = new CaptureFiles(ByteOrder.LITTLE_ENDIAN).pcapHeader(0xa1b2c3d4, 1);
    Files.write(in, file.bytes());
    assertThatThrownBy(() -> open(in, folder.resolve("./in.pcap")).close())
        .hasMessage("NIC n0: " + in + " cannot be both read and written; name another write file");
    assertThat(in).hasBinaryContent(file.bytes());
  }

  @Test
  void namesAFileThatIsNotThere() {
    assertThatThrownBy(() -> open(in, null).close())
        .hasMessage("NIC n0: cannot read " + in + ": no such file");
    Path nowhere = folder.resolve("missing/out.pcap");
    assertThatThrownBy(() -> open(null, nowhere).close())
        .hasMessage("NIC n0: cannot write " + nowhere + ": no such directory");
  }

  private PcapNic open(@Nullable Path read, @Nullable Path write) throws IOException {
    return PcapNic.open(new PcapConfig("n0", 0x020000000001L, MTU_BYTES, 1, read, write), time);
  }
}
