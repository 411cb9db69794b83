package io.spinlane.desktop.io;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import io.spinlane.desktop.io.foreign.BrokenFileException;
import io.spinlane.desktop.io.foreign.ForeignFiles;
import io.spinlane.desktop.io.foreign.ForeignFormat;
import io.spinlane.desktop.text.Said;
import io.spinlane.desktop.text.Texts;
import io.spinlane.topology.file.AtomicFile;
import io.spinlane.topology.file.TopologyFiles;
import io.spinlane.v1.Diagnostic;
import io.spinlane.v1.Inventory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a host has, in a file: the JSON that {@code spinlane-agent inventory --json} prints as well,
 * or lstopo's XML, or the line of a made-up host. Written is only the first.
 */
public final class InventoryFile {
  /** What such a file's name ends with. */
  public static final String EXTENSION = ".inventory.json";

  private static final Pattern PLACE = Pattern.compile("at line (\\d+) column (\\d+)");

  private InventoryFile() {}

  /**
   * Reads a file, whichever of the three it is.
   *
   * @throws IOException when it cannot be read
   * @throws BrokenFileException when it is none of them; says where and why
   */
  public static Inventory read(Path file) throws IOException, BrokenFileException {
    return parse(Files.readString(file));
  }

  /** As {@link #read}, from the text. */
  static Inventory parse(String text) throws BrokenFileException {
    String begin = text.stripLeading();
    if (!begin.startsWith("{")) {
      ForeignFormat format = begin.startsWith("<") ? ForeignFormat.LSTOPO : ForeignFormat.SYNTHETIC;
      return ForeignFiles.read(format, text)
          .inventory()
          .orElseThrow(() -> new BrokenFileException(1, 1, Texts.get("inventory.nothing")));
    }
    Inventory.Builder inventory = Inventory.newBuilder();
    try {
      // a newer agent may know more than this app
      JsonFormat.parser().ignoringUnknownFields().merge(text, inventory);
    } catch (InvalidProtocolBufferException e) {
      throw broken(text, String.valueOf(e.getMessage()));
    }
    if (inventory.getCpusCount() == 0 && inventory.getDevicesCount() == 0) {
      throw new BrokenFileException(1, 1, Texts.get("inventory.nothing"));
    }
    return inventory.build();
  }

  /**
   * What is wrong with the text as JSON; if nothing is, what the parser says of a value, without
   * the name of its exception. Its words may end with the place.
   */
  private static BrokenFileException broken(String text, String message) {
    Optional<Diagnostic> syntax = TopologyFiles.jsonProblem(text);
    if (syntax.isPresent()) {
      Diagnostic problem = syntax.get();
      return new BrokenFileException(problem.getLine(), problem.getColumn(), Said.both(problem));
    }
    Matcher place = PLACE.matcher(message);
    boolean known = place.find();
    String reason = message.replaceFirst("^[a-z0-9.]+\\.[A-Za-z]+Exception: ", "");
    return new BrokenFileException(
        known ? Integer.parseInt(place.group(1)) : 1,
        known ? Integer.parseInt(place.group(2)) : 1,
        Texts.get("inventory.value", reason.lines().findFirst().orElse("")));
  }

  /**
   * Writes an inventory, in the order of the contract.
   *
   * @throws IOException when it cannot be written; the old file is then as it was
   */
  public static void write(Path file, Inventory inventory) throws IOException {
    AtomicFile.write(file, JsonFormat.printer().print(inventory) + "\n");
  }
}
