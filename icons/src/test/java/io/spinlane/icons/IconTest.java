package io.spinlane.icons;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class IconTest {
  private static final byte[] PNG_SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};

  @Test
  void everyFileIsAnIconAndEveryIconAFile() throws IOException {
    try (var files = Files.list(Path.of("src", "main", "svg"))) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrderElementsOf(
              Arrays.stream(Icon.values()).map(icon -> icon.fileName() + ".svg").toList());
    }
  }

  @ParameterizedTest
  @EnumSource(names = "APP", mode = EnumSource.Mode.EXCLUDE)
  void aLineIconIsDrawnOnTheGridInTheReadersColour(Icon icon) {
    Drawing drawing = icon.drawing();
    assertThat(drawing.sizeUnits()).isEqualTo(24);
    assertThat(drawing.strokePath()).startsWith("M");
    assertThat(drawing.shapes())
        .allSatisfy(
            shape -> {
              assertThat(shape.stroke()).isEqualTo(Drawing.CURRENT_COLOR);
              assertThat(shape.fill()).isNull();
              assertThat(shape.strokeWidthUnits()).isEqualTo(2);
            });
  }

  @ParameterizedTest
  @EnumSource
  void everySizeIsThereAndNeitherEmptyNorFull(Icon icon) throws IOException {
    for (int sizePx : icon.sizesPx()) {
      BufferedImage image = png(icon, sizePx);
      assertThat(image.getWidth()).isEqualTo(sizePx);
      assertThat(image.getHeight()).isEqualTo(sizePx);
      long inked =
          Arrays.stream(image.getRGB(0, 0, sizePx, sizePx, null, 0, sizePx))
              .filter(argb -> argb >>> 24 > 127)
              .count();
      double share = (double) inked / (sizePx * sizePx);
      assertThat(share).as("inked share of %s at %d px", icon, sizePx).isBetween(0.08, 0.96);
    }
  }

  @ParameterizedTest
  @EnumSource
  void nothingIsCutOffAtTheEdgeOfTheGrid(Icon icon) throws IOException {
    int sizePx = icon.sizesPx().getLast();
    BufferedImage image = png(icon, sizePx);
    assertThat(image.getRGB(0, 0) >>> 24).isZero();
    assertThat(image.getRGB(sizePx - 1, sizePx - 1) >>> 24).isZero();
  }

  @Test
  void aSizeThatIsNotThereIsRefusedWithTheOnesThatAre() {
    assertThatThrownBy(() -> Icon.NIC.png(20))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("NIC has no PNG of 20 px, only of [16, 24, 32, 48]");
  }

  @Test
  void elementsOutsideTheFamilyAreRefused() {
    byte[] svg = "<svg viewBox=\"0 0 24 24\"><text/></svg>".getBytes(StandardCharsets.UTF_8);
    assertThatThrownBy(() -> Drawing.read(new ByteArrayInputStream(svg)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("text");
  }

  @Test
  void theAppsSignStandsOutOnLightAndDarkGrounds() throws IOException {
    BufferedImage image = png(Icon.APP, 64);
    double tile = luminance(image.getRGB(32, 6));
    double lane = luminance(image.getRGB(44, 48));
    assertThat(contrast(tile, luminance(0xffffff))).isGreaterThan(3);
    assertThat(contrast(tile, luminance(0x0d1117))).isGreaterThan(3);
    assertThat(contrast(tile, lane)).isGreaterThan(4);
  }

  @Test
  void icoListsItsPictures() throws IOException {
    ByteBuffer file = ByteBuffer.wrap(bytes("app.ico")).order(ByteOrder.LITTLE_ENDIAN);
    assertThat(file.getShort(0)).isZero();
    assertThat(file.getShort(2)).isEqualTo((short) 1);
    int count = file.getShort(4);
    TreeSet<Integer> widths = new TreeSet<>();
    int end = 6 + 16 * count;
    for (int i = 0; i < count; i++) {
      int entry = 6 + 16 * i;
      widths.add(file.get(entry) == 0 ? 256 : file.get(entry) & 0xff);
      assertThat(file.getInt(entry + 12)).isEqualTo(end);
      assertThat(Arrays.copyOfRange(file.array(), end, end + 8)).isEqualTo(PNG_SIGNATURE);
      end += file.getInt(entry + 8);
    }
    assertThat(end).isEqualTo(file.capacity());
    assertThat(widths).containsExactly(16, 24, 32, 48, 64, 128, 256);
  }

  @Test
  void icnsListsItsPictures() throws IOException {
    byte[] bytes = bytes("app.icns");
    ByteBuffer file = ByteBuffer.wrap(bytes);
    assertThat(word(bytes, 0)).isEqualTo("icns");
    assertThat(file.getInt(4)).isEqualTo(bytes.length);
    TreeSet<String> types = new TreeSet<>();
    for (int at = 8; at < bytes.length; at += file.getInt(at + 4)) {
      types.add(word(bytes, at));
      assertThat(Arrays.copyOfRange(bytes, at + 8, at + 16)).isEqualTo(PNG_SIGNATURE);
    }
    assertThat(types)
        .isEqualTo(new TreeSet<>(List.of("icp4", "icp5", "icp6", "ic07", "ic08", "ic09")));
  }

  private static BufferedImage png(Icon icon, int sizePx) throws IOException {
    try (InputStream stream = icon.png(sizePx)) {
      return ImageIO.read(stream);
    }
  }

  private static byte[] bytes(String file) throws IOException {
    try (InputStream stream = Objects.requireNonNull(Icon.class.getResourceAsStream(file), file)) {
      return stream.readAllBytes();
    }
  }

  private static String word(byte[] bytes, int offset) {
    return new String(bytes, offset, 4, StandardCharsets.US_ASCII);
  }

  /** WCAG 2.2: relative luminance of an sRGB colour. */
  private static double luminance(int rgb) {
    return 0.2126 * linear(rgb >> 16 & 0xff)
        + 0.7152 * linear(rgb >> 8 & 0xff)
        + 0.0722 * linear(rgb & 0xff);
  }

  private static double linear(int channel) {
    double share = channel / 255.0;
    return share <= 0.04045 ? share / 12.92 : Math.pow((share + 0.055) / 1.055, 2.4);
  }

  private static double contrast(double one, double other) {
    return (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
  }
}
