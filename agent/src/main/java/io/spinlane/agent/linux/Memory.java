package io.spinlane.agent.linux;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.Locale;

/** Address space from mmap(2). */
@SuppressWarnings("restricted") // This package is where native calls are made.
public final class Memory {
  private static final int PROT_READ_WRITE = 3;
  private static final int MAP_PRIVATE = 0x02;
  private static final int MAP_ANONYMOUS = 0x20;
  private static final int MAP_NORESERVE = 0x4000;

  private Memory() {}

  /** True on a system whose mmap(2) is the one this class knows. */
  public static boolean supported() {
    return System.getProperty("os.name").toLowerCase(Locale.ROOT).equals("linux");
  }

  /**
   * Reserves zeroed private memory for the life of the process; pages take room when first touched.
   *
   * @throws OutOfMemoryError when the kernel refuses
   */
  public static MemorySegment reserve(long bytes) {
    Linker linker = Linker.nativeLinker();
    MethodHandle mmap =
        linker.downcallHandle(
            linker.defaultLookup().findOrThrow("mmap"),
            FunctionDescriptor.of(
                ADDRESS, ADDRESS, JAVA_LONG, JAVA_INT, JAVA_INT, JAVA_INT, JAVA_LONG));
    try {
      MemorySegment address =
          (MemorySegment)
              mmap.invokeExact(
                  MemorySegment.NULL,
                  bytes,
                  PROT_READ_WRITE,
                  MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE,
                  -1,
                  0L);
      if (address.address() == -1) {
        throw new OutOfMemoryError(
            "mmap refused to reserve " + bytes + " bytes of address space (see ulimit -v)");
      }
      return address.reinterpret(bytes);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new AssertionError(e);
    }
  }
}
