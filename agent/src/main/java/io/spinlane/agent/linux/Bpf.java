package io.spinlane.agent.linux;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.nio.charset.StandardCharsets.US_ASCII;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.Locale;

/** Maps, programs and their attachment, through bpf(2). Any thread. */
public final class Bpf {
  private static final int MAP_CREATE = 0;
  private static final int MAP_UPDATE_ELEM = 2;
  private static final int MAP_DELETE_ELEM = 3;
  private static final int PROG_LOAD = 5;
  private static final int LINK_CREATE = 28;

  private static final int MAP_TYPE_HASH = 1;
  private static final int PROG_TYPE_SCHED_CLS = 3;
  private static final int TCX_INGRESS = 46;

  /** A zeroed bpf_attr; the kernel accepts more bytes than it knows when they are zero. */
  private static final int ATTRIBUTE_BYTES = 144;

  private static final int LOG_BYTES = 64 << 10;

  private static final String NEEDS_TCX = "attaching to tcx/ingress needs Linux 6.6 or later";

  /** bpf(2) has no C library function; its number differs by architecture. */
  private static final long SYS_BPF =
      System.getProperty("os.arch").toLowerCase(Locale.ROOT).equals("aarch64") ? 280 : 321;

  @SuppressWarnings("restricted") // syscall(2) takes its arguments as variable ones.
  private static final MethodHandle SYSCALL =
      Native.handle(
          "syscall",
          FunctionDescriptor.of(JAVA_LONG, JAVA_LONG, JAVA_LONG, ADDRESS, JAVA_LONG),
          Linker.Option.firstVariadicArg(1));

  private Bpf() {}

  /** Creates an empty hash map. */
  public static Fd createHashMap(String name, int keyBytes, int valueBytes, int entries)
      throws LinuxException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment attribute = attribute(arena);
      attribute.set(JAVA_INT, 0, MAP_TYPE_HASH);
      attribute.set(JAVA_INT, 4, keyBytes);
      attribute.set(JAVA_INT, 8, valueBytes);
      attribute.set(JAVA_INT, 12, entries);
      putName(attribute, 28, name);
      return new Fd(call(MAP_CREATE, attribute, "BPF_MAP_CREATE", ""));
    }
  }

  /** Puts an entry into a map. */
  public static void put(Fd map, byte[] key, byte[] value) throws LinuxException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment attribute = attribute(arena);
      attribute.set(JAVA_INT, 0, map.number());
      attribute.set(JAVA_LONG, 8, arena.allocateFrom(JAVA_BYTE, key).address());
      attribute.set(JAVA_LONG, 16, arena.allocateFrom(JAVA_BYTE, value).address());
      int _ = call(MAP_UPDATE_ELEM, attribute, "BPF_MAP_UPDATE_ELEM", "the map is full");
    }
  }

  /** Removes an entry from a map. */
  public static void remove(Fd map, byte[] key) throws LinuxException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment attribute = attribute(arena);
      attribute.set(JAVA_INT, 0, map.number());
      attribute.set(JAVA_LONG, 8, arena.allocateFrom(JAVA_BYTE, key).address());
      int _ = call(MAP_DELETE_ELEM, attribute, "BPF_MAP_DELETE_ELEM", "");
    }
  }

  /**
   * Loads a program for the ingress of a device.
   *
   * @throws LinuxException with the verifier's last words when it refused the program
   */
  public static Fd loadIngress(String name, BpfProgram program) throws LinuxException {
    try (Arena arena = Arena.ofConfined()) {
      byte[] code = program.assemble();
      MemorySegment log = arena.allocate(LOG_BYTES);
      MemorySegment attribute = attribute(arena);
      attribute.set(JAVA_INT, 0, PROG_TYPE_SCHED_CLS);
      attribute.set(JAVA_INT, 4, code.length / 8);
      attribute.set(JAVA_LONG, 8, arena.allocate(code.length, 8).copyFrom(bytes(code)).address());
      attribute.set(JAVA_LONG, 16, arena.allocateFrom("Apache-2.0").address());
      attribute.set(JAVA_INT, 24, 1);
      attribute.set(JAVA_INT, 28, LOG_BYTES);
      attribute.set(JAVA_LONG, 32, log.address());
      putName(attribute, 48, name);
      attribute.set(JAVA_INT, 68, TCX_INGRESS);
      try {
        return new Fd(call(PROG_LOAD, attribute, "BPF_PROG_LOAD", NEEDS_TCX));
      } catch (LinuxException e) {
        String words = log.getString(0, US_ASCII).strip();
        throw words.isEmpty()
            ? e
            : new LinuxException(
                "BPF_PROG_LOAD(" + name + ")", e.errno(), "the verifier says: " + words);
      }
    }
  }

  /**
   * Attaches a program to the ingress of a device of the calling thread's namespace, behind what
   * packet sockets see. It stays until the link is closed, also by the end of the process.
   */
  public static Fd attachIngress(Fd program, int deviceIndex) throws LinuxException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment attribute = attribute(arena);
      attribute.set(JAVA_INT, 0, program.number());
      attribute.set(JAVA_INT, 4, deviceIndex);
      attribute.set(JAVA_INT, 8, TCX_INGRESS);
      return new Fd(call(LINK_CREATE, attribute, "BPF_LINK_CREATE(tcx/ingress)", NEEDS_TCX));
    }
  }

  private static MemorySegment attribute(Arena arena) {
    return arena.allocate(ATTRIBUTE_BYTES, 8);
  }

  private static MemorySegment bytes(byte[] array) {
    return MemorySegment.ofArray(array);
  }

  private static void putName(MemorySegment attribute, long offset, String name) {
    byte[] bytes = BpfProgram.name(name);
    MemorySegment.copy(bytes, 0, attribute, JAVA_BYTE, offset, bytes.length);
  }

  private static int call(int command, MemorySegment attribute, String what, String hint)
      throws LinuxException {
    long result;
    try {
      result =
          (long)
              SYSCALL.invokeExact(
                  Native.capture(), SYS_BPF, (long) command, attribute, attribute.byteSize());
    } catch (Throwable e) {
      throw Native.unexpected(e);
    }
    if (result < 0) {
      boolean denied = Native.errno() == Errno.EPERM.number();
      throw new LinuxException(
          what,
          Native.errno(),
          denied ? Capability.CAP_BPF.fix() + ", and " + Capability.CAP_NET_ADMIN : hint);
    }
    return (int) result;
  }
}
