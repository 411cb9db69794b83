package io.spinlane.agent.nic.pcap;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;

/**
 * Walks over the frames of a capture file in their order: pcap (micro- and nanoseconds) or pcapng,
 * in either byte order (draft-ietf-opsawg-pcap, draft-ietf-opsawg-pcapng).
 *
 * <p>One thread at a time.
 */
abstract sealed class CaptureReader implements AutoCloseable permits PcapReader, PcapngReader {
  /** Ethernet, the only link type a switch has a use for. */
  static final int LINK_TYPE_ETHERNET = 1;

  /** Larger frames than this are taken for a broken file. */
  static final int MAX_FRAME_BYTES = 262_144;

  private static final int PCAPNG = 0x0a0d0d0a;

  final CaptureBytes bytes;

  /** The frame {@link #next} found: when, where in the file, how much of it, how long it was. */
  long timestampNs;

  long dataAt;
  int capturedBytes;
  int originalBytes;

  CaptureReader(CaptureBytes bytes) {
    this.bytes = bytes;
  }

  /**
   * Opens a capture and reads it through once.
   *
   * @throws IOException naming the file, the byte and what is wrong there
   */
  static CaptureReader open(Path path) throws IOException {
    CaptureBytes bytes = CaptureBytes.open(path);
    try {
      CaptureReader reader =
          bytes.int32(0) == PCAPNG ? new PcapngReader(bytes) : new PcapReader(bytes);
      reader.rewind();
      while (reader.next()) {
        reader.checkFrame();
      }
      reader.rewind();
      return reader;
    } catch (IOException | RuntimeException e) {
      bytes.close();
      throw e;
    }
  }

  /** Back to before the first frame. */
  abstract void rewind() throws IOException;

  /** Moves to the next frame; false behind the last one. */
  abstract boolean next() throws IOException;

  final MemorySegment memory() {
    return bytes.memory();
  }

  final boolean isWhole() {
    return capturedBytes == originalBytes;
  }

  private void checkFrame() throws IOException {
    if (capturedBytes < 0 || capturedBytes > MAX_FRAME_BYTES) {
      throw bytes.error(
          dataAt,
          "a frame of "
              + Integer.toUnsignedLong(capturedBytes)
              + " bytes; the limit is "
              + MAX_FRAME_BYTES);
    }
    bytes.require(dataAt, capturedBytes, "a frame");
    if (timestampNs < 0) {
      throw bytes.error(dataAt, "the frame's time is before 1970 or after 2262");
    }
  }

  final void requireEthernet(int linkType, long at) throws IOException {
    if (linkType != LINK_TYPE_ETHERNET) {
      throw bytes.error(at, "link type " + linkType + "; only Ethernet (1) can be replayed");
    }
  }

  @Override
  public final void close() {
    bytes.close();
  }
}
