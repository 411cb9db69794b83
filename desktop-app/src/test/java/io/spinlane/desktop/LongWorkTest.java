package io.spinlane.desktop;

import static io.spinlane.desktop.Waiting.until;
import static org.assertj.core.api.Assertions.assertThat;

import io.spinlane.desktop.model.Edit;
import io.spinlane.desktop.pictures.Shots;
import io.spinlane.desktop.remote.ConnectionStatus.State;
import io.spinlane.desktop.remote.NetworkPlace;
import io.spinlane.testing.Needs;
import io.spinlane.topology.file.AtomicFile;
import io.spinlane.topology.file.TopologyFileException;
import io.spinlane.topology.file.TopologyFiles;
import io.spinlane.v1.Topology;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import javafx.application.Platform;
import javafx.scene.control.Labeled;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.framework.junit5.Stop;
import org.testfx.util.WaitForAsyncUtils;

/**
 * Work that does not end by itself is said to go on, ends when people want it, and leaves nothing.
 */
@ExtendWith(ApplicationExtension.class)
@SuppressWarnings("NullAway.Init") // set before each test by start
class LongWorkTest {
  private static final Path PICTURES = Path.of("target", "pictures");

  @TempDir private Path folder;
  private final Answers answers = new Answers();
  private Workbench workbench;
  private Monitoring monitoring;

  @Start
  void start(Stage stage) throws IOException {
    Files.createDirectories(PICTURES);
    workbench = new Workbench(stage);
    monitoring = new Monitoring(workbench, Optional.empty());
    workbench.fileActions().useDialogs(answers);
    workbench.show();
    Drawings.small(workbench.model());
  }

  @Stop
  void stop() {
    monitoring.close();
  }

  private static String text(FxRobot robot, String id) {
    return robot.lookup(id).queryAs(Labeled.class).getText();
  }

  private static boolean told(FxRobot robot) {
    return robot.lookup("#work-bar").query().isVisible();
  }

  private void run(String command) {
    Platform.runLater(() -> workbench.commands().run(workbench.commands().get(command)));
  }

  private void picture(FxRobot robot, String name) throws IOException {
    Shots.save(robot, workbench.stage().getScene(), PICTURES.resolve(name + ".png"));
  }

  /** A named pipe: who opens it for reading waits until somebody writes. */
  private Path stuckFile(String name) throws IOException, InterruptedException {
    Needs.program("mkfifo");
    Path pipe = folder.resolve(name);
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
    return pipe;
  }

  /** Lets the thread go that still waits at the other end. */
  private static void release(Path pipe, String text) throws IOException {
    Files.writeString(pipe, text);
  }

