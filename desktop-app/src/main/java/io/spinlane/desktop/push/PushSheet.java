package io.spinlane.desktop.push;

import io.spinlane.desktop.push.PushModel.Phase;
import io.spinlane.desktop.text.Texts;
import io.spinlane.desktop.widget.WrappingBar;
import java.util.Locale;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** What the push dialog is made of: a heading, a list that scrolls, how things stand, buttons. */
final class PushSheet extends BorderPane {
  final Label heading = Rows.wrapped("", "push-heading");
  final Label base = Rows.wrapped("", "hint");
  final VBox content = new VBox();
  final Label state = Rows.wrapped("", "push-state");
  final ProgressBar progress = new ProgressBar();
  final TextField note = new TextField();
  private final ScrollPane scroll = new ScrollPane(content);
  private final HBox noteRow;
  final Button push = button("push-go", "push.go");
  final Button overwrite = button("push-overwrite", "push.overwrite");
  final Button takeOver = button("push-reload", "push.reload");
  final Button merge = button("push-merge-open", "push.merge");
  final Button mergeInto = button("push-merge-apply", "push.merge.apply");
  final Button back = button("push-merge-back", "push.merge.back");
  final Button again = button("push-again", "push.again");
  final Button close = button("push-close", "push.close");

  PushSheet() {
    getStyleClass().add("push-dialog");
    VBox top = new VBox(heading, base);
    top.getStyleClass().add("push-top");
    content.getStyleClass().add("push-content");
    scroll.setId("push-scroll");
    scroll.setFitToWidth(true);
    scroll.setFocusTraversable(true); // read on by arrows and Page keys
    scroll.accessibleTextProperty().bind(heading.textProperty());
    scroll.getStyleClass().add("edge-to-edge");
    state.setId("push-state");
    state.setMinHeight(Region.USE_PREF_SIZE);
    progress.setId("push-progress");
    progress.setMaxWidth(Double.MAX_VALUE);
    progress.setAccessibleText(Texts.get("push.progress"));
    note.setId("push-note");
    note.setAccessibleText(Texts.get("push.note"));
    push.getStyleClass().add("accent");
    merge.getStyleClass().add("accent");
    mergeInto.getStyleClass().add("accent");
    overwrite.getStyleClass().add("danger");
    close.setCancelButton(true);
    HBox away = new HBox(takeOver, back);
    away.getStyleClass().add("push-buttons");
    HBox onwards = new HBox(again, overwrite, merge, mergeInto, push, close);
    onwards.setAlignment(Pos.CENTER_RIGHT);
    onwards.getStyleClass().add("push-buttons");
    WrappingBar buttons = new WrappingBar(away, onwards); // long words need two rows
    Label noteLabel = Rows.styled(Texts.get("push.note"), "hint");
    noteLabel.setLabelFor(note);
    noteLabel.setMinWidth(Region.USE_PREF_SIZE);
    HBox.setHgrow(note, Priority.ALWAYS);
    noteRow = new HBox(noteLabel, note);
    noteRow.setAlignment(Pos.CENTER_LEFT);
    noteRow.getStyleClass().add("push-buttons");
    VBox bottom = new VBox(progress, state, noteRow, buttons);
    bottom.getStyleClass().add("push-bottom");
    setTop(top);
    setCenter(scroll);
    setBottom(bottom);
  }

  private static Button button(String id, String key) {
    Button button = new Button(Texts.get(key));
    button.setId(id);
    button.setMinWidth(Region.USE_PREF_SIZE);
    return button;
  }

  /** Looks like the window it belongs to. */
  void dressLike(Scene styled) {
    getStyleClass().addAll(styled.getRoot().getStyleClass());
    getStyleClass().removeAll("main-window");
  }

  /** Shows the buttons that make sense where the push is. */
  void show(Phase phase, boolean merging, boolean undecided) {
    boolean conflict = phase == Phase.CONFLICT;
    show(push, !merging && !conflict && phase != Phase.DONE);
    push.setDisable(phase != Phase.READY);
    show(overwrite, conflict && !merging);
    show(merge, conflict && !merging);
    show(takeOver, conflict && !merging);
    show(back, merging);
    show(mergeInto, merging);
    mergeInto.setDisable(undecided);
    show(again, phase == Phase.FAILED || phase == Phase.UNKNOWN);
    onEnter(merging ? mergeInto : conflict ? merge : again.isVisible() ? again : push);
    boolean busy = phase == Phase.CHECKING || phase == Phase.APPLYING;
    show(progress, busy);
    show(noteRow, !merging && phase != Phase.DONE);
    note.setDisable(phase == Phase.APPLYING);
    close.setText(Texts.get(phase == Phase.APPLYING ? "push.stopWaiting" : "push.close"));
    state.getStyleClass().removeIf(style -> style.startsWith("push-state-"));
    state
        .getStyleClass()
        .add("push-state-" + (merging ? "ready" : phase.name().toLowerCase(Locale.ROOT)));
    leaveWhatIsGone();
  }

  /** Else the toolkit would go on to the button beside it, and the next Enter would press that. */
  private void leaveWhatIsGone() {
    Node at = getScene() == null ? null : getScene().getFocusOwner();
    if (at != null && (!at.isVisible() || at.isDisabled())) {
      scroll.requestFocus();
    }
  }

  /** The same when the drawing is not asked about: whoever was too late looks again. */
  void showRollback(Phase phase) {
    show(phase, false, false);
    for (Node ofDrawings : new Node[] {overwrite, merge, takeOver}) {
      show(ofDrawings, false);
    }
    if (phase == Phase.CONFLICT) {
      show(again, true);
      onEnter(again);
    }
  }

  /** A scene has one button for the key: the one before gives it up first. */
  private void onEnter(Button wanted) {
    for (Button other : new Button[] {push, merge, mergeInto, again}) {
      if (!other.equals(wanted)) {
        other.setDefaultButton(false);
      }
    }
    wanted.setDefaultButton(true);
  }

  private static void show(Node node, boolean wanted) {
    node.setVisible(wanted);
    node.setManaged(wanted);
  }
}
