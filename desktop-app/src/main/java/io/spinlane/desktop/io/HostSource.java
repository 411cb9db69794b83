package io.spinlane.desktop.io;

import io.spinlane.desktop.io.foreign.BrokenFileException;
import io.spinlane.desktop.io.foreign.ForeignFiles;
import io.spinlane.desktop.io.foreign.ForeignFormat;
import io.spinlane.desktop.text.Texts;
import io.spinlane.v1.Inventory;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/** Where a host comes from that is planned for and not connected: a word among the settings. */
public sealed interface HostSource {
  /**
   * Made up.
   *
   * @param line such as "node:2 core:8 nic:2"
   */
  record MadeUp(String line) implements HostSource {
    private static final String BEGINNING = "made-up ";

    @Override
    public String word() {
      return BEGINNING + line;
    }

    @Override
    public Inventory read() throws BrokenFileException {
      return ForeignFiles.read(ForeignFormat.SYNTHETIC, line)
          .inventory()
          .orElseThrow(() -> new BrokenFileException(1, 1, Texts.get("inventory.nothing")));
    }

    @Override
    public String name(Inventory host) {
      return line;
    }

    @Override
    public String toString() {
      return line;
    }
  }

  /**
   * In a file, whichever {@link InventoryFile} reads.
   *
   * @param path of the file, absolute
   */
  record InFile(Path path) implements HostSource {
    private static final String BEGINNING = "file ";

    /** A file, wherever the app runs from the next time. */
    public InFile {
      path = path.toAbsolutePath();
    }

    @Override
    public String word() {
      return BEGINNING + path;
    }

    @Override
    public Inventory read() throws IOException, BrokenFileException {
      return InventoryFile.read(path);
    }

    @Override
    public String name(Inventory host) {
      return host.getHostname().isEmpty() ? String.valueOf(path.getFileName()) : host.getHostname();
    }

    @Override
    public String toString() {
      return path.toString();
    }
  }

  /** The source that a word stands for; empty when it stands for none. */
  static Optional<HostSource> of(String word) {
    try {
      if (word.startsWith(MadeUp.BEGINNING)) {
        return Optional.of(new MadeUp(word.substring(MadeUp.BEGINNING.length())));
      }
      if (word.startsWith(InFile.BEGINNING)) {
        return Optional.of(new InFile(Path.of(word.substring(InFile.BEGINNING.length()))));
      }
    } catch (InvalidPathException e) {
      System.getLogger(HostSource.class.getName())
          .log(System.Logger.Level.WARNING, "no host is planned for: {0}", e.getMessage());
    }
    return Optional.empty();
  }

  /** What {@link #of} understands. */
  String word();

  /**
   * What the host has, as it is there now.
   *
   * @throws IOException when it cannot be read
   * @throws BrokenFileException when it is no host; says where and why
   */
  Inventory read() throws IOException, BrokenFileException;

  /** What people call it. */
  String name(Inventory host);
}
