package io.spinlane.agent.linux;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Questions about one network device, asked with netdevice(7) ioctls through a socket, so that they
 * are answered in the namespace the socket was opened in. Any thread.
 */
public final class DeviceControl implements AutoCloseable {
  private static final int SIOCGIFFLAGS = 0x8913;
  private static final int SIOCGIFMTU = 0x8921;
  private static final int SIOCGIFHWADDR = 0x8927;
  private static final int SIOCGIFINDEX = 0x8933;
  private static final int SIOCETHTOOL = 0x8946;
  private static final int ETHTOOL_GDRVINFO = 0x03;
  private static final int ETHTOOL_GTSO = 0x1e;
  private static final int DRIVER_INFO_BYTES = 196;

  private static final int IFF_UP = 1;
  private static final int IFF_RUNNING = 1 << 6;
  private static final int ARPHRD_ETHER = 1;

  private static final int NAME_BYTES = 16;
  private static final int REQUEST_BYTES = 40;

  @SuppressWarnings("restricted") // ioctl(2) takes its argument as a variable one.
  private static final MethodHandle IOCTL =
      Native.handle(
          "ioctl",
          FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_LONG, ADDRESS),
          Linker.Option.firstVariadicArg(2));

  private final String device;
  private final Fd socket;

  /**
   * Opens the questions about a device of the calling thread's namespace.
   *
   * @throws IOException when there is no such device; lists those there are
   */
  public DeviceControl(String device) throws IOException {
    if (device.isEmpty() || device.getBytes(StandardCharsets.UTF_8).length >= NAME_BYTES) {
      throw new IOException(
          "\"" + device + "\" is not a device name: those have 1 to 15 characters");
    }
    this.device = device;
    this.socket = Sockets.open(Sockets.AF_INET, Sockets.SOCK_DGRAM, 0);
    try {
      int _ = index();
    } catch (LinuxException e) {
      socket.close();
      throw e.is(Errno.ENODEV)
          ? new IOException("no device " + device + "; there are: " + String.join(", ", names()))
          : e;
    }
  }

  /** The devices of the calling thread's namespace. */
  public static List<String> names() throws IOException {
    List<String> names = new ArrayList<>();
    for (String line : Files.readAllLines(Path.of("/proc/thread-self/net/dev"))) {
      int colon = line.indexOf(':');
      if (colon > 0) {
        names.add(line.substring(0, colon).strip());
      }
    }
    names.sort(null);
    return names;
  }

  /** The device's number in its namespace. */
  public int index() throws LinuxException {
    try (Arena arena = Arena.ofConfined()) {
      return ask(arena, SIOCGIFINDEX, "SIOCGIFINDEX").get(JAVA_INT, NAME_BYTES);
    }
  }

  /** Largest layer-3 packet. */
  public int mtuBytes() throws LinuxException {
    try (Arena arena = Arena.ofConfined()) {
      return ask(arena, SIOCGIFMTU, "SIOCGIFMTU").get(JAVA_INT, NAME_BYTES);
    }
  }

  /**
   * Hardware address in the low 48 bits, first byte highest.
   *
   * @throws IOException when it is not an Ethernet device
   */
  public long mac() throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment answer = ask(arena, SIOCGIFHWADDR, "SIOCGIFHWADDR");
      if (answer.get(JAVA_SHORT, NAME_BYTES) != ARPHRD_ETHER) {
        throw new IOException("device " + device + " is not an Ethernet device");
      }
      long mac = 0;
      for (int i = 0; i < 6; i++) {
        mac = (mac << 8) | (answer.get(JAVA_BYTE, NAME_BYTES + 2 + i) & 0xff);
      }
      return mac;
    }
  }

  /** Whether it is administratively up ({@code ip link set … up}). */
  public boolean up() throws LinuxException {
    return (flags() & IFF_UP) != 0;
  }

  /** Whether it is up and has a carrier. */
  public boolean linkUp() throws LinuxException {
    return (flags() & (IFF_UP | IFF_RUNNING)) == (IFF_UP | IFF_RUNNING);
  }

  /**
   * Whether the device cuts large TCP frames itself; {@code ethtool -k}, tcp-segmentation-offload.
   */
  public boolean segmentsTcp() throws LinuxException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment value = arena.allocate(8, 8);
      value.set(JAVA_INT, 0, ETHTOOL_GTSO);
      return ethtool(arena, value, "ETHTOOL_GTSO") && value.get(JAVA_INT, 4) != 0;
    }
  }

  /** Name of the kernel driver, such as "veth"; empty when the device does not say. */
  public String driver() throws LinuxException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment value = arena.allocate(DRIVER_INFO_BYTES, 8);
      value.set(JAVA_INT, 0, ETHTOOL_GDRVINFO);
      return ethtool(arena, value, "ETHTOOL_GDRVINFO") ? value.getString(4) : "";
    }
  }

  /** Asks the device's driver; false when it does not know the question. */
  private boolean ethtool(Arena arena, MemorySegment value, String what) throws LinuxException {
    MemorySegment request = request(arena);
    request.set(JAVA_LONG, NAME_BYTES, value.address());
    try {
      ioctl(SIOCETHTOOL, request, what);
      return true;
    } catch (LinuxException e) {
      if (e.is(Errno.EOPNOTSUPP)) {
        return false;
      }
      throw e;
    }
  }

  private int flags() throws LinuxException {
    try (Arena arena = Arena.ofConfined()) {
      return ask(arena, SIOCGIFFLAGS, "SIOCGIFFLAGS").get(JAVA_SHORT, NAME_BYTES);
    }
  }

  private MemorySegment ask(Arena arena, long command, String what) throws LinuxException {
    MemorySegment request = request(arena);
    ioctl(command, request, what);
    return request;
  }

  private MemorySegment request(Arena arena) {
    MemorySegment request = arena.allocate(REQUEST_BYTES, 8);
    request.setString(0, device);
    return request;
  }

  private void ioctl(long command, MemorySegment request, String what) throws LinuxException {
    int result;
    try {
      result = (int) IOCTL.invokeExact(Native.capture(), socket.number(), command, request);
    } catch (Throwable e) {
      throw Native.unexpected(e);
    }
    if (result < 0) {
      throw new LinuxException("ioctl(" + what + ", " + device + ")", Native.errno(), "");
    }
  }

  @Override
  public void close() {
    socket.close();
  }
}
