package io.spinlane.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Captures through the command: a connection's first packet, and everything it needs before. */
final class ReplayTest {
  private static final String CLIENT_MAC = "020000000c01";
  private static final String SERVER_MAC = "020000000b01";
  private static final String CLIENT_SIDE = "020000000001";
  private static final String SERVER_SIDE = "020000000002";

  private static final String TOPOLOGY =
      """
      name: replay
      nics:
        - {id: ext0, driver: PCAP, side: CLIENT, mac: "02:00:00:00:00:01", addresses: [203.0.113.1/24], pcap: {readFile: clients.pcap, writeFile: to-clients.pcap}}
        - {id: int0, driver: PCAP, side: SERVER, mac: "02:00:00:00:00:02", addresses: [10.0.0.1/24], pcap: {readFile: servers.pcap, writeFile: to-servers.pcap}}
      cores:
        - {id: ctl, cpu: 0, role: CONTROL}
        - {id: sw1, cpu: 1, role: SWITCH}
      lanes:
        - {nic: ext0, queue: 0, core: sw1}
        - {nic: int0, queue: 0, core: sw1}
      vips: [{id: www, address: 203.0.113.10, nics: [ext0]}]
      pools: [{id: web, backends: [{id: web1, address: 10.0.0.11, port: 8080}]}]
      services: [{id: http, vip: www, protocol: TCP, ports: ["80"], pool: web}]
      """;

  @TempDir Path folder;

  @Test
  void theSameCapturesGiveTheSameBytes() throws IOException {
    Path topology = Files.writeString(folder.resolve("replay.spinlane.yaml"), TOPOLOGY);
    byte[] syn = syn();
    capture("clients.pcap", new long[] {1_000, 3_000}, syn, broadcast());
    // The server tells its address after the switch asked for it.
    capture("servers.pcap", new long[] {2_000}, arpReply());

    String first = replay(topology);
    byte[] toServers = Files.readAllBytes(folder.resolve("to-servers.pcap"));
    byte[] toClients = Files.readAllBytes(folder.resolve("to-clients.pcap"));
    String second = replay(topology);

    assertThat(second).isEqualTo(first);
    assertThat(Files.readAllBytes(folder.resolve("to-servers.pcap"))).isEqualTo(toServers);
    assertThat(Files.readAllBytes(folder.resolve("to-clients.pcap"))).isEqualTo(toClients);
    JsonObject totals = JsonParser.parseString(first).getAsJsonObject().getAsJsonObject("totals");
    assertThat(totals.getAsJsonObject("core").get("connections_new").getAsLong()).isEqualTo(1);
    assertThat(totals.getAsJsonObject("core").get("receive_packets").getAsLong()).isEqualTo(3);
    // The SYN left for the back-end: its hardware address, its IP address, its port.
    assertThat(HexFormat.of().formatHex(toServers))
        .contains(SERVER_MAC + SERVER_SIDE + "0800")
        .contains("0a00000b" + "9c40" + "1f90");
  }

  @Test
  void aCaptureThatIsMissingIsOneLine() throws IOException {
    Path topology = Files.writeString(folder.resolve("replay.spinlane.yaml"), TOPOLOGY);
    StringWriter err = new StringWriter();

    int code =
        Main.execute(
            new PrintWriter(new StringWriter()),
            new PrintWriter(err, true),
            "replay",
            topology.toString());

    assertThat(code).isEqualTo(1);
    assertThat(err.toString().lines())
        .singleElement()
        .asString()
        .contains("NIC ext0")
        .contains("clients.pcap");
  }

  private static String replay(Path topology) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code =
        Main.execute(
            new PrintWriter(out, true), new PrintWriter(err, true), "replay", topology.toString());
    assertThat(err.toString()).isEmpty();
    assertThat(code).isZero();
    return out.toString();
  }

  /** Classic pcap with microseconds: see draft-ietf-opsawg-pcap. */
  private void capture(String name, long[] microseconds, byte[]... frames) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(
        HexFormat.of().parseHex("a1b2c3d400020004" + "0000000000000000" + "0000ffff00000001"));
    for (int i = 0; i < frames.length; i++) {
      bytes.writeBytes(
          ByteBuffer.allocate(16)
              .putInt(1_700_000_000)
              .putInt((int) microseconds[i])
              .putInt(frames[i].length)
              .putInt(frames[i].length)
              .array());
      bytes.writeBytes(frames[i]);
    }
    Files.write(folder.resolve(name), bytes.toByteArray());
  }

  /** 203.0.113.7:40000 → 203.0.113.10:80. */
  private static byte[] syn() {
    byte[] frame =
        HexFormat.of()
            .parseHex(
                CLIENT_SIDE
                    + CLIENT_MAC
                    + "0800"
                    + "45000028000140004006"
                    + "0000"
                    + "cb007107"
                    + "cb00710a"
                    + "9c400050"
                    + "00000001"
                    + "00000000"
                    + "5002ffff"
                    + "0000"
                    + "0000");
    put(frame, 24, checksum(frame, 14, 20, 0));
    // Pseudo header: addresses, protocol, length (RFC 9293 § 3.1).
    put(frame, 50, checksum(frame, 26, 28, 6 + 20));
    return frame;
  }

  private static byte[] arpReply() {
    return HexFormat.of()
        .parseHex(
            SERVER_SIDE
                + SERVER_MAC
                + "0806"
                + "0001080006040002"
                + SERVER_MAC
                + "0a00000b"
                + SERVER_SIDE
                + "0a000001");
  }

  /** A frame nobody here wants. */
  private static byte[] broadcast() {
    return HexFormat.of().parseHex("ffffffffffff" + CLIENT_MAC + "88b5" + "00".repeat(46));
  }

  private static int checksum(byte[] frame, int from, int length, int start) {
    int sum = start;
    for (int at = from; at < from + length; at += 2) {
      sum += (frame[at] & 0xff) << 8 | (frame[at + 1] & 0xff);
    }
    while (sum >>> 16 != 0) {
      sum = (sum & 0xffff) + (sum >>> 16);
    }
    return ~sum & 0xffff;
  }

  private static void put(byte[] frame, int at, int value) {
    frame[at] = (byte) (value >>> 8);
    frame[at + 1] = (byte) value;
  }
}
