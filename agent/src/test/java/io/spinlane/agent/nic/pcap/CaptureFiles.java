package io.spinlane.agent.nic.pcap;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Builds capture files byte by byte, as their formats define them. */
final class CaptureFiles {
  private final ByteOrder order;
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  CaptureFiles(ByteOrder order) {
    this.order = order;
  }

  CaptureFiles int32(int... values) {
    for (int value : values) {
      bytes.writeBytes(ByteBuffer.allocate(4).order(order).putInt(value).array());
    }
    return this;
  }

  CaptureFiles int16(int... values) {
    for (int value : values) {
      bytes.writeBytes(ByteBuffer.allocate(2).order(order).putShort((short) value).array());
    }
    return this;
  }

  CaptureFiles raw(byte... values) {
    bytes.writeBytes(values);
    return this;
  }

  byte[] bytes() {
    return bytes.toByteArray();
  }

  /** The file header of classic pcap. */
  CaptureFiles pcapHeader(int magic, int linkType) {
    return int32(magic).int16(2, 4).int32(0, 0, 65535, linkType);
  }

  CaptureFiles pcapRecord(int seconds, int fraction, byte[] frame) {
    return int32(seconds, fraction, frame.length, frame.length).raw(frame);
  }

  /** A pcapng block around a body, padded to four bytes. */
  CaptureFiles block(int type, byte[] body) {
    int padding = -body.length & 3;
    int length = 12 + body.length + padding;
    return int32(type, length).raw(body).raw(new byte[padding]).int32(length);
  }

  CaptureFiles section() {
    return block(0x0a0d0d0a, part().int32(0x1a2b3c4d).int16(1, 0).int32(-1, -1).bytes());
  }

  /** An interface whose time counts in the given resolution, as option 9 holds it. */
  CaptureFiles ethernet(int resolution) {
    return block(
        1,
        part()
            .int16(1, 0)
            .int32(0)
            .int16(9, 1)
            .raw((byte) resolution, (byte) 0, (byte) 0, (byte) 0)
            .int16(0, 0)
            .bytes());
  }

  CaptureFiles enhanced(int device, long units, byte[] frame) {
    return block(
        6,
        part()
            .int32(device, (int) (units >>> 32), (int) units, frame.length, frame.length)
            .raw(frame)
            .bytes());
  }

  CaptureFiles simple(byte[] frame) {
    return block(3, part().int32(frame.length).raw(frame).bytes());
  }

  /** A piece in the same byte order. */
  CaptureFiles part() {
    return new CaptureFiles(order);
  }
}
