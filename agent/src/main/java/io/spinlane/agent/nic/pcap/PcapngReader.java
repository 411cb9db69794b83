package io.spinlane.agent.nic.pcap;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.io.IOException;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * pcapng: blocks of a type, a length, a body padded to four bytes, and the length again. Section
 * headers set the byte order, interface descriptions the unit of time; frames are in enhanced and
 * simple packet blocks; other blocks are passed over.
 */
final class PcapngReader extends CaptureReader {
  private static final int SECTION_HEADER = 0x0a0d0d0a;
  private static final int INTERFACE_DESCRIPTION = 1;
  private static final int OBSOLETE_PACKET = 2;
  private static final int SIMPLE_PACKET = 3;
  private static final int ENHANCED_PACKET = 6;

  private static final int BYTE_ORDER_MAGIC = 0x1a2b3c4d;
  private static final int OPTION_END = 0;
  private static final int OPTION_TIME_RESOLUTION = 9;
  private static final int OPTION_TIME_OFFSET = 14;

  private static final int BODY = 8;
  private static final int MIN_BLOCK_BYTES = 12;
  private static final int MAX_INTERFACES = 65_536;

  /** Time of an interface: units of 10 or 2 to a negative power, and seconds to be added. */
  private record Interface(int resolution, long offsetSeconds, int snapBytes) {}

  private final List<Interface> interfaces = new ArrayList<>();
  private long position;

  PcapngReader(CaptureBytes bytes) {
    super(bytes);
  }

  @Override
  void rewind() {
    position = 0;
    timestampNs = 0;
    interfaces.clear();
  }

  @Override
  boolean next() throws IOException {
    while (position != bytes.size()) {
      long block = position;
      bytes.require(block, MIN_BLOCK_BYTES, "a block");
      int type = bytes.int32(block);
      if (type == SECTION_HEADER) {
        startSection(block);
      }
      long length = Integer.toUnsignedLong(bytes.int32(block + 4));
      checkBlock(block, length);
      position = block + length;
      long end = position - 4;
      switch (type) {
        case INTERFACE_DESCRIPTION -> describeInterface(block + BODY, end);
        case ENHANCED_PACKET -> {
          enhancedPacket(block + BODY, end);
          return true;
        }
        case SIMPLE_PACKET -> {
          simplePacket(block + BODY, end);
          return true;
        }
        case OBSOLETE_PACKET ->
            throw bytes.error(block, "an obsolete packet block; save the file with a newer tool");
        default -> {} // Names, statistics, comments: nothing to replay.
      }
    }
    return false;
  }

  private void startSection(long block) throws IOException {
    bytes.order(ByteOrder.LITTLE_ENDIAN);
    if (bytes.int32(block + BODY) != BYTE_ORDER_MAGIC) {
      bytes.order(ByteOrder.BIG_ENDIAN);
      if (bytes.int32(block + BODY) != BYTE_ORDER_MAGIC) {
        throw bytes.error(block + BODY, "not the byte-order mark of a section");
      }
    }
    int major = bytes.unsigned16(block + BODY + 4);
    if (major != 1) {
      throw bytes.error(block + BODY + 4, "pcapng version " + major + "; only 1 is known");
    }
    interfaces.clear();
  }

  private void checkBlock(long block, long length) throws IOException {
    if (length < MIN_BLOCK_BYTES || length % 4 != 0) {
      throw bytes.error(block + 4, "a block length of " + length);
    }
    bytes.require(block, length, "a block");
    long again = Integer.toUnsignedLong(bytes.int32(block + length - 4));
    if (again != length) {
      throw bytes.error(
          block + length - 4,
          "the block's length is " + length + " before it and " + again + " behind it");
    }
  }

