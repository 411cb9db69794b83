package io.spinlane.desktop.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.spinlane.desktop.Hosts;
import io.spinlane.desktop.LargeDrawing;
import io.spinlane.desktop.io.picture.PictureTopology;
import io.spinlane.desktop.model.Area;
import io.spinlane.desktop.model.Cards;
import io.spinlane.desktop.model.Drawing;
import io.spinlane.desktop.model.Frame;
import io.spinlane.desktop.model.Frames;
import io.spinlane.desktop.model.Placement;
import io.spinlane.desktop.model.Point;
import io.spinlane.desktop.painter.FrameFace;
import io.spinlane.desktop.painter.Ink;
import io.spinlane.desktop.painter.Sheet;
import io.spinlane.topology.sample.Sample;
import io.spinlane.topology.sample.Samples;
import io.spinlane.v1.Box;
import io.spinlane.v1.Core;
import io.spinlane.v1.Inventory;
import io.spinlane.v1.Note;
import io.spinlane.v1.Topology;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.rendering.ImageType;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;

/** Pictures in every format: what they hold, what they look like, and how they end early. */
class PictureJobTest {
  private static final Path KEPT = Path.of("target", "pictures", "export");

  @TempDir private Path folder;

  static List<Sample> samples() {
    return Samples.all();
  }

  private static PictureOptions options(PictureFormat format, int scale, Topology inside) {
    return new PictureOptions(format, scale, Ink.LIGHT, false, PictureTopology.text(inside));
  }

