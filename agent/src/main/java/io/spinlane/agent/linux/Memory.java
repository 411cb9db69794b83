package io.spinlane.agent.linux;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/** Address space from mmap(2). */
@SuppressWarnings("restricted") // This package is where native calls are made.
public final class Memory {
  private static final int PROT_READ_WRITE = 3;
  private static final int MAP_SHARED = 0x01;
  private static final int MAP_PRIVATE = 0x02;
  private static final int MAP_ANONYMOUS = 0x20;
  private static final int MAP_NORESERVE = 0x4000;

  private static final MethodHandle MMAP =
      Native.handle(
          "mmap",
          FunctionDescriptor.of(
              ADDRESS, ADDRESS, JAVA_LONG, JAVA_INT, JAVA_INT, JAVA_INT, JAVA_LONG));
  private static final MethodHandle MUNMAP =
      Native.handle("munmap", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_LONG));

  private Memory() {}

  /** True on a system whose mmap(2) is the one this class knows. */
  public static boolean supported() {
    return Native.LINUX;
  }

  /**
   * Reserves zeroed private memory for the life of the process; pages take room when first touched.
   *
   * @throws OutOfMemoryError when the kernel refuses
   */
  public static MemorySegment reserve(long bytes) {
    try {
      return map(bytes, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, "anonymous");
    } catch (LinuxException e) {
      throw new OutOfMemoryError(
          e.getMessage() + "; could not reserve " + bytes + " bytes (see ulimit -v)");
    }
  }

  /** Maps memory shared with the kernel, such as the rings of a socket, until {@link #unmap}. */
  public static MemorySegment map(Fd file, long bytes) throws LinuxException {
    return map(bytes, MAP_SHARED, file.number(), "fd " + file.number());
  }

  /** Unmaps what {@link #map} gave; nobody may touch it any more. */
  public static void unmap(MemorySegment mapped) {
    try {
      int _ = (int) MUNMAP.invokeExact(Native.capture(), mapped, mapped.byteSize());
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new AssertionError(e);
    }
  }

  private static MemorySegment map(long bytes, int flags, int file, String what)
      throws LinuxException {
    MemorySegment address;
    try {
      address =
          (MemorySegment)
              MMAP.invokeExact(
                  Native.capture(), MemorySegment.NULL, bytes, PROT_READ_WRITE, flags, file, 0L);
    } catch (Throwable e) {
      throw Native.unexpected(e);
    }
    if (address.address() == -1) {
      throw new LinuxException("mmap(" + what + ")", Native.errno(), "");
    }
    return address.reinterpret(bytes);
  }
}
