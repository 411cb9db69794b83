package io.spinlane.agent.nic.afpacket;

import io.spinlane.agent.linux.Bpf;
import io.spinlane.agent.linux.Fd;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.Set;

/**
 * Keeps the host's own stack away from the switch's frames: programs at the tc ingress of each
 * device (TCX, Linux 6.6), which the kernel runs after packet sockets have taken their copy. All
 * devices of an agent share one map of what is the switch's, replaced when the plan changes.
 *
 * <p>The kernel detaches the programs when the process ends, however it ends. Any thread.
 */
public final class HostShield implements AutoCloseable {
  /** Entries of the map: VIPs, NIC addresses, and back-ends' ports. */
  private static final int CAPACITY = 1 << 16;

  private static final int VALUE_BYTES = 4;

  /**
   * Frames the host must not see.
   *
   * @param protocol 0: frames to the address, and ARP and NDP for it; otherwise 6 (TCP) or 17
   *     (UDP): frames from the address with that protocol
   * @param port source port of the frames; 0: all
   */
  public record Claim(InetAddress address, int protocol, int port) {
    public Claim {
      if (port < 0 || port > 65535 || protocol < 0 || protocol > 255) {
        throw new IllegalArgumentException("protocol " + protocol + ", port " + port);
      }
    }

    /** Everything to an address: a VIP or a NIC's own. */
    public static Claim to(InetAddress address) {
      return new Claim(address, 0, 0);
    }

    /** What a back-end's service port sends, unless the host itself has a socket for it. */
    public static Claim from(InetAddress address, int protocol, int port) {
      return new Claim(address, protocol, port);
    }

    private byte[] key() {
      ByteBuffer key = ByteBuffer.allocate(ShieldProgram.KEY_BYTES);
      if (address instanceof Inet4Address) {
        key.position(10).putShort((short) 0xffff);
      }
      return key.put(address.getAddress()).putShort((short) port).put((byte) protocol).array();
    }
  }

  private final Fd map;
  private final Fd named;
  private final Fd everything;
  private final Set<Claim> claims = new HashSet<>();

  private HostShield(Fd map, Fd named, Fd everything) {
    this.map = map;
    this.named = named;
    this.everything = everything;
  }

  /**
   * Loads the programs; nothing is attached yet.
   *
   * @throws IOException naming the missing capability or kernel version
   */
  public static HostShield open() throws IOException {
    String obstacle = AfPacketNic.obstacle();
    if (!obstacle.isEmpty()) {
      throw new IOException(obstacle);
    }
    Fd map = Bpf.createHashMap("spinlane_claims", ShieldProgram.KEY_BYTES, VALUE_BYTES, CAPACITY);
    Fd named = null;
    try {
      named = Bpf.loadIngress("spinlane_shield", ShieldProgram.named(map));
      return new HostShield(
          map, named, Bpf.loadIngress("spinlane_none", ShieldProgram.everything()));
    } catch (IOException e) {
      if (named != null) {
        named.close();
      }
      map.close();
      throw e;
    }
  }

  /** Replaces what the host must not see: new claims first, then what is no longer claimed. */
  public synchronized void update(Set<Claim> wanted) throws IOException {
    for (Claim claim : wanted) {
      if (!claims.contains(claim)) {
        Bpf.put(map, claim.key(), new byte[VALUE_BYTES]);
        claims.add(claim);
      }
    }
    for (Claim claim : Set.copyOf(claims)) {
      if (!wanted.contains(claim)) {
        Bpf.remove(map, claim.key());
        claims.remove(claim);
      }
    }
  }

  /** Guards a device of the calling thread's namespace until the answer is closed. */
  Fd guard(int deviceIndex, HostTraffic traffic) throws IOException {
    return Bpf.attachIngress(traffic == HostTraffic.NONE ? everything : named, deviceIndex);
  }

  /** Unloads the programs; devices still guarded stay so until their NICs are closed. */
  @Override
  public void close() {
    named.close();
    everything.close();
    map.close();
  }
}
