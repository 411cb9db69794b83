package io.spinlane.desktop;

import static io.spinlane.desktop.Waiting.until;
import static org.assertj.core.api.Assertions.assertThat;

import io.spinlane.desktop.FileDialogs.Overwrite;
import io.spinlane.desktop.FileDialogs.Uncommented;
import io.spinlane.desktop.model.DesignModel;
import io.spinlane.desktop.model.Edits;
import io.spinlane.desktop.model.Point;
import io.spinlane.desktop.pictures.Shots;
import io.spinlane.desktop.text.Texts;
import io.spinlane.topology.file.TopologyFiles;
import io.spinlane.topology.sample.Samples;
import io.spinlane.v1.Topology;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.DialogPane;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/** A save never overwrites what somebody else wrote without being told to. */
@ExtendWith(ApplicationExtension.class)
@SuppressWarnings("NullAway.Init") // set before each test by start
class SavingJourneyTest {
  private static final String THEIRS = "name: theirs\n";
  private static final Path PICTURES = Path.of("target", "pictures");

  @TempDir private Path folder;
  private final Answers answers = new Answers();
  private Workbench workbench;
  private DesignModel model;
  private Path path;

  @Start
  void start(Stage stage) throws IOException {
    Files.createDirectories(PICTURES);
    workbench = new Workbench(stage);
    workbench.fileActions().useDialogs(answers);
    workbench.show();
    model = workbench.model();
  }

  @BeforeEach
  void openAndEdit(FxRobot robot) throws IOException {
    path = folder.resolve("edge.spinlane.yaml");
    TopologyFiles.save(path, Samples.find("two-nic-nat").orElseThrow().topology());
    robot.interact(() -> workbench.fileActions().open(path));
    move(robot, 900);
  }

  private void move(FxRobot robot, double y) {
    String any = model.elements().keySet().iterator().next();
    robot.interact(
        () -> {
          model.apply(Edits.move(Map.of(any, new Point(1000, y))));
          model.endMerge();
          workbench.canvas().requestFocus();
        });
    assertThat(model.dirty()).isTrue();
  }

  private void save(FxRobot robot) throws TimeoutException {
    robot.push(KeyCode.CONTROL, KeyCode.S);
    Saves.end(workbench);
  }

  @Test
  void aFileNobodyElseWroteIsSavedWithoutAQuestion(FxRobot robot) throws Exception {
    save(robot);
    move(robot, 950);
    save(robot);
    assertThat(answers.asked()).isEmpty();
    assertThat(TopologyFiles.read(path).topology()).isEqualTo(model.topology());
    move(robot, 980);
    Files.delete(path);
    save(robot);
    assertThat(answers.asked()).as("a file that is gone is just written").isEmpty();
    assertThat(TopologyFiles.read(path).topology()).isEqualTo(model.topology());
  }

  @Test
  void whatAnotherProgramWroteStaysUntilSomebodySaysOverwrite(FxRobot robot) throws Exception {
    Files.writeString(path, THEIRS);
    save(robot);
    assertThat(answers.asked()).containsExactly("changed edge.spinlane.yaml");
    assertThat(path).hasContent(THEIRS);
    assertThat(model.dirty()).as("cancelled").isTrue();
    Path link = Files.createSymbolicLink(folder.resolve("link.spinlane.yaml"), path);
    answers.path(link);
    saveAs(robot);
    assertThat(answers.asked()).as("the same file by another name").hasSize(2);
    assertThat(path).hasContent(THEIRS);
    answers.overwrite(Overwrite.OVERWRITE);
    save(robot);
    assertThat(TopologyFiles.read(path).topology()).isEqualTo(model.topology());
    assertThat(model.dirty()).isFalse();
    move(robot, 950);
    save(robot);
    assertThat(answers.asked()).as("told once").hasSize(3);
  }

  @Test
  void savingElsewhereKeepsBoth(FxRobot robot) throws Exception {
    Files.writeString(path, THEIRS);
    Path other = folder.resolve("mine.spinlane.yaml");
    answers.path(other).overwrite(Overwrite.SAVE_AS);
    save(robot);
    assertThat(path).hasContent(THEIRS);
    assertThat(TopologyFiles.read(other).topology()).isEqualTo(model.topology());
    assertThat(workbench.file().path()).contains(other);
  }

  @Test
  void aNameWithoutAKindGetsTheChosenOneAndReplacesNothingUnasked(FxRobot robot) throws Exception {
    Path core = folder.resolve("core");
    Path whole = folder.resolve("core.spinlane.json");
    assertThat(StageDialogs.whole(core, ".spinlane.json", _ -> false)).contains(whole);
    Files.writeString(whole, THEIRS);
    assertThat(StageDialogs.whole(core, ".spinlane.json", _ -> false)).isEmpty();
    assertThat(StageDialogs.whole(core, ".spinlane.json", whole::equals)).contains(whole);
    Path text = folder.resolve("core.txt");
    assertThat(StageDialogs.whole(text, ".spinlane.json", _ -> false)).contains(text);
    answers.path(text);
    saveAs(robot);
    assertThat(text).doesNotExist();
    assertThat(answers.told().getLast()).contains(".spinlane.json");
  }

  private void saveAs(FxRobot robot) throws TimeoutException {
    robot.push(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.S);
    Saves.end(workbench);
  }

