package io.spinlane.desktop.connections;

import io.spinlane.desktop.text.Texts;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** Below the table: what is shown, other pages, refreshing, and ending what is selected. */
final class PagesBar extends HBox {
  private static final PseudoClass BAD = PseudoClass.getPseudoClass("bad");

  private final Label say = new Label();
  private final Button end = new Button();
  private final Button previous;
  private final Button next;
  private final Button refresh;
  private final ToggleButton live = new ToggleButton(Texts.get("connections.live"));
  private boolean ending;

  PagesBar(Runnable goBack, Runnable goOn, Runnable ask, Runnable kill) {
    getStyleClass().add("connections-bar");
    say.setId("connections-say");
    say.setMaxWidth(Double.MAX_VALUE);
    say.setMinWidth(0);
    say.setWrapText(true);
    HBox.setHgrow(say, Priority.ALWAYS);
    previous = button("previous", new FontIcon(Feather.CHEVRON_LEFT), goBack);
    next = button("next", new FontIcon(Feather.CHEVRON_RIGHT), goOn);
    refresh = button("refresh", new FontIcon(Feather.REFRESH_CW), ask);
    live.setId("connections-live");
    live.setSelected(true);
    live.setTooltip(new Tooltip(Texts.get("connections.live.help")));
    live.setMinWidth(Region.USE_PREF_SIZE);
    end.setId("connections-end");
    end.setMinWidth(Region.USE_PREF_SIZE);
    end.setOnAction(_ -> kill.run());
    getChildren().addAll(end, say, previous, next, live, refresh);
    showSelected(0, false);
  }

  private static Button button(String what, Node sign, Runnable action) {
    Button button = new Button(null, sign);
    button.setId("connections-" + what);
    button.getStyleClass().addAll("button-icon", "flat");
    button.setAccessibleText(Texts.get("connections." + what));
    button.setTooltip(new Tooltip(Texts.get("connections." + what)));
    button.setOnAction(_ -> action.run());
    return button;
  }

  /** The table is to be kept fresh. */
  boolean live() {
    return live.isSelected();
  }

  /** While connections are being ended the button stops that. */
  void showEnding(long done, long of) {
    ending = of > 0;
    end.setText(Texts.get("connections.stop", done, of));
    end.setDisable(false);
  }

  void showSelected(int count, boolean connected) {
    if (ending) {
      return;
    }
    end.setText(count == 0 ? Texts.get("connections.end") : Texts.get("connections.end.n", count));
    end.setDisable(count == 0 || !connected);
  }

  void showPages(boolean hasPrevious, boolean hasNext, boolean connected) {
    previous.setDisable(!hasPrevious || !connected);
    next.setDisable(!hasNext || !connected);
    refresh.setDisable(!connected);
  }

  void tell(String sentence, boolean bad) {
    say.setText(sentence);
    say.pseudoClassStateChanged(BAD, bad);
  }
}
