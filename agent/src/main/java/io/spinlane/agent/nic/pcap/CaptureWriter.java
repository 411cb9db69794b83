package io.spinlane.agent.nic.pcap;

import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_SHORT_UNALIGNED;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Writes a pcap file with nanosecond times, little-endian on every machine. One thread at a time.
 */
final class CaptureWriter implements AutoCloseable {
  private static final int BUFFER_BYTES = 1 << 20;

  private static final ValueLayout.OfInt INT =
      JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfShort SHORT =
      JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private final FileChannel file;
  private final Arena arena = Arena.ofShared();
  private final MemorySegment buffer = arena.allocate(BUFFER_BYTES);
  private final ByteBuffer view = buffer.asByteBuffer();
  private int used;

  private CaptureWriter(FileChannel file) {
    this.file = file;
  }

  /** Creates the file, or empties the one there is. */
  static CaptureWriter create(Path path) throws IOException {
    FileChannel file;
    try {
      file =
          FileChannel.open(
              path,
              StandardOpenOption.CREATE,
              StandardOpenOption.WRITE,
              StandardOpenOption.TRUNCATE_EXISTING);
    } catch (IOException e) {
      throw new IOException(
          "cannot write " + path + ": " + CaptureBytes.reason(e, "no such directory"), e);
    }
    CaptureWriter writer = new CaptureWriter(file);
    writer.header();
    return writer;
  }

  private void header() {
    buffer.set(INT, 0, PcapReader.MAGIC_NANOSECONDS);
    buffer.set(SHORT, 4, (short) 2);
    buffer.set(SHORT, 6, (short) 4);
    buffer.set(INT, 16, CaptureReader.MAX_FRAME_BYTES);
    buffer.set(INT, 20, CaptureReader.LINK_TYPE_ETHERNET);
    used = PcapReader.HEADER_BYTES;
  }

  /** Appends a frame of at most {@link CaptureReader#MAX_FRAME_BYTES}. */
  void write(long timestampNs, MemorySegment memory, long at, int lengthBytes) throws IOException {
    if (used + PcapReader.RECORD_BYTES + lengthBytes > BUFFER_BYTES) {
      flush();
    }
    buffer.set(INT, used, (int) (timestampNs / 1_000_000_000));
    buffer.set(INT, used + 4L, (int) (timestampNs % 1_000_000_000));
    buffer.set(INT, used + 8L, lengthBytes);
    buffer.set(INT, used + 12L, lengthBytes);
    MemorySegment.copy(memory, at, buffer, used + PcapReader.RECORD_BYTES, lengthBytes);
    used += PcapReader.RECORD_BYTES + lengthBytes;
  }

  private void flush() throws IOException {
    view.clear().limit(used);
    used = 0; // Also when it fails: what could not be written is lost, not written twice.
    while (view.hasRemaining()) {
      int _ = file.write(view);
    }
  }

  @Override
  public void close() throws IOException {
    try (file;
        arena) {
      flush();
    }
  }
}
