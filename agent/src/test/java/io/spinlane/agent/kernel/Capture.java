package io.spinlane.agent.kernel;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.spinlane.agent.lab.LabNamespace;
import io.spinlane.agent.lab.LabProgram;
import java.io.IOException;
import java.nio.file.Path;

/** What passed a host's device, checksums included. */
final class Capture {
  /** Room for what comes while tcpdump has to wait for a processor. */
  private static final String BUFFER_KIB = "65536";

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
    Process tshark =
        new ProcessBuilder(
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
                filter)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try (var out = tshark.inputReader(UTF_8)) {
      return out.lines().count();
    }
  }
}
