package io.spinlane.desktop;

import io.spinlane.desktop.command.Command;
import io.spinlane.desktop.help.AboutDialog;
import io.spinlane.desktop.help.HelpWindow;
import io.spinlane.desktop.text.Texts;
import javafx.scene.Node;
import javafx.scene.Scene;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/** Opens the help where people are: at a property, at what is selected, or at its first page. */
final class HelpActions {
  private final Workbench workbench;
  private final Scene scene;
  private @Nullable HelpWindow window;

  HelpActions(Workbench workbench, Scene scene) {
    this.workbench = workbench;
    this.scene = scene;
    workbench.inspector().onHelp(this::open);
    workbench
        .commands()
        .add(
            "help",
            Command.of("help-here", "action.helpHere", this::openHere)
                .on("F1")
                .drawn(Feather.BOOK_OPEN),
            Command.named("help-start", () -> Texts.get("help.title"), () -> open("start")),
            Command.of("about", "action.about", this::about));
  }

  private void about() {
    new AboutDialog(workbench.stage(), Clipboards::put).show();
  }

  private void openHere() {
    Node focused = scene.getFocusOwner();
    open(workbench.inspector().anchorOf(focused == null ? scene.getRoot() : focused));
  }

  /** Most sessions never ask, so it is made when somebody does. */
  private void open(String anchor) {
    if (window == null) {
      window = new HelpWindow(scene, workbench.contextMenus(), Clipboards::put);
    }
    window.open(anchor);
  }
}