  @Test
  void commentsStayBehindOnlyWhenSomebodySaysSo(FxRobot robot) throws Exception {
    Files.writeString(path, "# Ask first.\n" + Files.readString(path));
    robot.interact(() -> workbench.fileActions().open(path));
    move(robot, 950);
    save(robot);
    assertThat(path).content().startsWith("# Ask first.\n");
    Path json = folder.resolve("edge.spinlane.json");
    answers.path(json);
    saveAs(robot);
    assertThat(answers.asked()).containsExactly("1 comments edge.spinlane.json");
    assertThat(json).doesNotExist();
    answers.uncommented(Uncommented.SAVE);
    saveAs(robot);
    move(robot, 980);
    save(robot);
    assertThat(answers.asked()).as("asked once for each answer").hasSize(2);
    assertThat(TopologyFiles.read(json).topology()).isEqualTo(model.topology());
    Path again = folder.resolve("again.spinlane.yaml");
    answers.path(again);
    saveAs(robot);
    assertThat(again).content().as("they are not forgotten").startsWith("# Ask first.\n");
    assertThat(path).content().startsWith("# Ask first.\n");
  }

  @Test
  void reloadingIsAnEditThatUndoTakesBack(FxRobot robot) throws Exception {
    Topology mine = model.topology();
    Files.writeString(path, THEIRS);
    answers.overwrite(Overwrite.RELOAD);
    save(robot);
    until(() -> model.topology().getName().equals("theirs"));
    assertThat(model.dirty()).isFalse();
    robot.push(KeyCode.CONTROL, KeyCode.Z);
    assertThat(model.topology()).isEqualTo(mine);
    save(robot);
    assertThat(answers.asked()).as("theirs has been seen").hasSize(1);
    assertThat(TopologyFiles.read(path).topology()).isEqualTo(mine);
    Files.writeString(path, "nics: [{");
    move(robot, 950);
    save(robot);
    until(() -> !answers.told().isEmpty());
    assertThat(answers.told()).singleElement().asString().contains("Line 1");
    assertThat(model.dirty()).as("a broken file changes nothing").isTrue();
  }

  @Test
  void aWriteProtectedFileStaysAndTheMessageSaysWhatToDo(FxRobot robot) throws Exception {
    Topology before = TopologyFiles.read(path).topology();
    assertThat(path.toFile().setReadOnly()).isTrue();
    save(robot);
    assertThat(answers.told())
        .singleElement()
        .asString()
        .contains(path.toString(), "write-protected", "Save under another name");
    assertThat(TopologyFiles.read(path).topology()).isEqualTo(before);
    assertThat(model.dirty()).isTrue();
  }

  @Test
  void closingWithASaveThatIsNotMadeKeepsTheDrawing(FxRobot robot) throws Exception {
    Files.writeString(path, THEIRS);
    answers.discard(FileDialogs.Answer.SAVE);
    Topology mine = model.topology();
    robot.push(KeyCode.CONTROL, KeyCode.N);
    assertThat(model.topology()).isEqualTo(mine);
    assertThat(path).hasContent(THEIRS);
  }

  @Test
  void theQuestionNamesTheFileAndWhatIsLost(FxRobot robot) throws Exception {
    StageDialogs dialogs = new StageDialogs(workbench.stage());
    Map<String, Overwrite> buttons =
        Map.of(
            "#overwrite-overwrite", Overwrite.OVERWRITE,
            "#overwrite-save-as", Overwrite.SAVE_AS,
            "#overwrite-reload", Overwrite.RELOAD,
            "#overwrite-cancel", Overwrite.CANCEL);
    for (Map.Entry<String, Overwrite> button : buttons.entrySet()) {
      var answer = ask(() -> dialogs.askOverwrite("edge.spinlane.yaml"));
      Button pressed = robot.lookup(button.getKey()).queryButton();
      assertThat(((DialogPane) pressed.getScene().getRoot()).getContentText())
          .isEqualTo(Texts.get("file.changed.help"));
      assertThat(pressed.isDefaultButton()).isEqualTo(button.getValue() == Overwrite.SAVE_AS);
      picture(robot, "overwrite", pressed.getScene());
      robot.interact(pressed::fire);
      assertThat(answer.get(30, TimeUnit.SECONDS)).isEqualTo(button.getValue());
    }
    var comments = ask(() -> dialogs.askUncommented("edge.spinlane.json", 2));
    Button saveAs = robot.lookup("#uncommented-save-as").queryButton();
    assertThat(saveAs.isDefaultButton()).isTrue();
    assertThat(((DialogPane) saveAs.getScene().getRoot()).getContentText()).contains("the 2 in");
    picture(robot, "uncommented", saveAs.getScene());
    robot.interact(saveAs::fire);
    assertThat(comments.get(30, TimeUnit.SECONDS)).isEqualTo(Uncommented.SAVE_AS);
  }

  @Test
  void whoPressesEnterAtOnceReplacesNothing(FxRobot robot) throws Exception {
    StageDialogs dialogs = new StageDialogs(workbench.stage());
    var answer = ask(() -> dialogs.mayReplace(path));
    Button cancel = robot.lookup("#replace-cancel").queryButton();
    until(() -> cancel.getScene().getWindow().isFocused() && cancel.isFocused());
    picture(robot, "replace", cancel.getScene());
    robot.push(KeyCode.ENTER);
    assertThat(answer.get(30, TimeUnit.SECONDS)).isFalse();
  }

  private static <T> CompletableFuture<T> ask(Supplier<T> question) {
    CompletableFuture<T> answer = new CompletableFuture<>();
    Platform.runLater(() -> answer.complete(question.get()));
    WaitForAsyncUtils.waitForFxEvents();
    return answer;
  }

  private void picture(FxRobot robot, String name, Scene scene) {
    Shots.save(robot, scene, PICTURES.resolve(name + ".png"));
  }
}