  @Test
  void anAddressThatNeverAnswersIsGivenUpAtOnce(FxRobot robot) throws Exception {
    List<State> seen = new java.util.concurrent.CopyOnWriteArrayList<>();
    try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      for (Runnable giveUp : ways(robot)) {
        seen.clear();
        NetworkPlace place = new NetworkPlace("127.0.0.1", silent.getLocalPort());
        robot.interact(() -> monitoring.connect(place));
        try (Socket asked = silent.accept()) {
          until(() -> told(robot));
          assertThat(text(robot, "#work-text")).contains(place.name());
          assertThat(text(robot, "#host-connect")).isEqualTo("Cancel");
          picture(robot, "work-connecting");
          giveUp.run();
          until(
              () -> {
                State state = monitoring.connection().status().state();
                seen.add(state);
                return state == State.DISCONNECTED;
              });
          assertThat(seen).as("nobody waited for the call to fail").doesNotContain(State.LOST);
          InputStream in = asked.getInputStream();
          assertThat(in.readAllBytes()).as("what came before the line was closed").isNotEmpty();
        }
        until(() -> !told(robot));
        assertThat(text(robot, "#host-connect")).isEqualTo("Connect");
      }
    }
  }

  private static List<Runnable> ways(FxRobot robot) {
    return List.of(
        () -> robot.clickOn("#work-cancel"),
        () -> robot.push(KeyCode.ESCAPE),
        () -> robot.clickOn("#host-connect"));
  }

  @Test
  void aFileThatCannotBeReadInTimeIsNotOpened(FxRobot robot) throws Exception {
    Path pipe = stuckFile("large.spinlane.yaml");
    Topology before = workbench.model().topology();
    for (Runnable cancel : ways(robot).subList(0, 2)) {
      answers.path(pipe);
      run("open");
      until(() -> told(robot));
      assertThat(text(robot, "#work-text")).contains("large.spinlane.yaml");
      picture(robot, "work-opening");
      robot.push(KeyCode.CONTROL, KeyCode.A).push(KeyCode.DELETE).push(KeyCode.CONTROL, KeyCode.N);
      assertThat(workbench.model().topology()).as("nobody draws meanwhile").isEqualTo(before);
      cancel.run();
      until(() -> !told(robot));
      assertThat(text(robot, "#status")).isEqualTo("Cancelled; nothing has changed.");
      release(pipe, "name: late\n");
      WaitForAsyncUtils.waitForFxEvents();
      assertThat(workbench.model().topology()).isEqualTo(before);
      assertThat(workbench.file().path()).isEmpty();
    }
    robot.push(KeyCode.CONTROL, KeyCode.A).push(KeyCode.DELETE);
    assertThat(workbench.model().elements()).as("the window lives on").isEmpty();
  }

  @Test
  void whoWaitsGetsTheResultInTheEnd(FxRobot robot) throws Exception {
    CountDownLatch slow = new CountDownLatch(1);
    AtomicReference<String> result = new AtomicReference<>("");
    Platform.runLater(
        () -> {
          try {
            result.set(
                workbench
                    .work()
                    .await(
                        "Reading slow.yaml",
                        () -> {
                          slow.await();
                          return "read";
                        }));
          } catch (ExecutionException e) {
            result.set(e.toString());
          }
        });
    until(() -> told(robot));
    assertThat(result.get()).isEmpty();
    slow.countDown();
    until(() -> "read".equals(result.get()));
    until(() -> !told(robot));
  }

  @Test
  void anImportThatIsCancelledBringsNothing(FxRobot robot) throws Exception {
    Path pipe = stuckFile("haproxy.cfg");
    answers.path(pipe);
    Topology before = workbench.model().topology();
    for (String command : List.of("import-haproxy", "inventory-open")) {
      run(command);
      until(() -> told(robot));
      robot.clickOn("#work-cancel");
      until(() -> !told(robot));
      release(pipe, "listen a\n bind 203.0.113.7:80\n server b 10.0.0.1:80\n");
      WaitForAsyncUtils.waitForFxEvents();
      assertThat(workbench.model().topology()).isEqualTo(before);
      assertThat(workbench.host().hasOffline()).isFalse();
    }
    assertThat(answers.told()).isEmpty();
  }

  @Test
  void writingThatIsCancelledLeavesTheOldFile(FxRobot robot) throws Exception {
    Path file = Files.writeString(folder.resolve("rates.csv"), "old");
    CountDownLatch half = new CountDownLatch(1);
    CountDownLatch never = new CountDownLatch(1);
    robot.interact(
        () ->
            workbench
                .work()
                .write(
                    "Writing rates.csv",
                    () ->
                        AtomicFile.write(
                            file,
                            out -> {
                              out.write("new".getBytes(StandardCharsets.UTF_8));
                              half.countDown();
                              try {
                                never.await();
                              } catch (InterruptedException e) {
                                Thread.currentThread().interrupt(); // and the stream closes
                              }
                            }),
                    () -> workbench.window().say("written"),
                    problem -> workbench.window().say("failed: " + problem)));
    assertThat(half.await(30, TimeUnit.SECONDS)).isTrue();
    until(() -> told(robot));
    robot.push(KeyCode.ESCAPE);
    until(() -> text(robot, "#status").equals("Cancelled; no file was written."));
    assertThat(file).hasContent("old");
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left).containsExactly(file);
    }
  }

  /** A file that is open, was changed, and is now a pipe: a save asks first what is in it. */
  private Path stuckSave(FxRobot robot) throws Exception {
    Path file = Files.writeString(folder.resolve("edge.spinlane.yaml"), "name: before\n");
    robot.interact(() -> workbench.fileActions().open(file));
    rename(robot, "first");
    Files.delete(file);
    return stuckFile("edge.spinlane.yaml");
  }

  private void rename(FxRobot robot, String name) {
    robot.interact(
        () ->
            workbench
                .model()
                .apply(Edit.of("rename", drawn -> drawn.toBuilder().setName(name).build())));
  }

  private static String saved(Path file) throws TopologyFileException {
    return TopologyFiles.read(file).topology().getName();
  }

  @Test
  void whoSavesDrawsOnAndWhatIsDrawnMeanwhileIsNotYetSaved(FxRobot robot) throws Exception {
    Path file = stuckSave(robot);
    run("save");
    until(() -> told(robot));
    assertThat(text(robot, "#work-text")).contains("edge.spinlane.yaml");
    picture(robot, "work-saving");
    rename(robot, "second");
    release(file, "name: before\n");
    Saves.end(workbench);
    assertThat(saved(file)).as("as it was when it was saved").isEqualTo("first");
    assertThat(workbench.model().dirty()).isTrue();
    robot.interact(workbench.model()::undo);
    assertThat(workbench.model().dirty()).as("back at what is in the file").isFalse();
    assertThat(answers.asked()).isEmpty();
  }

  @Test
  void savesComeInTheOrderInWhichTheyWereAskedFor(FxRobot robot) throws Exception {
    Path file = stuckSave(robot);
    Path other = folder.resolve("other.spinlane.json");
    run("save");
    until(() -> told(robot));
    rename(robot, "second");
    run("save");
    answers.path(other);
    run("save-as");
    WaitForAsyncUtils.waitForFxEvents();
    assertThat(other).as("waits for its turn").doesNotExist();
    release(file, "name: before\n");
    Saves.end(workbench);
    assertThat(saved(file)).isEqualTo("second");
    assertThat(saved(other)).isEqualTo("second");
    assertThat(workbench.file().path()).as("the last one").contains(other);
    assertThat(workbench.model().dirty()).isFalse();
  }

  @Test
  void aSaveThatIsCancelledWritesNothing(FxRobot robot) throws Exception {
    Path file = stuckSave(robot);
    run("save");
    until(() -> told(robot));
    robot.clickOn("#work-cancel");
    until(() -> !told(robot));
    release(file, "name: before\n");
    Saves.end(workbench);
    assertThat(text(robot, "#status")).isEqualTo("Cancelled; no file was written.");
    assertThat(Files.isRegularFile(file)).as("still the pipe").isFalse();
    assertThat(workbench.model().dirty()).isTrue();
    Files.delete(file);
    run("save");
    Saves.end(workbench);
    assertThat(saved(file)).isEqualTo("first");
  }

  @Test
  void closingWaitsForTheSaveThatRuns(FxRobot robot) throws Exception {
    Path file = stuckSave(robot);
    answers.discard(FileDialogs.Answer.CANCEL);
    run("save");
    until(() -> told(robot));
    quit(robot);
    assertThat(workbench.stage().isShowing()).isTrue();
    release(file, "name: before\n");
    until(() -> !workbench.stage().isShowing());
    assertThat(saved(file)).isEqualTo("first");
  }

  /** Closes the window, which waits for what is still saved. */
  private void quit(FxRobot robot) throws TimeoutException {
    run("quit");
    until(() -> text(robot, "#work-text").startsWith("Saving"));
  }

  @Test
  void whoWillNotWaitForTheSaveIsAsked(FxRobot robot) throws Exception {
    Path file = stuckSave(robot);
    answers.discard(FileDialogs.Answer.CANCEL);
    run("save");
    until(() -> told(robot));
    quit(robot);
    robot.push(KeyCode.ESCAPE);
    until(() -> text(robot, "#work-text").startsWith("Writing"));
    assertThat(workbench.stage().isShowing()).as("not saved yet: cancelled").isTrue();
    answers.discard(FileDialogs.Answer.DISCARD);
    quit(robot);
    robot.push(KeyCode.ESCAPE);
    until(() -> !workbench.stage().isShowing());
    release(file, "name: before\n");
  }

  @Test
  void aLayoutThatIsStoppedMovesNothing(FxRobot robot) throws Exception {
    Topology drawn = LargeDrawing.of(2000);
    robot.interact(() -> workbench.model().open(drawn));
    // in one turn of the JavaFX thread: the layout cannot be over before
    robot.interact(
        () -> {
          workbench.commands().run(workbench.commands().get("layout"));
          robot.lookup("#work-cancel").queryButton().fire();
        });
    until(() -> text(robot, "#status").equals("Cancelled; nothing has changed."));
    run("layout");
    until(() -> text(robot, "#status").matches("[\\d,]+ elements laid out[.]"));
    until(() -> !told(robot));
    assertThat(workbench.model().undoNames()).as("one step, of the second one").hasSize(1);
    robot.interact(workbench.model()::undo);
    assertThat(workbench.model().topology()).isEqualTo(drawn);
  }
}
