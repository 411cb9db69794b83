package io.spinlane.desktop.io.picture;

import io.spinlane.desktop.text.Texts;
import io.spinlane.topology.file.Format;
import io.spinlane.topology.file.TopologyFileException;
import io.spinlane.topology.file.TopologyFiles;
import io.spinlane.v1.Topology;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Finds the drawing inside a picture. */
public final class PictureTopology {
  /** Larger pictures are not looked through; ours of 10,000 elements at 4× take a quarter of it. */
  static final int MAX_BYTES = 256 << 20;

  private static final int BEGINNING = 256;

  private PictureTopology() {}

  /**
   * Opens a picture.
   *
   * @return empty when the file is none, whatever its name; it may be a topology file then
   * @throws BrokenPictureException when it is one, and nothing can be opened from it
   * @throws TopologyFileException when the drawing inside it is broken
   */
  public static Optional<Topology> read(Path file)
      throws BrokenPictureException, TopologyFileException {
    byte[] bytes;
    try (InputStream in = Files.newInputStream(file)) {
      byte[] beginning = in.readNBytes(BEGINNING);
      if (!PngText.isPng(beginning) && !looksLikeXml(beginning)) {
        return Optional.empty();
      }
      if (Files.size(file) > MAX_BYTES) {
        throw new BrokenPictureException(Texts.get("picture.tooLarge", MAX_BYTES >> 20));
      }
      bytes = Files.readAllBytes(file);
    } catch (IOException e) {
      return Optional.empty(); // whoever reads it as a topology says why it cannot be read
    }
    String json = PngText.isPng(bytes) ? PngText.read(bytes) : SvgText.read(bytes);
    return Optional.of(TopologyFiles.read(json, Format.JSON, file.toString()).topology());
  }

  /** The text that goes into a picture. */
  public static String text(Topology topology) {
    return TopologyFiles.write(topology, Format.JSON);
  }

  private static boolean looksLikeXml(byte[] beginning) {
    String text = new String(beginning, StandardCharsets.UTF_8).replace("\uFEFF", "").strip();
    return text.startsWith("<?xml") || text.startsWith("<svg") || text.startsWith("<!");
  }
}
