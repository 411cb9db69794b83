package io.spinlane.agent.nic.pcap;

import java.io.IOException;
import java.nio.ByteOrder;

/** Classic pcap: a header of 24 bytes, then records of 16 bytes and a frame. */
final class PcapReader extends CaptureReader {
  static final int MAGIC_MICROSECONDS = 0xa1b2c3d4;
  static final int MAGIC_NANOSECONDS = 0xa1b23c4d;

  static final int HEADER_BYTES = 24;
  static final int RECORD_BYTES = 16;

  private static final int LINK_TYPE_AT = 20;

  private final long fractionNs;
  private final long fractions;
  private long position;

  PcapReader(CaptureBytes bytes) throws IOException {
    super(bytes);
    bytes.order(ByteOrder.LITTLE_ENDIAN);
    int magic = bytes.int32(0);
    if (!isMagic(magic)) {
      bytes.order(ByteOrder.BIG_ENDIAN);
      magic = bytes.int32(0);
    }
    if (!isMagic(magic)) {
      throw bytes.error(0, "neither a pcap nor a pcapng file");
    }
    fractionNs = magic == MAGIC_NANOSECONDS ? 1 : 1000;
    fractions = 1_000_000_000 / fractionNs;
    bytes.require(0, HEADER_BYTES, "the file header");
    requireEthernet(bytes.int32(LINK_TYPE_AT) & 0xffff, LINK_TYPE_AT);
  }

  private static boolean isMagic(int magic) {
    return magic == MAGIC_MICROSECONDS || magic == MAGIC_NANOSECONDS;
  }

  @Override
  void rewind() {
    position = HEADER_BYTES;
  }

  @Override
  boolean next() throws IOException {
    if (position == bytes.size()) {
      return false;
    }
    bytes.require(position, RECORD_BYTES, "a record header");
    long fraction = Integer.toUnsignedLong(bytes.int32(position + 4));
    if (fraction >= fractions) {
      throw bytes.error(position + 4, "the fraction of a second is " + fraction);
    }
    timestampNs =
        Integer.toUnsignedLong(bytes.int32(position)) * 1_000_000_000 + fraction * fractionNs;
    capturedBytes = bytes.int32(position + 8);
    originalBytes = bytes.int32(position + 12);
    dataAt = position + RECORD_BYTES;
    position = dataAt + Integer.toUnsignedLong(capturedBytes);
    return true;
  }
}
