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
  private static final int MAP_FIXED_NOREPLACE = 0x10_0000;

  private static final MethodHandle MMAP =
      Native.handle(
          "mmap",
          FunctionDescriptor.of(
              ADDRESS, ADDRESS, JAVA_LONG, JAVA_INT, JAVA_INT, JAVA_INT, JAVA_LONG));
  private static final int MADV_HUGEPAGE = 14;

  private static final MethodHandle MADVISE =
      Native.handle("madvise", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT));
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
   * @param address where it begins, a multiple of the page size
   * @return false when something is there already, or the kernel refuses
   */
  public static boolean reserve(long bytes, long address) {
    int flags = MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE | MAP_FIXED_NOREPLACE;
    try {
      // Before Linux 4.17 the address is only a wish.
      return map(MemorySegment.ofAddress(address), bytes, flags, -1, "anonymous").address()
          == address;
    } catch (LinuxException e) {
      return false;
    }
  }

  /**
   * Asks for huge pages where memory is touched from now on (madvise(2), transparent huge pages).
   *
   * @return false when the kernel has none
   */
  public static boolean adviseHugePages(long address, long bytes) {
    try {
      return (int)
              MADVISE.invokeExact(
                  Native.capture(), MemorySegment.ofAddress(address), bytes, MADV_HUGEPAGE)
          == 0;
    } catch (Throwable e) {
      throw new AssertionError(e);
    }
  }

  /** All memory of the process below an address; whoever uses it looks after the bounds. */
  public static MemorySegment everythingBelow(long address) {
    return MemorySegment.NULL.reinterpret(address);
  }

  /** Maps memory shared with the kernel, such as the rings of a socket, until {@link #unmap}. */
  public static MemorySegment map(Fd file, long bytes) throws LinuxException {
    return map(MemorySegment.NULL, bytes, MAP_SHARED, file.number(), "fd " + file.number());
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

  private static MemorySegment map(MemorySegment wish, long bytes, int flags, int file, String what)
      throws LinuxException {
    MemorySegment address;
    try {
      address =
          (MemorySegment)
              MMAP.invokeExact(Native.capture(), wish, bytes, PROT_READ_WRITE, flags, file, 0L);
    } catch (Throwable e) {
      throw Native.unexpected(e);
    }
    if (address.address() == -1) {
      throw new LinuxException("mmap(" + what + ")", Native.errno(), "");
    }
    return address.reinterpret(bytes);
  }
}
