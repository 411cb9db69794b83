package io.spinlane.agent.linux;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * Work in another network namespace. A socket belongs to the namespace of the thread that opened
 * it, for good, so one process can own devices of several namespaces.
 */
public final class NetworkNamespace {
  private static final int O_CLOEXEC = 0x80000;
  private static final int CLONE_NEWNET = 0x40000000;

  @SuppressWarnings("restricted") // open(2) takes its mode as a variable argument.
  private static final MethodHandle OPEN =
      Native.handle(
          "open",
          FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT),
          Linker.Option.firstVariadicArg(2));

  private static final MethodHandle SETNS =
      Native.handle("setns", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT));

  private NetworkNamespace() {}

  /** What runs inside a namespace. */
  @FunctionalInterface
  public interface Work<T> {
    T run() throws IOException;
  }

  /**
   * Does some work inside a namespace and waits for it.
   *
   * @param path the namespace, such as /run/netns/blue; empty: the caller's own, on its own thread
   * @throws LinuxException when the namespace does not exist or may not be entered
   */
  public static <T> T call(String path, Work<T> work) throws IOException {
    if (path.isEmpty()) {
      return work.run();
    }
    FutureTask<T> task =
        new FutureTask<>(
            () -> {
              enter(path);
              return work.run();
            });
    // Of its own, because a thread that entered a namespace stays there.
    Thread.ofPlatform().name("namespace " + path).start(task);
    try {
      return task.get();
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case IOException cause -> throw cause;
        case RuntimeException cause -> throw cause;
        case Error cause -> throw cause;
        case null, default -> throw new AssertionError(e);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while working in the network namespace " + path, e);
    }
  }

  /** Moves the calling platform thread into a namespace, for good; setns(2). */
  public static void enter(String path) throws LinuxException {
    try (Fd namespace = open(path)) {
      int result = (int) SETNS.invokeExact(Native.capture(), namespace.number(), CLONE_NEWNET);
      if (result < 0) {
        throw new LinuxException(
            "setns(" + path + ")",
            Native.errno(),
            Native.errno() == Errno.EPERM.number() ? Capability.CAP_SYS_ADMIN.fix() : "");
      }
    } catch (Throwable e) {
      throw Native.unexpected(e);
    }
  }

  private static Fd open(String path) throws LinuxException {
    int number;
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment name = arena.allocateFrom(path);
      number = (int) OPEN.invokeExact(Native.capture(), name, O_CLOEXEC);
    } catch (Throwable e) {
      throw Native.unexpected(e);
    }
    if (number < 0) {
      throw new LinuxException(
          "open(" + path + ")", Native.errno(), "ip netns list shows the network namespaces");
    }
    return new Fd(number);
  }
}
