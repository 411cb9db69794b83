package io.spinlane.agent.kernel;

import io.spinlane.agent.lab.LabNamespace;
import io.spinlane.agent.lab.NetworkLab;
import io.spinlane.testing.Needs;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Hosts of both families around a switch that may be passed on the way back:
 *
 * <pre>
 *   client ── router ─┬─ front ── ext0 agent int0 ── back ─┬─ web1
 *   198.51.100.2      │  203.0.113.0/24      10.0.0.0/24   ├─ web2   10.0.0.11 to .13
 *   2001:db8:c::2     │  2001:db8:f::/64  2001:db8:b::/64  └─ web3   2001:db8:b::11 to ::13
 *                     └──────────────────────────── back
 * </pre>
 *
 * <p>The router's way to the client carries packets of 1400 bytes only, which servers have to find
 * out: both ends offer segments of 1460. Every server holds the VIPs, silently, and unwraps
 * tunnels.
 */
final class ModesLab implements AutoCloseable {
  static final int SERVERS = 3;
  static final int NARROW_BYTES = 1400;
  static final int STANDARD_BYTES = 1500;
  private static final Pattern MTU = Pattern.compile(" mtu ([0-9]+)");

  private final NetworkLab lab = new NetworkLab();
  private final Unwrapper unwrapper = new Unwrapper();
  final LabNamespace client;
  final LabNamespace agent;
  private final LabNamespace router;
  final List<LabNamespace> webs = new ArrayList<>();

  /**
   * Builds it all.
   *
   * @param folder holds {@code file}, which every server serves, and gets the servers' logs
   */
  ModesLab(Path folder) throws IOException {
    Needs.program("ethtool");
    client = lab.namespace("client");
    agent = lab.namespace("agent");
    router = lab.namespace("router");
    try {
      build(folder);
    } catch (IOException | RuntimeException | Error e) {
      close();
      throw e;
    }
  }

  private void build(Path folder) throws IOException {
    ipv6(client);
    ipv6(router);
    lab.connect(client, "eth0", router, "client");
    bridge("front", "203.0.113.254/24", "2001:db8:f::fe/64");
    bridge("back", "10.0.0.254/24", "2001:db8:b::fe/64");
    lab.connect(agent, "ext0", router, "ext");
    lab.connect(agent, "int0", router, "int");
    router.run("ip", "link", "set", "ext", "master", "front");
    router.run("ip", "link", "set", "int", "master", "back");
    addresses(client, "eth0", "198.51.100.2/24", "2001:db8:c::2/64");
    addresses(router, "client", "198.51.100.1/24", "2001:db8:c::1/64");
    narrow("198.51.100.0/24", 0);
    narrow("2001:db8:c::/64", 1); // Before the kernel's own of the same prefix.
    router.run("sysctl", "-qw", "net.ipv4.ip_forward=1", "net.ipv6.conf.all.forwarding=1");
    router.run("sysctl", "-qw", "net.ipv4.conf.all.send_redirects=0");
    believeSources(router, "front", "back");
    defaultRoutes(client, "198.51.100.1", "2001:db8:c::1");
    // Otherwise captures show checksums left to a card, and tunnels get frames they cannot wrap.
    client.run("ethtool", "-K", "eth0", "tx", "off", "tso", "off", "gso", "off");
    for (int i = 1; i <= SERVERS; i++) {
      LabNamespace web = lab.namespace("web" + i);
      ipv6(web);
      lab.connect(web, "eth0", router, "web" + i);
      router.run("ip", "link", "set", "web" + i, "master", "back");
      addresses(web, "eth0", "10.0.0.1" + i + "/24", "2001:db8:b::1" + i + "/64");
      prepare(web);
      webs.add(web);
      WebServer.start(web, folder, "web" + i);
    }
  }

