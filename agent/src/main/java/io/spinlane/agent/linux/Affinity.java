package io.spinlane.agent.linux;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which CPUs a thread may run on, sched_setaffinity(2). A thread inherits the mask of the one that
 * starts it: start first, pin later.
 */
public final class Affinity {
  /** The thread number that means the calling thread. */
  private static final int CALLER = 0;

  /** Bytes of a cpu_set_t: 1024 CPUs. */
  private static final int SET_BYTES = 128;

  private static final FunctionDescriptor SHAPE =
      FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_LONG, ADDRESS);
  private static final MethodHandle SET = Native.handle("sched_setaffinity", SHAPE);
  private static final MethodHandle GET = Native.handle("sched_getaffinity", SHAPE);

  private Affinity() {}

  /**
   * Pins the calling platform thread to one CPU.
   *
   * @throws LinuxException when the CPU does not exist or the process may not use it
   */
  public static void pin(int cpu) throws LinuxException {
    BitSet one = new BitSet();
    one.set(cpu);
    set(one);
  }

  /** Lets the calling platform thread run on these CPUs only. */
  public static void set(BitSet cpus) throws LinuxException {
    set(CALLER, cpus);
  }

  /**
   * Lets a thread of this process run on these CPUs only.
   *
   * @param thread its number from {@link #threads}
   * @throws LinuxException ESRCH when it has ended
   */
  public static void set(int thread, BitSet cpus) throws LinuxException {
    if (cpus.length() > SET_BYTES * 8) {
      throw new LinuxException("sched_setaffinity(" + cpus + ")", Errno.EINVAL.number(), "");
    }
    int result;
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment set = arena.allocate(SET_BYTES);
      MemorySegment.copy(cpus.toByteArray(), 0, set, JAVA_BYTE, 0, Math.ceilDiv(cpus.length(), 8));
      result = (int) SET.invokeExact(Native.capture(), thread, (long) SET_BYTES, set);
    } catch (Throwable e) {
      throw Native.unexpected(e);
    }
    if (result < 0) {
      throw new LinuxException(
          "sched_setaffinity(" + cpus + ")",
          Native.errno(),
          Memory.supported() ? "this process may use CPUs " + available() : "");
    }
  }

  /** The numbers of this process's threads, among them those of the Java runtime; proc(5). */
  public static Set<Integer> threads() {
    return SysFile.entries(Path.of("/proc/self/task"), "").stream()
        .map(task -> Integer.parseInt(SysFile.name(task)))
        .collect(Collectors.toSet());
  }

  /** The number of the calling platform thread; {@value #CALLER} on other systems. */
  public static int thisThread() {
    String number = SysFile.linkName(Path.of("/proc/thread-self"));
    return number.isEmpty() ? CALLER : Integer.parseInt(number);
  }

  /** The CPUs the calling thread may run on; on other systems those the JVM counts. */
  public static BitSet available() {
    return available(CALLER);
  }

  /** The CPUs a thread of this process may run on; all when it has ended. */
  public static BitSet available(int thread) {
    BitSet all = new BitSet();
    all.set(0, Runtime.getRuntime().availableProcessors());
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment set = arena.allocate(SET_BYTES);
      int result = (int) GET.invokeExact(Native.capture(), thread, (long) SET_BYTES, set);
      return result < 0 ? all : BitSet.valueOf(set.toArray(JAVA_BYTE));
    } catch (LinuxException e) {
      return all;
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new AssertionError(e);
    }
  }
}
