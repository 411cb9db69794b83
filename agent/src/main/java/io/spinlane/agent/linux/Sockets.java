package io.spinlane.agent.linux;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/** Socket calls: socket(2), bind(2), setsockopt(2), getsockopt(2), sendto(2). Any thread. */
public final class Sockets {
  public static final int AF_INET = 2;
  public static final int AF_PACKET = 17;
  public static final int SOCK_DGRAM = 2;
  public static final int SOCK_RAW = 3;
  public static final int SOL_SOCKET = 1;
  public static final int SO_SNDBUF = 7;
  public static final int SO_SNDBUFFORCE = 32;

  private static final int SOCK_CLOEXEC = 0x80000;
  private static final int MSG_DONTWAIT = 0x40;

  private static final MethodHandle SOCKET =
      Native.handle("socket", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT));
  private static final MethodHandle BIND =
      Native.handle("bind", FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT));
  private static final MethodHandle SETSOCKOPT =
      Native.handle(
          "setsockopt",
          FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT));
  private static final MethodHandle GETSOCKOPT =
      Native.handle(
          "getsockopt",
          FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS, ADDRESS));
  private static final MethodHandle SENDTO =
      Native.handle(
          "sendto",
          FunctionDescriptor.of(
              JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT, ADDRESS, JAVA_INT));
  private static final MethodHandle SENDTO_PLAIN =
      Native.plain(
          "sendto",
          FunctionDescriptor.of(
              JAVA_LONG, JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_INT, JAVA_LONG, JAVA_INT));

  private Sockets() {}

  /**
   * Opens a socket, closed on exec.
   *
   * @throws LinuxException naming the missing capability when the kernel wants one
   */
  public static Fd open(int domain, int type, int protocol) throws LinuxException {
    int number;
    try {
      number = (int) SOCKET.invokeExact(Native.capture(), domain, type | SOCK_CLOEXEC, protocol);
    } catch (Throwable e) {
      throw Native.unexpected(e);
    }
    if (number < 0) {
      boolean raw = domain == AF_PACKET;
      throw new LinuxException(
          raw ? "socket(AF_PACKET)" : "socket",
          Native.errno(),
          raw && Native.errno() == Errno.EPERM.number() ? Capability.CAP_NET_RAW.fix() : "");
    }
    return new Fd(number);
  }

  /** Binds a socket to an address as its family lays it out. */
  public static void bind(Fd socket, MemorySegment address, String what) throws LinuxException {
    int result;
    try {
      result =
          (int)
              BIND.invokeExact(
                  Native.capture(), socket.number(), address, (int) address.byteSize());
    } catch (Throwable e) {
      throw Native.unexpected(e);
    }
    if (result < 0) {
      throw new LinuxException("bind(" + what + ")", Native.errno(), "");
    }
  }

  /** Sets an option of four bytes; {@code what} names it in the error. */
  public static void set(Fd socket, int level, int option, int value, String what)
      throws LinuxException {
    try (Arena arena = Arena.ofConfined()) {
      set(socket, level, option, arena.allocateFrom(JAVA_INT, value), what);
    }
  }

  /** Sets an option; {@code what} names it in the error. */
  public static void set(Fd socket, int level, int option, MemorySegment value, String what)
      throws LinuxException {
    int result;
    try {
      result =
          (int)
              SETSOCKOPT.invokeExact(
                  Native.capture(), socket.number(), level, option, value, (int) value.byteSize());
    } catch (Throwable e) {
      throw Native.unexpected(e);
    }
    if (result < 0) {
      throw new LinuxException(
          "setsockopt(" + what + ")",
          Native.errno(),
          Native.errno() == Errno.ENOMEM.number()
              ? "the rings do not fit into memory: ask for fewer slots"
              : "");
    }
  }

  /** Reads an option into a segment of its size; {@code what} names it in the error. */
  public static void get(Fd socket, int level, int option, MemorySegment value, String what)
      throws LinuxException {
    int result;
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment length = arena.allocateFrom(JAVA_INT, (int) value.byteSize());
      result =
          (int)
              GETSOCKOPT.invokeExact(
                  Native.capture(), socket.number(), level, option, value, length);
    } catch (Throwable e) {
      throw Native.unexpected(e);
    }
    if (result < 0) {
      throw new LinuxException("getsockopt(" + what + ")", Native.errno(), "");
    }
  }

  /**
   * Has the kernel send what stands in a socket's transmit ring, without waiting. Allocates nothing
   * unless it has to ask twice because the kernel refuses.
   *
   * @return bytes sent, or the negated errno
   */
  public static int kick(Fd socket) throws LinuxException {
    long result;
    try {
      result = (long) SENDTO_PLAIN.invokeExact(socket.number(), 0L, 0L, MSG_DONTWAIT, 0L, 0);
    } catch (Throwable e) {
      throw Native.unexpected(e);
    }
    return result < 0 ? kickAgain(socket) : (int) result;
  }

  private static int kickAgain(Fd socket) throws LinuxException {
    long result;
    try {
      result =
          (long)
              SENDTO.invokeExact(
                  Native.capture(),
                  socket.number(),
                  MemorySegment.NULL,
                  0L,
                  MSG_DONTWAIT,
                  MemorySegment.NULL,
                  0);
    } catch (Throwable e) {
      throw Native.unexpected(e);
    }
    return result < 0 ? -Native.errno() : (int) result;
  }
}