  /** For packets to the VIPs that arrive bare, or wrapped, and are answered past the switch. */
  private void prepare(LabNamespace web) throws IOException {
    web.run("sysctl", "-qw", "net.ipv4.conf.all.arp_ignore=1", "net.ipv4.conf.all.arp_announce=2");
    believeSources(web, "eth0");
    addresses(web, "lo", "203.0.113.10/32", "2001:db8:f::10/128");
    unwrapper.attach(web);
  }

  /** By the route, as a device of a lower MTU would not take large packets from the client. */
  private void narrow(String prefix, int metric) throws IOException {
    String mtu = Integer.toString(NARROW_BYTES);
    String order = Integer.toString(metric);
    router.run(
        "ip", "route", "replace", prefix, "dev", "client", "metric", order, "mtu", "lock", mtu);
  }

  private void bridge(String name, String... addresses) throws IOException {
    router.run("ip", "link", "add", name, "type", "bridge");
    router.run("ip", "link", "set", name, "up");
    addresses(router, name, addresses);
  }

  private static void ipv6(LabNamespace host) throws IOException {
    host.run("sysctl", "-qw", "net.ipv6.conf.all.disable_ipv6=0");
    host.run("sysctl", "-qw", "net.ipv6.conf.default.disable_ipv6=0");
  }

  private static void addresses(LabNamespace host, String device, String... addresses)
      throws IOException {
    for (String address : addresses) {
      host.run("ip", "address", "add", address, "dev", device, "nodad");
    }
  }

  /** Takes packets from addresses that are reached by another device. */
  private static void believeSources(LabNamespace host, String... devices) throws IOException {
    host.run("sysctl", "-qw", "net.ipv4.conf.all.rp_filter=0");
    for (String device : devices) {
      host.run("sysctl", "-qw", "net.ipv4.conf." + device + ".rp_filter=0");
    }
  }

  private static void defaultRoutes(LabNamespace host, String ipv4, String ipv6)
      throws IOException {
    host.run("ip", "route", "replace", "default", "via", ipv4);
    host.run("ip", "-6", "route", "replace", "default", "via", ipv6);
  }

  /** The VIP in a version of IP. */
  static String vipAt(int version) {
    return version == 4 ? "203.0.113.10" : "2001:db8:f::10";
  }

  /** The client's address. */
  static String clientAt(int version) {
    return version == 4 ? "198.51.100.2" : "2001:db8:c::2";
  }

  /** The first server's address. */
  static String firstServerAt(int version) {
    return version == 4 ? "10.0.0.11" : "2001:db8:b::11";
  }

  /** The switch's address towards the servers. */
  static String switchAt(int version) {
    return version == 4 ? "10.0.0.1" : "2001:db8:b::1";
  }

  /** Whether servers answer by the switch or past it. */
  void answersPassTheSwitch(boolean pass) throws IOException {
    for (LabNamespace web : webs) {
      if (pass) {
        defaultRoutes(web, switchAt(4), switchAt(6));
      } else {
        defaultRoutes(web, "10.0.0.254", "2001:db8:b::fe");
      }
    }
  }

  /**
   * Lets all forget what fits through; a server that knows offers small segments from the start.
   */
  void forgetMtus() throws IOException {
    List<LabNamespace> ends = new ArrayList<>(webs);
    ends.add(client);
    for (LabNamespace end : ends) {
      end.run("ip", "route", "flush", "cache");
      end.run("ip", "-6", "route", "flush", "cache");
    }
  }

  /** What fits through on the way from the client to an address, as the client knows by now. */
  int clientMtuBytes(String address) throws IOException {
    Matcher found = MTU.matcher(client.run("ip", "route", "get", address));
    return found.find() ? Integer.parseInt(found.group(1)) : STANDARD_BYTES;
  }

  /** How many servers have found out that packets to the other end of theirs must be small. */
  long serversThatKnowTheNarrowWay(String peer) throws IOException {
    long know = 0;
    for (LabNamespace web : webs) {
      if (web.run("ip", "route", "get", peer).contains("mtu " + NARROW_BYTES)) {
        know++;
      }
    }
    return know;
  }

  @Override
  public void close() throws IOException {
    unwrapper.close();
    lab.close();
  }
}