  private static byte[] picture(Sheet sheet, PictureOptions options) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new PictureJob(sheet, options, _ -> {}).write(out);
    return out.toByteArray();
  }

  private byte[] kept(String name, Sheet sheet, PictureOptions options) throws IOException {
    byte[] bytes = picture(sheet, options);
    Files.createDirectories(KEPT);
    Files.write(KEPT.resolve(name + options.format().extension()), bytes);
    return bytes;
  }

  private Topology reopened(byte[] bytes, PictureFormat format) throws Exception {
    Path file = folder.resolve("picture" + format.extension());
    Files.write(file, bytes);
    return PictureTopology.read(file).orElseThrow();
  }

  @ParameterizedTest
  @MethodSource("samples")
  void opensAgainAsTheSameTopology(Sample sample) throws Exception {
    Sheet sheet = Sheet.of(sample.topology());
    for (PictureFormat format : List.of(PictureFormat.PNG, PictureFormat.SVG)) {
      byte[] bytes = kept(sample.id(), sheet, options(format, 1, sample.topology()));
      assertThat(reopened(bytes, format)).as("%s", format).isEqualTo(sample.topology());
    }
  }

  @ParameterizedTest
  @MethodSource("samples")
  void pdfLooksLikePixelsAndItsTextIsText(Sample sample) throws IOException {
    Sheet sheet = Sheet.of(sample.topology());
    BufferedImage pixels = read(picture(sheet, options(PictureFormat.PNG, 1, sample.topology())));
    byte[] pdf = kept(sample.id(), sheet, options(PictureFormat.PDF, 1, sample.topology()));
    try (PDDocument document = Loader.loadPDF(pdf)) {
      assertThat(document.getNumberOfPages()).isEqualTo(1);
      assertThat(new PDFTextStripper().getText(document)).contains(names(sample.topology()));
      assertThat(document.getDocumentInformation().getTitle()).isEqualTo(sample.title());
      BufferedImage page = new PDFRenderer(document).renderImageWithDPI(0, 96, ImageType.RGB);
      assertThat(page.getWidth()).isCloseTo(pixels.getWidth(), within(1));
      assertThat(page.getHeight()).isCloseTo(pixels.getHeight(), within(1));
      assertThat(difference(page, pixels)).as("mean difference of a pixel").isLessThan(0.008);
      assertThat(ink(page)).as("not blank").isGreaterThan(0.03);
    }
  }

  /** What is written on cards: every id but those of notes, which show their text. */
  private static Set<String> names(Topology topology) {
    Set<String> names = new HashSet<>(Drawing.index(topology).keySet());
    topology.getNotesList().forEach(note -> names.remove(note.getId()));
    return names;
  }

  private static BufferedImage read(byte[] png) throws IOException {
    BufferedImage image = ImageIO.read(new ByteArrayInputStream(png));
    assertThat(image).as("a PNG that others read").isNotNull();
    return image;
  }

  /** Mean difference of all channels, 0 to 1. */
  private static double difference(BufferedImage a, BufferedImage b) {
    int width = Math.min(a.getWidth(), b.getWidth());
    int height = Math.min(a.getHeight(), b.getHeight());
    long sum = 0;
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int one = a.getRGB(x, y);
        int other = b.getRGB(x, y);
        for (int shift = 0; shift <= 16; shift += 8) {
          sum += Math.abs((one >> shift & 0xff) - (other >> shift & 0xff));
        }
      }
    }
    return sum / (255.0 * 3 * width * height);
  }

  /** Share of pixels that are not white. */
  private static double ink(BufferedImage image) {
    int inked = 0;
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        inked += (image.getRGB(x, y) & 0xffffff) == 0xffffff ? 0 : 1;
      }
    }
    return (double) inked / image.getWidth() / image.getHeight();
  }

  @Test
  void pngIsAsLargeAsAskedFor() throws IOException {
    Sheet sheet = Sheet.of(Samples.all().getFirst().topology());
    BufferedImage small = read(picture(sheet, options(PictureFormat.PNG, 1, sheet.topology())));
    for (int scale : new int[] {2, 4}) {
      BufferedImage large =
          read(kept("scale-" + scale, sheet, options(PictureFormat.PNG, scale, sheet.topology())));
      assertThat(large.getWidth()).isEqualTo(scale * small.getWidth());
      assertThat(large.getHeight()).isEqualTo(scale * small.getHeight());
      assertThat(ink(large)).isCloseTo(ink(small), within(0.08));
    }
  }

  private static Document parse(byte[] svg) throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setNamespaceAware(true);
    return factory.newDocumentBuilder().parse(new ByteArrayInputStream(svg));
  }

  private static List<String> texts(Document svg, String element) {
    NodeList found = svg.getElementsByTagNameNS("http://www.w3.org/2000/svg", element);
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < found.getLength(); i++) {
      texts.add(found.item(i).getTextContent());
    }
    return texts;
  }

  @ParameterizedTest
  @MethodSource("samples")
  void svgIsWellFormedAndItsTextIsText(Sample sample) throws Exception {
    Sheet sheet = Sheet.of(sample.topology());
    Document svg = parse(picture(sheet, options(PictureFormat.SVG, 1, sample.topology())));
    assertThat(texts(svg, "text")).containsAll(names(sample.topology()));
    assertThat(texts(svg, "g")).hasSize(sheet.cards().size());
    assertThat(texts(svg, "title")).contains(sample.title());
    assertThat(svg.getDocumentElement().getAttribute("viewBox")).isNotEmpty();
  }

  @Test
  void anyTextSurvives() throws Exception {
    String text = "<b>& \"quotes\" ]]> \u0001 \uFFFF 日本語 🚀 \u202e עברית\r\n\tend";
    Topology topology =
        Samples.all().getFirst().topology().toBuilder()
            .addNotes(Note.newBuilder().setId("n1").setText(text))
            .setName("a & b <c>")
            .build();
    Sheet sheet = Sheet.of(topology);
    for (PictureFormat format : PictureFormat.values()) {
      byte[] bytes = kept("any-text", sheet, options(format, 2, topology));
      if (format.keepsTopology()) {
        assertThat(reopened(bytes, format)).as("%s", format).isEqualTo(topology);
      }
    }
    assertThat(texts(parse(picture(sheet, options(PictureFormat.SVG, 1, topology))), "title"))
        .contains("a & b <c>");
  }

  @Test
  void aSelectionHoldsNoMoreThanItShows() throws Exception {
    Topology topology = Samples.find(Samples.FIRST).orElseThrow().topology();
    Sheet part = Sheet.of(topology).only(Set.of("ext0", "sw1", "www", "http"));
    byte[] bytes = kept("selection", part, options(PictureFormat.PNG, 1, part.topology()));
    Topology again = reopened(bytes, PictureFormat.PNG);
    assertThat(Drawing.index(again).keySet())
        .containsExactlyInAnyOrder("ext0", "sw1", "www", "http");
    assertThat(again.getLanesList()).allMatch(lane -> lane.getNic().equals("ext0")).hasSize(2);
    assertThat(again.getServices(0).getPool()).as("its pool is not on the picture").isEmpty();
    assertThat(part.area().width()).isLessThan(Sheet.of(topology).area().width());
    assertThat(part.wires()).hasSize(4);
  }

  private static Sheet framed(Topology drawing) {
    return framed(drawing, Hosts.of(2, 2, 1, 3));
  }

  private static Sheet framed(Topology drawing, Inventory host) {
    List<FrameFace> frames =
        Frames.of(drawing, Placement.areas(drawing, Drawing.index(drawing)), host).stream()
            .map(frame -> new FrameFace(frame, "", "", false))
            .toList();
    return Sheet.of(drawing).framed(frames);
  }

  @Test
  void aTitleWithoutRoomForAllOfItsPartsHasFewerOfThem() throws Exception {
    Topology drawing =
        Topology.newBuilder()
            .addCores(Core.newBuilder().setId("ctl").setCpu(0))
            .addCores(Core.newBuilder().setId("sw1").setCpu(1))
            .build();
    Sheet sheet = framed(drawing, Hosts.of(1, 1, 1, 2));
    String title = sheet.frames().getFirst().frame().title();
    assertThat(title).isEqualTo("Package 0 · NUMA 0 · L3 32 MiB");
    assertThat(texts(parse(picture(sheet, options(PictureFormat.SVG, 1, drawing))), "text"))
        .contains("Package 0 · NUMA 0")
        .noneMatch(word -> word.startsWith("Package") && word.endsWith("…"));
  }

  @Test
  void framesAreThereAndACollapsedOneStandsForItsCores() throws Exception {
    Topology drawing =
        LargeDrawing.of(90).toBuilder()
            .putLayout("node:1", Box.newBuilder().setCollapsed(true).build())
            .build();
    Sheet sheet = framed(drawing);
    for (PictureFormat format : PictureFormat.values()) {
      byte[] bytes = kept("frames", sheet, options(format, 1, drawing));
      if (format.keepsTopology()) {
        assertThat(reopened(bytes, format)).as("%s", format).isEqualTo(drawing);
      }
    }
    List<String> words =
        texts(parse(picture(sheet, options(PictureFormat.SVG, 1, drawing))), "text");
    assertThat(words).contains("Package 0", "NUMA 0 · L3 32 MiB", "3 cores", "CPU 3–5", "sw6");
    assertThat(words).as("behind the box").doesNotContain("sw3", "sw4", "sw5");
    Area box =
        sheet.frames().stream()
            .map(FrameFace::frame)
            .filter(Frame::collapsed)
            .findFirst()
            .orElseThrow()
            .area();
    assertThat(sheet.wires())
        .filteredOn(wire -> Set.of("sw3", "sw4", "sw5").contains(wire.wire().to()))
        .isNotEmpty()
        .allMatch(wire -> wire.path().end().equals(new Point(box.x(), box.y() + Cards.PORT_Y)));
  }

  @Test
  void aPartOfAPictureHasTheFramesThatAreWhollyInIt() throws Exception {
    Topology drawing =
        LargeDrawing.of(90).toBuilder()
            .putLayout("node:1", Box.newBuilder().setCollapsed(true).build())
            .build();
    Sheet part = framed(drawing).only(Set.of("ctl", "sw1", "sw2", "sw3", "sw4", "sw5", "sw6"));
    assertThat(part.frames())
        .extracting(face -> face.frame().key())
        .containsExactly("package:0", "node:0", "node:1");
    byte[] bytes = kept("frames-part", part, options(PictureFormat.PNG, 2, part.topology()));
    Topology again = reopened(bytes, PictureFormat.PNG);
    assertThat(again.getLayoutOrThrow("node:1").getCollapsed()).isTrue();
    assertThat(again.getCoresCount()).isEqualTo(7);
  }

  @Test
  void darkAndTransparent() throws IOException {
    Sheet sheet = Sheet.of(Samples.all().getFirst().topology());
    for (PictureFormat format : PictureFormat.values()) {
      kept("dark", sheet, new PictureOptions(format, 1, Ink.DARK, false, ""));
    }
    BufferedImage dark =
        read(picture(sheet, new PictureOptions(PictureFormat.PNG, 1, Ink.DARK, false, "")));
    assertThat(dark.getRGB(0, 0)).isEqualTo(0xff0d1117);
    BufferedImage clear =
        read(picture(sheet, new PictureOptions(PictureFormat.PNG, 1, Ink.LIGHT, true, "")));
    assertThat(clear.getRGB(0, 0) >>> 24).isZero();
  }

  @Test
  void anInterruptEndsIt() {
    Sheet sheet = Sheet.of(Samples.all().getFirst().topology());
    for (PictureFormat format : PictureFormat.values()) {
      Thread.currentThread().interrupt();
      assertThatThrownBy(() -> picture(sheet, options(format, 1, sheet.topology())))
          .as("%s", format)
          .isInstanceOf(CancellationException.class);
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  @Test
  void saysHowFarItIs() throws IOException {
    Sheet sheet = Sheet.of(Samples.all().getFirst().topology());
    for (PictureFormat format : PictureFormat.values()) {
      List<Double> told = new ArrayList<>();
      new PictureJob(sheet, options(format, 4, sheet.topology()), told::add)
          .write(OutputStream.nullOutputStream());
      assertThat(told).as("%s", format).isSorted().hasSizeGreaterThan(5).endsWith(1.0);
    }
  }

  @Test
  void aDiskThatIsFullIsSaidAsSuch() {
    Sheet sheet = Sheet.of(Samples.all().getFirst().topology());
    OutputStream full =
        new OutputStream() {
          @Override
          public void write(int one) throws IOException {
            throw new IOException("No space left on device");
          }
        };
    for (PictureFormat format : PictureFormat.values()) {
      assertThatThrownBy(
              () ->
                  new PictureJob(sheet, options(format, 1, sheet.topology()), _ -> {}).write(full))
          .as("%s", format)
          .isInstanceOf(IOException.class)
          .hasMessageContaining("No space left");
    }
  }

  @Test
  void theSameDrawingGivesTheSameBytes() throws IOException {
    Sheet sheet = Sheet.of(Samples.all().getFirst().topology());
    for (PictureFormat format : List.of(PictureFormat.PNG, PictureFormat.SVG)) {
      PictureOptions options = options(format, 1, sheet.topology());
      assertThat(picture(sheet, options)).isEqualTo(picture(sheet, options));
    }
    String svg =
        new String(
            picture(sheet, options(PictureFormat.SVG, 1, sheet.topology())),
            StandardCharsets.UTF_8);
    assertThat(svg.lines().count()).as("a diff shows the card that changed").isGreaterThan(15);
  }
}
