package io.spinlane.agent.nic.pcap;

import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_SHORT_UNALIGNED;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A capture file in memory, read in either byte order; every read is inside it or an error. */
final class CaptureBytes implements AutoCloseable {
  private final Path path;
  private final Arena arena;
  private final MemorySegment bytes;
  private ByteOrder order = ByteOrder.LITTLE_ENDIAN;

  private CaptureBytes(Path path, Arena arena, MemorySegment bytes) {
    this.path = path;
    this.arena = arena;
    this.bytes = bytes;
  }

  static CaptureBytes open(Path path) throws IOException {
    // Shared: opened by the control core, read by a switch core.
    Arena arena = Arena.ofShared();
    try (FileChannel file = FileChannel.open(path, StandardOpenOption.READ)) {
      return new CaptureBytes(
          path, arena, file.map(FileChannel.MapMode.READ_ONLY, 0, file.size(), arena));
    } catch (IOException e) {
      arena.close();
      throw new IOException("cannot read " + path + ": " + reason(e, "no such file"), e);
    }
  }

  /** The reason inside an exception of java.nio.file, whose message is the path alone. */
  static String reason(IOException e, String missing) {
    return switch (e) {
      case NoSuchFileException _ -> missing;
      case AccessDeniedException _ -> "permission denied";
      case FileSystemException f when f.getReason() != null -> f.getReason();
      default -> String.valueOf(e.getMessage());
    };
  }

  MemorySegment memory() {
    return bytes;
  }

  long size() {
    return bytes.byteSize();
  }

  void order(ByteOrder newOrder) {
    order = newOrder;
  }

  int int32(long at) throws IOException {
    require(at, 4, "a 32-bit number");
    return bytes.get(JAVA_INT_UNALIGNED.withOrder(order), at);
  }

  int unsigned16(long at) throws IOException {
    require(at, 2, "a 16-bit number");
    return Short.toUnsignedInt(bytes.get(JAVA_SHORT_UNALIGNED.withOrder(order), at));
  }

  long int64(long at) throws IOException {
    require(at, 8, "a 64-bit number");
    return bytes.get(JAVA_LONG_UNALIGNED.withOrder(order), at);
  }

  /** Checks that the file has these bytes. */
  void require(long at, long length, String what) throws IOException {
    if (length < 0 || at < 0 || at > size() - length) {
      throw error(
          at,
          "the file ends at byte "
              + size()
              + ", before the end of "
              + what
              + " of "
              + length
              + " bytes");
    }
  }

  /** An error for people: file, byte, what is wrong. */
  IOException error(long at, String what) {
    return new IOException(path + ": at byte " + at + ": " + what);
  }

  @Override
  public void close() {
    arena.close();
  }
}
