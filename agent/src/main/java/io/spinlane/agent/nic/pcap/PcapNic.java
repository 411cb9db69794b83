package io.spinlane.agent.nic.pcap;

import io.spinlane.agent.nic.Nic;
import io.spinlane.agent.nic.NicInfo;
import io.spinlane.agent.nic.NicStatistic;
import io.spinlane.agent.nic.NicStatistics;
import io.spinlane.agent.packet.Frame;
import io.spinlane.agent.packet.FrameBatch;
import io.spinlane.agent.packet.FrameMemory;
import io.spinlane.agent.packet.FramePool;
import io.spinlane.agent.packet.Offload;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A NIC between two capture files. One thread drives it together with its {@link ReplayTime}. */
public final class PcapNic implements Nic {
  /** What {@link #nextFrameNs} answers behind the last frame. */
  public static final long NO_MORE_FRAMES = Long.MAX_VALUE;

  /** Ethernet header and one VLAN tag around the MTU. */
  private static final int LAYER_2_BYTES = 14 + 4;

  private final NicInfo info;
  private final ReplayTime time;
  private final @Nullable CaptureReader reader;
  private final @Nullable CaptureWriter writer;
  private final NicStatistics statistics = new NicStatistics();

  /** When the frame the reader stands on is due. */
  private long nextFrameNs = NO_MORE_FRAMES;

  private @Nullable IOException writeFailure;

  private PcapNic(
      NicInfo info,
      ReplayTime time,
      @Nullable CaptureReader reader,
      @Nullable CaptureWriter writer) {
    this.info = info;
    this.time = time;
    this.reader = reader;
    this.writer = writer;
    advance();
  }

  /**
   * Opens the files.
   *
   * @throws IOException naming the NIC, the file, and where it is broken
   */
  public static PcapNic open(PcapConfig config, ReplayTime time) throws IOException {
    Path read = config.readFile();
    Path write = config.writeFile();
    CaptureReader reader = null;
    try {
      if (read != null && write != null && Files.exists(write) && Files.isSameFile(read, write)) {
        throw new IOException(read + " cannot be both read and written; name another write file");
      }
      reader = read == null ? null : CaptureReader.open(read);
      CaptureWriter writer = write == null ? null : CaptureWriter.create(write);
      NicInfo info = new NicInfo(config.id(), config.mac(), config.mtuBytes(), config.queues());
      return new PcapNic(info, time, reader, writer);
    } catch (IOException e) {
      if (reader != null) {
        reader.close();
      }
      throw new IOException("NIC " + config.id() + ": " + e.getMessage(), e);
    }
  }

  @Override
  public NicInfo info() {
    return info;
  }

  /**
   * When the next frame is due, in the time of the captures; {@link #NO_MORE_FRAMES} behind the
   * last. A frame stamped earlier than the one before it is due together with that one.
   */
  public long nextFrameNs() {
    return nextFrameNs;
  }

  @Override
  public int receive(int queue, FrameBatch batch, FramePool pool) {
    if (queue != 0 || reader == null) {
      return 0;
    }
    int appended = 0;
    while (!batch.isFull() && nextFrameNs <= time.nowNs()) {
      if (!reader.isWhole() || reader.capturedBytes > pool.store().maxFrameBytes()) {
        statistics.count(NicStatistic.RECEIVE_TOO_LARGE);
      } else {
        int frame = pool.take();
        if (frame == Frame.NONE) {
          break;
        }
        MemorySegment.copy(
            reader.memory(),
            reader.dataAt,
            FrameMemory.MEMORY,
            FrameMemory.base(frame) + Frame.HEADROOM_BYTES,
            reader.capturedBytes);
        Frame.fill(frame, Frame.HEADROOM_BYTES, reader.capturedBytes);
        batch.add(frame);
        appended++;
      }
      advance();
    }
    return appended;
  }

  private void advance() {
    try {
      if (reader == null || !reader.next()) {
        nextFrameNs = NO_MORE_FRAMES;
      } else {
        nextFrameNs =
            nextFrameNs == NO_MORE_FRAMES
                ? reader.timestampNs
                : Math.max(nextFrameNs, reader.timestampNs);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the file changed while it was replayed", e);
    }
  }

  @Override
  public int transmit(int lane, FrameBatch batch, FramePool pool) {
    for (int i = 0; i < batch.count; i++) {
      int frame = batch.frames[i];
      if (Frame.length(frame) > info.mtuBytes() + LAYER_2_BYTES) {
        statistics.count(NicStatistic.TRANSMIT_TOO_LARGE);
      } else {
        write(frame);
      }
      pool.give(frame);
    }
    return batch.count;
  }

  private void write(int frame) {
    if (writer == null) {
      return;
    }
    if (writeFailure != null) {
      statistics.count(NicStatistic.TRANSMIT_REFUSED);
      return;
    }
    try {
      Offload.finishChecksum(frame);
      writer.write(time.nowNs(), FrameMemory.MEMORY, Frame.data(frame), Frame.length(frame));
    } catch (IOException e) {
      writeFailure = e; // Told when closing: transmit answers to cores, not to people.
      statistics.count(NicStatistic.TRANSMIT_REFUSED);
    }
  }

  @Override
  public long statistic(NicStatistic which) {
    return statistics.get(which);
  }

  @Override
  public boolean linkUp() {
    return true;
  }

  /**
   * Ends the files.
   *
   * @throws UncheckedIOException when not everything could be written
   */
  @Override
  public void close() {
    if (reader != null) {
      reader.close();
    }
    try {
      if (writer != null) {
        writer.close();
      }
    } catch (IOException e) {
      writeFailure = e;
    }
    if (writeFailure != null) {
      throw new UncheckedIOException(
          "NIC " + info.id() + ": cannot write its capture: " + writeFailure.getMessage(),
          writeFailure);
    }
  }
}
