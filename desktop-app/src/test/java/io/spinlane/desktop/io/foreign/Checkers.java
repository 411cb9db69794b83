package io.spinlane.desktop.io.foreign;

import static org.assertj.core.api.Assertions.assertThat;

import io.spinlane.testing.Needs;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** What the programs themselves say of files that were written for them. */
public final class Checkers {
  private Checkers() {}

  /**
   * The program takes the file.
   *
   * @param what was written, for the message if it does not
   */
  public static void accept(ForeignFormat format, Path file, String what)
      throws IOException, InterruptedException {
    List<String> command = command(format, file);
    Needs.program(command.getFirst().equals("unshare") ? "nft" : command.getFirst());
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as("%s: %s%n%s", what, said, Files.readString(file)).isZero();
  }

  private static List<String> command(ForeignFormat format, Path file) {
    return switch (format) {
      case KEEPALIVED -> List.of("keepalived", "-t", "-f", file.toString());
      case HAPROXY -> List.of("haproxy", "-c", "-f", file.toString());
      case NFTABLES -> List.of("unshare", "-rn", "nft", "-c", "-f", file.toString());
      case IPVSADM, LSTOPO, SYNTHETIC ->
          throw new IllegalArgumentException(format + " is not written");
    };
  }
}
