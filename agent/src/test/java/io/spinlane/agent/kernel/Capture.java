package io.spinlane.agent.kernel;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.spinlane.agent.lab.LabNamespace;
import io.spinlane.agent.lab.LabProgram;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What passed a host's device, checksums included. */
final class Capture {
  /** Room for what comes while tcpdump has to wait for a processor. */
  private static final String BUFFER_KIB = "65536";

  /**
   * A TCP checksum of ffff where 0000 is due is the same number to a receiver (RFC 1624 §3), and
   * what Linux writes when it completes one (skb_checksum_help); one frame in 65,536 has it.
   */
  private static final String BAD_CHECKSUM =
      "ip.checksum.status == 0 || udp.checksum.status == 0 || icmp.checksum.status == 0"
          + " || (tcp.checksum.status == 0"
          + " && !(tcp.checksum == 0xffff && tcp.checksum_calculated == 0))";

  private Capture() {}

  /**
   * Writes what passes {@code eth0} to a file until it is closed, each frame at once: tcpdump would
   * throw away what it had not yet read.
   */
  static LabProgram start(LabNamespace where, Path file) throws IOException {
    LabProgram program =
        where.start(
            "tcpdump",
            "-i",
            "eth0",
            "--immediate-mode",
            "-B",
            BUFFER_KIB,
            "-U",
            "-s",
            "0",
            "-w",
            file.toString());
    program.awaitOutput("listening on");
    return program;
  }

  /** How many frames of a capture match a filter of Wireshark's. */
  static long frames(Path capture, String filter) throws IOException {
    return matching(capture, filter, "-T", "fields", "-e", "frame.number").size();
  }

  /**
   * Frames with a checksum that a receiver would not take: number, both addresses, the checksums.
   *
   * @param filter of Wireshark's, which frames to look at
   */
  static List<String> badChecksums(Path capture, String filter) throws IOException {
    List<String> show = new ArrayList<>(List.of("-T", "fields"));
    for (String field :
        List.of(
            "frame.number",
            "ip.src",
            "ip.dst",
            "ip.checksum",
            "tcp.checksum",
            "tcp.checksum_calculated",
            "udp.checksum",
            "icmp.checksum")) {
      show.addAll(List.of("-e", field));
    }
    return matching(
        capture, "(" + filter + ") && (" + BAD_CHECKSUM + ")", show.toArray(String[]::new));
  }

  private static List<String> matching(Path capture, String filter, String... show)
      throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                "tshark",
                "-r",
                capture.toString(),
                "-o",
                "ip.check_checksum:TRUE",
                "-o",
                "tcp.check_checksum:TRUE",
                "-o",
                "udp.check_checksum:TRUE",
                "-Y",
                filter));
    command.addAll(List.of(show));
    Process tshark =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    try (var out = tshark.inputReader(UTF_8)) {
      return out.lines().toList();
    }
  }
}
