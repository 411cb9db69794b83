package io.spinlane.desktop.work;

import io.spinlane.desktop.text.Texts;
import javafx.event.EventTarget;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;

/** Says what goes on, how far it is, and has the button that ends it. JavaFX thread. */
public final class WorkBar extends HBox {
  private final Label sentence = new Label();
  private final ProgressBar progress = new ProgressBar();
  private final Button cancel = new Button(Texts.get("work.cancel"));

  /** A bar that nobody sees yet. */
  public WorkBar() {
    setId("work-bar");
    getStyleClass().add("work-bar");
    sentence.setId("work-text");
    progress.setId("work-progress");
    progress.setMinWidth(72);
    progress.setPrefWidth(72);
    progress.setAccessibleText(Texts.get("work.progress"));
    cancel.setId("work-cancel");
    cancel.getStyleClass().addAll("small", "flat");
    cancel.setMinWidth(USE_PREF_SIZE);
    cancel.setTooltip(new Tooltip(Texts.get("work.cancel.help")));
    getChildren().addAll(sentence, progress, cancel);
    hideWork();
  }

  void onCancel(Runnable task) {
    cancel.setOnAction(_ -> task.run());
  }

  void showWork(String words, double share) {
    sentence.setText(words);
    progress.setProgress(share);
    setShown(true);
  }

  void hideWork() {
    setShown(false);
    progress.setProgress(0); // one that runs on would draw frames for nobody
  }

  private void setShown(boolean shown) {
    setVisible(shown);
    setManaged(shown);
  }

  /** It is in this bar. */
  boolean holds(EventTarget target) {
    Node node = target instanceof Node hit ? hit : null;
    while (node != null && node != this) {
      node = node.getParent();
    }
    return node != null;
  }
}
