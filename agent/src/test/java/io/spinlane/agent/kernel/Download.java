package io.spinlane.agent.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.spinlane.agent.lab.LabNamespace;
import io.spinlane.agent.lab.LabProgram;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Files that servers give out and clients compare. */
final class Download {
  private Download() {}

  /** Writes a file of random bytes, the same every time, and gives its hash. */
  static String write(Path file, int bytes) throws IOException {
    MessageDigest digest = sha256();
    Random random = new Random(1);
    byte[] block = new byte[1_000_000];
    try (OutputStream out = new DigestOutputStream(Files.newOutputStream(file), digest)) {
      for (int i = 0; i < bytes / block.length; i++) {
        random.nextBytes(block);
        out.write(block);
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  /** Begins to fetch the file from a server, such as "203.0.113.10". */
  static LabProgram start(LabNamespace client, String server, Path copy) throws IOException {
    return client.start("curl", "-sS", "-o", copy.toString(), "http://" + server + "/file");
  }

  static String hash(Path file) throws IOException {
    try (var in = Files.newInputStream(file)) {
      MessageDigest digest = sha256();
      byte[] block = new byte[1 << 16];
      for (int read = in.read(block); read >= 0; read = in.read(block)) {
        digest.update(block, 0, read);
      }
      return HexFormat.of().formatHex(digest.digest());
    }
  }

  /** A file that grows is the only sign of a download's progress. */
  static void awaitSize(Path file, long bytes, LabProgram download) throws IOException {
    long deadlineNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (!Files.exists(file) || Files.size(file) < bytes) {
      assertThat(System.nanoTime()).as(download.output()).isLessThan(deadlineNs);
      LockSupport.parkNanos(1_000_000);
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }
}