  private void describeInterface(long body, long end) throws IOException {
    require(body, 8, end, "an interface description");
    requireEthernet(bytes.unsigned16(body), body);
    if (interfaces.size() == MAX_INTERFACES) {
      throw bytes.error(body, "more than " + MAX_INTERFACES + " interfaces");
    }
    int resolution = 6;
    long offsetSeconds = 0;
    long option = body + 8;
    while (option + 4 <= end) {
      int code = bytes.unsigned16(option);
      int length = bytes.unsigned16(option + 2);
      if (code == OPTION_END) {
        break;
      }
      require(option + 4, length, end, "an option");
      if (code == OPTION_TIME_RESOLUTION && length >= 1) {
        resolution = resolution(option + 4);
      } else if (code == OPTION_TIME_OFFSET && length >= 8) {
        offsetSeconds = bytes.int64(option + 4);
      }
      option += 4 + ((length + 3) & ~3);
    }
    interfaces.add(new Interface(resolution, offsetSeconds, bytes.int32(body + 4)));
  }

  private int resolution(long at) throws IOException {
    int resolution = bytes.memory().get(JAVA_BYTE, at);
    boolean binary = resolution < 0;
    int exponent = resolution & 0x7f;
    if (exponent > (binary ? 32 : 18)) {
      throw bytes.error(at, "a time resolution of " + (binary ? 2 : 10) + " to the −" + exponent);
    }
    return resolution;
  }

  private void enhancedPacket(long body, long end) throws IOException {
    require(body, 20, end, "a packet block");
    Interface source = source(bytes.int32(body), body);
    long units =
        ((long) bytes.int32(body + 4) << 32) | Integer.toUnsignedLong(bytes.int32(body + 8));
    timestampNs = nanoseconds(units, source, body + 4);
    capturedBytes = bytes.int32(body + 12);
    originalBytes = bytes.int32(body + 16);
    dataAt = body + 20;
    require(dataAt, capturedBytes, end, "a frame");
  }

  /** A simple packet block has no time: it is received together with the frame before it. */
  private void simplePacket(long body, long end) throws IOException {
    require(body, 4, end, "a packet block");
    Interface source = source(0, body);
    originalBytes = bytes.int32(body);
    capturedBytes =
        source.snapBytes == 0
            ? originalBytes
            : (int)
                Math.min(
                    Integer.toUnsignedLong(originalBytes),
                    Integer.toUnsignedLong(source.snapBytes));
    dataAt = body + 4;
    require(dataAt, capturedBytes, end, "a frame");
  }

  private Interface source(int number, long at) throws IOException {
    if (number < 0 || number >= interfaces.size()) {
      throw bytes.error(
          at,
          "a frame of interface "
              + Integer.toUnsignedLong(number)
              + ", but "
              + interfaces.size()
              + " are described");
    }
    return interfaces.get(number);
  }

  private long nanoseconds(long units, Interface source, long at) throws IOException {
    int exponent = source.resolution & 0x7f;
    try {
      long ns;
      if (source.resolution < 0) {
        long seconds = units >>> exponent;
        long fraction = units & ((1L << exponent) - 1);
        ns =
            Math.addExact(
                Math.multiplyExact(seconds, 1_000_000_000L),
                (fraction * 1_000_000_000L) >>> exponent);
      } else if (exponent <= 9) {
        ns = Math.multiplyExact(units, powerOfTen(9 - exponent));
      } else {
        ns = Long.divideUnsigned(units, powerOfTen(exponent - 9));
      }
      return Math.addExact(ns, Math.multiplyExact(source.offsetSeconds, 1_000_000_000L));
    } catch (ArithmeticException e) {
      throw bytes.error(at, "a time that does not fit into 64 bits of nanoseconds");
    }
  }

  private static long powerOfTen(int exponent) {
    long power = 1;
    for (int i = 0; i < exponent; i++) {
      power *= 10;
    }
    return power;
  }

  /** Checks that the block has these bytes before its end. */
  private void require(long at, long length, long end, String what) throws IOException {
    if (length < 0 || at + length > end) {
      throw bytes.error(at, "the block ends at byte " + end + ", before the end of " + what);
    }
  }
}
