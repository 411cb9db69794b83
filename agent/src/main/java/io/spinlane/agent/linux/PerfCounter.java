package io.spinlane.agent.linux;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.Locale;

/**
 * What the processor counts while one thread runs in user space, perf_event_open(2). Opened, read
 * and closed by the thread it counts.
 */
public final class PerfCounter implements AutoCloseable {
  /** Events every processor counts, PERF_TYPE_HARDWARE. */
  public enum Event {
    INSTRUCTIONS(1),
    CACHE_MISSES(3);

    private final int config;

    Event(int config) {
      this.config = config;
    }
  }

  /** Length of perf_event_attr's first version, which every kernel takes. */
  private static final int ATTRIBUTE_BYTES = 64;

  private static final long EXCLUDE_KERNEL_AND_HYPERVISOR = 1 << 5 | 1 << 6;
  private static final long PERF_FLAG_FD_CLOEXEC = 8;
  private static final long THIS_THREAD = 0;
  private static final long ANY_CPU = -1;
  private static final long NO_GROUP = -1;

  /** perf_event_open(2) has no C library function; its number differs by architecture. */
  private static final long SYS_PERF_EVENT_OPEN =
      System.getProperty("os.arch").toLowerCase(Locale.ROOT).equals("aarch64") ? 241 : 298;

  @SuppressWarnings("restricted") // syscall(2) takes its arguments as variable ones.
  private static final MethodHandle OPEN =
      Native.handle(
          "syscall",
          FunctionDescriptor.of(
              JAVA_LONG, JAVA_LONG, ADDRESS, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG),
          Linker.Option.firstVariadicArg(1));

  private static final MethodHandle READ =
      Native.handle("read", FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG));

  private final Fd fd;
  private final MemorySegment value = Arena.ofAuto().allocate(JAVA_LONG);

  private PerfCounter(Fd fd) {
    this.fd = fd;
  }

  /**
   * Begins to count for the calling thread.
   *
   * @throws LinuxException when the machine has no such counter or the kernel does not allow it
   */
  public static PerfCounter open(Event event) throws LinuxException {
    long result;
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment attribute = arena.allocate(ATTRIBUTE_BYTES, 8);
      attribute.set(JAVA_INT, 4, ATTRIBUTE_BYTES);
      attribute.set(JAVA_LONG, 8, event.config);
      attribute.set(JAVA_LONG, 40, EXCLUDE_KERNEL_AND_HYPERVISOR);
      result =
          (long)
              OPEN.invokeExact(
                  Native.capture(),
                  SYS_PERF_EVENT_OPEN,
                  attribute,
                  THIS_THREAD,
                  ANY_CPU,
                  NO_GROUP,
                  PERF_FLAG_FD_CLOEXEC);
    } catch (Throwable e) {
      throw Native.unexpected(e);
    }
    if (result < 0) {
      throw new LinuxException("perf_event_open", Native.errno(), hint(Native.errno()));
    }
    return new PerfCounter(new Fd((int) result));
  }

  private static String hint(int errno) {
    return errno == Errno.EACCES.number() || errno == Errno.EPERM.number()
        ? "set /proc/sys/kernel/perf_event_paranoid to 2 or less, or give CAP_PERFMON"
        : "this processor, or the virtual machine it is in, has no such counter";
  }

  /** Events so far. */
  public long read() throws LinuxException {
    long bytes;
    try {
      bytes = (long) READ.invokeExact(Native.capture(), fd.number(), value, JAVA_LONG.byteSize());
    } catch (Throwable e) {
      throw Native.unexpected(e);
    }
    if (bytes != JAVA_LONG.byteSize()) {
      throw new LinuxException("read(perf event)", Native.errno(), "");
    }
    return value.get(JAVA_LONG, 0);
  }

  @Override
  public void close() {
    fd.close();
  }
}
