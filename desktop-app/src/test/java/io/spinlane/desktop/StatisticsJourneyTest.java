package io.spinlane.desktop;

import static io.spinlane.desktop.Waiting.until;
import static org.assertj.core.api.Assertions.assertThat;

import io.spinlane.desktop.live.CounterNames;
import io.spinlane.desktop.live.Series;
import io.spinlane.topology.sample.Samples;
import io.spinlane.v1.Topology;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import javafx.stage.Stage;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.framework.junit5.Stop;
import org.testfx.util.WaitForAsyncUtils;
import org.w3c.dom.Document;

/** A robot takes what a real engine has done home: the numbers, and the charts as pictures. */
@ExtendWith(ApplicationExtension.class)
@SuppressWarnings("NullAway.Init") // set before each test by start
class StatisticsJourneyTest {
  private static final String CORE = "sw1";

  /** Times in the file are when samples came, rates are over the agent's own clock. */
  private static final double JITTER = 0.05;

  /** 60 bytes, without the checksum (IEEE 802.3). */
  private static final double SHORTEST_FRAME_BITS = 60 * 8;

  @TempDir static Path folder;

  private final Answers answers = new Answers();
  private SharedAgent agent;
  private Workbench workbench;
  private Monitoring monitoring;

  /** A line of the file. */
  private record Row(Instant time, double packetsPerSecond, double bitsPerSecond) {}

  @Start
  void start(Stage stage) throws IOException {
    agent = new SharedAgent(Files.createTempDirectory(folder, "agent"));
    workbench = new Workbench(stage);
    workbench.fileActions().useDialogs(answers);
    monitoring = new Monitoring(workbench, Optional.of(agent));
    workbench.show();
    stage.setWidth(1280);
    stage.setHeight(900);
  }

  @Stop
  void stop() {
    monitoring.close();
    agent.close();
  }

  private void connect(FxRobot robot) throws TimeoutException {
    Topology sample = Samples.all().getFirst().topology();
    agent.applyAs("anna", "sample", sample);
    robot.interact(
        () -> {
          workbench.model().open(sample);
          monitoring.showCharts();
          workbench.commands().run(workbench.commands().get("host-connect"));
        });
    untilSamples(2);
  }

  private int samples() {
    return WaitForAsyncUtils.waitForAsyncFx(
        60_000,
        () -> {
          Series history = monitoring.stats().histories().get(CORE);
          return history == null ? 0 : history.count();
        });
  }

  private void untilSamples(int wanted) throws TimeoutException {
    until(() -> samples() >= wanted);
  }

  /** By the button above the charts. */
  private Path export(FxRobot robot, String item, String name)
      throws IOException, TimeoutException {
    Path path = Files.createTempDirectory(folder, "export").resolve(name);
    answers.path(path);
    robot.clickOn("#charts-export");
    until(() -> robot.lookup(item).tryQuery().isPresent());
    robot.clickOn(item);
    until(() -> Files.exists(path)); // it is whole from its first moment on
    assertThat(answers.told()).as("complaints").isEmpty();
    return path;
  }

  private static List<Row> rows(Path csv) throws IOException {
    List<String> lines = Files.readAllLines(csv);
    assertThat(lines.getFirst()).isEqualTo("time,core,packets_per_second,bits_per_second");
    List<Row> rows = new ArrayList<>();
    for (String line : lines.subList(1, lines.size())) {
      String[] cells = line.split(",", -1);
      assertThat(cells).as(line).hasSize(4);
      assertThat(cells[1]).isEqualTo(CORE);
      rows.add(new Row(Instant.parse(cells[0]), number(cells[2]), number(cells[3])));
    }
    return rows;
  }

  private static double number(String cell) {
    return cell.isEmpty() ? 0 : Double.parseDouble(cell);
  }

  @Test
  void theNumbersAreThoseTheAgentCounted(FxRobot robot) throws Exception {
    connect(robot);
    long before = agent.counted(CORE, CounterNames.RECEIVE_PACKETS);
    untilSamples(samples() + 30);
    long after = agent.counted(CORE, CounterNames.RECEIVE_PACKETS);
    untilSamples(samples() + 2);
    List<Row> rows = rows(export(robot, "#charts-export-csv", "numbers.csv"));
    long now = agent.counted(CORE, CounterNames.RECEIVE_PACKETS);
    assertThat(rows).hasSizeGreaterThan(30);
    // an agent that was held up takes two samples in a row: they may share a millisecond
    assertThat(rows).extracting(Row::time).isSorted();
    double packets =
        IntStream.range(1, rows.size())
            .mapToDouble(
                i ->
                    rows.get(i).packetsPerSecond
                        * Duration.between(rows.get(i - 1).time, rows.get(i).time).toNanos()
                        / 1e9)
            .sum();
    assertThat(after).isGreaterThan(before);
    assertThat(packets).isBetween((after - before) * (1 - JITTER), now * (1 + JITTER));
    assertThat(rows)
        .allSatisfy(
            row ->
                assertThat(row.bitsPerSecond)
                    .isGreaterThan(0.99 * SHORTEST_FRAME_BITS * row.packetsPerSecond - 1));
  }

  @Test
  void theChartsArePictures(FxRobot robot) throws Exception {
    connect(robot);
    untilSamples(20);
    BufferedImage png =
        ImageIO.read(export(robot, "#charts-export-charts-png", "charts.png").toFile());
    assertThat(png.getWidth()).isGreaterThan(400);
    int[] pixels = png.getRGB(0, 0, png.getWidth(), png.getHeight(), null, 0, png.getWidth());
    assertThat(IntStream.of(pixels).distinct().count()).as("colours").isGreaterThan(8);
    Document svg =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(export(robot, "#charts-export-charts-svg", "charts.svg").toFile());
    assertThat(svg.getDocumentElement().getTagName()).isEqualTo("svg");
    assertThat(svg.getDocumentElement().getTextContent())
        .contains(CORE)
        .contains(workbench.model().topology().getName());
    assertThat(svg.getElementsByTagName("path").getLength()).isPositive();
  }
}
