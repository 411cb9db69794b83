package io.spinlane.agent.nic.afpacket;

import static io.spinlane.agent.packet.FrameMemory.MEMORY;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import io.spinlane.agent.lab.LabNamespace;
import io.spinlane.agent.lab.LabProgram;
import io.spinlane.agent.lab.NetworkLab;
import io.spinlane.agent.nic.NicStatistic;
import io.spinlane.agent.packet.Frame;
import io.spinlane.agent.packet.FrameBatch;
import io.spinlane.agent.packet.FramePool;
import io.spinlane.agent.packet.FrameStore;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Measures two hosts joined by a {@link Wire} beside the same two joined by the kernel's own
 * forwarding: TCP in Gb/s, small frames in frames a second. Medians of several rounds. Not a test:
 * run its {@code main} as root, with the number of rounds.
 */
final class ForwardingBench {
  private static final int SECONDS = 3;
  private static final Pattern RECEIVED =
      Pattern.compile("([0-9.]+) Gbits/sec +receiver", Pattern.MULTILINE);

  private ForwardingBench() {}

  public static void main(String[] arguments) throws Exception {
    int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 5;
    double[][] results = new double[4][rounds];
    for (int round = 0; round < rounds; round++) {
      try (NetworkLab lab = new NetworkLab()) {
        Hosts hosts = new Hosts(lab);
        try (Wire wire = new Wire(hosts.middle, 1)) {
          results[0][round] = hosts.tcpGigabits();
          results[1][round] = hosts.smallFrames();
          System.out.println(
              "wire: " + wire.count(NicStatistic.RECEIVE_OVERRUNS) + " frames came too fast");
        }
        hosts.route();
        results[2][round] = hosts.tcpGigabits();
        results[3][round] = hosts.smallFrames();
      }
    }
    report("AF_PACKET, TCP, Gb/s", results[0]);
    report("kernel routing, TCP, Gb/s", results[2]);
    report("AF_PACKET, 60-byte frames/s", results[1]);
    report("kernel routing, 60-byte frames/s", results[3]);
  }

  private static void report(String what, double[] values) {
    Arrays.sort(values);
    System.out.printf(
        "%-34s median %,.1f  (%,.1f to %,.1f)%n",
        what, values[values.length / 2], values[0], values[values.length - 1]);
  }

  /** The two hosts and what lies between. */
  private static final class Hosts {
    /** To an address nobody has, so that the right host drops it and does not answer. */
    private static final byte[] UDP =
        HexFormat.of()
            .parseHex(
                "020000000002020000000001"
                    + "0800"
                    + "4500002e0000400040112660"
                    + "0a090001"
                    + "0a09004d"
                    + "0400000900"
                    + "1a0000");

    private final LabNamespace left;
    final LabNamespace middle;
    private final LabNamespace right;

    Hosts(NetworkLab lab) throws IOException {
      left = lab.namespace("left");
      middle = lab.namespace("middle");
      right = lab.namespace("right");
      lab.connect(left, "eth0", middle, "west");
      lab.connect(right, "eth0", middle, "east");
      left.address("eth0", "10.9.0.1/24").mac("eth0", "02:00:00:00:00:01");
      right.address("eth0", "10.9.0.2/24").mac("eth0", "02:00:00:00:00:02");
    }

    /** The kernel's own way between the two: routes, and ARP answered for each other. */
    void route() throws IOException {
      middle.mac("west", "02:00:00:00:00:02").mac("east", "02:00:00:00:00:01");
      middle.run("ip", "route", "add", "10.9.0.1/32", "dev", "west");
      middle.run("ip", "route", "add", "10.9.0.2/32", "dev", "east");
      middle.run("ip", "route", "add", "10.9.0.77/32", "dev", "east");
      middle.run(
          "ip", "neighbour", "add", "10.9.0.77", "lladdr", "02:00:00:00:00:02", "dev", "east");
      middle.run("sysctl", "-qw", "net.ipv4.ip_forward=1");
      for (String device : new String[] {"west", "east"}) {
        middle.run("sysctl", "-qw", "net.ipv4.conf." + device + ".proxy_arp=1");
        middle.run("sysctl", "-qw", "net.ipv4.conf." + device + ".send_redirects=0");
      }
      left.run("ip", "neighbour", "flush", "all");
      right.run("ip", "neighbour", "flush", "all");
    }

    double tcpGigabits() throws IOException {
      LabProgram server = right.start("iperf3", "-s", "-1", "--forceflush");
      server.awaitOutput("Server listening");
      String output =
          left.run("iperf3", "-c", "10.9.0.2", "-t", String.valueOf(SECONDS), "-f", "g");
      Matcher found = RECEIVED.matcher(output);
      if (!found.find()) {
        throw new AssertionError(output);
      }
      return Double.parseDouble(found.group(1));
    }

    /** Frames a second that reach the right host, sent by a NIC of ours as fast as it can. */
    double smallFrames() throws Exception {
      try (FrameStore store = new FrameStore(512, FrameStore.OFFLOAD_SLOT_BYTES);
          HostShield shield = HostShield.open();
          AfPacketNic sender =
              AfPacketNic.open(Wire.config(left, "eth0", 1, HostTraffic.SHARED), 1, shield)) {
        send(store, sender, TimeUnit.MILLISECONDS.toNanos(500));
        long before = arrived();
        long startNs = System.nanoTime();
        send(store, sender, TimeUnit.SECONDS.toNanos(SECONDS));
        return (arrived() - before) * 1e9 / (System.nanoTime() - startNs);
      }
    }

    private static void send(FrameStore store, AfPacketNic sender, long durationNs)
        throws Exception {
      Thread thread =
          Thread.ofPlatform()
              .start(
                  () -> {
                    FramePool pool = new FramePool(store, Frame.OWNER_CORE_0);
                    FrameBatch batch = new FrameBatch();
                    long endNs = System.nanoTime() + durationNs;
                    while (System.nanoTime() < endNs) {
                      fill(batch, pool);
                      int accepted = sender.transmit(0, batch, pool);
                      for (int i = accepted; i < batch.count; i++) {
                        pool.give(batch.frames[i]);
                      }
                      batch.clear();
                    }
                    pool.drain();
                  });
      thread.join();
    }

    private static void fill(FrameBatch batch, FramePool pool) {
      while (!batch.isFull()) {
        int frame = pool.take();
        Frame.fill(frame, Frame.HEADROOM_BYTES, 60);
        MemorySegment.copy(UDP, 0, MEMORY, JAVA_BYTE, Frame.data(frame), UDP.length);
        batch.add(frame);
      }
    }

    private long arrived() throws IOException {
      String statistics = right.run("cat", "/sys/class/net/eth0/statistics/rx_packets");
      return Long.parseLong(statistics.strip());
    }
  }
}
