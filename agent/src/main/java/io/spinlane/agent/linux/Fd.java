package io.spinlane.agent.linux;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.FunctionDescriptor;
import java.lang.invoke.MethodHandle;
import java.util.concurrent.atomic.AtomicBoolean;

/** An open file descriptor: a socket, a BPF map, a program, a link. Closed once, by any thread. */
public final class Fd implements AutoCloseable {
  private static final MethodHandle CLOSE =
      Native.handle("close", FunctionDescriptor.of(JAVA_INT, JAVA_INT));

  private final int number;
  private final AtomicBoolean closed = new AtomicBoolean();

  Fd(int number) {
    this.number = number;
  }

  /** The descriptor's number in this process. */
  public int number() {
    return number;
  }

  /** Closes it; Linux frees the number whatever close(2) answers, so the answer is ignored. */
  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      try {
        int _ = (int) CLOSE.invokeExact(Native.capture(), number);
      } catch (RuntimeException | Error e) {
        throw e;
      } catch (Throwable e) {
        throw new AssertionError(e);
      }
    }
  }
}
