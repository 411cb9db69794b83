package io.spinlane.desktop.host;

import io.spinlane.desktop.remote.AgentPlace;
import io.spinlane.desktop.remote.ConnectionStatus;
import io.spinlane.desktop.remote.ConnectionStatus.State;
import io.spinlane.desktop.remote.NetworkPlace;
import io.spinlane.desktop.text.Texts;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** Chooses the agent, and says how the line to it is. */
public final class HostPanel extends HBox {
  private static final int MOST_HOSTS = 8;

  private final ComboBox<String> box = new ComboBox<>();
  private final Button connect = new Button();
  private final Button importButton = new Button(null, new FontIcon(Feather.DOWNLOAD));
  private final Label state = new Label();
  private final Optional<AgentPlace> embedded;
  private final Consumer<AgentPlace> go;
  private final Runnable leave;
  private final Consumer<String> complain;
  private boolean engaged;

  /** On the way to a host for the first time; afterwards the app comes back by itself. */
  private boolean setOut;

  private String watched = "";
  private Consumer<List<String>> keep = _ -> {};

  /**
   * A panel that is not connected.
   *
   * @param embedded the agent inside the app, if there is one
   * @param go connects
   * @param leave disconnects
   * @param drawHost offers what the host has, or ways to know one
   * @param complain tells a sentence
   */
  public HostPanel(
      Optional<AgentPlace> embedded,
      Consumer<AgentPlace> go,
      Runnable leave,
      Runnable drawHost,
      Consumer<String> complain) {
    this.embedded = embedded;
    this.go = go;
    this.leave = leave;
    this.complain = complain;
    getStyleClass().add("host-panel");
    box.setId("host-box");
    box.setEditable(true);
    box.setPromptText(Texts.get("host.prompt"));
    box.setAccessibleText(Texts.get("host.title"));
    box.setTooltip(new Tooltip(Texts.get("host.title")));
    embedded.ifPresent(place -> box.getItems().add(place.name()));
    box.setValue(embedded.map(AgentPlace::name).orElse("localhost:" + NetworkPlace.DEFAULT_PORT));
    box.getEditor().setId("host-field");
    box.getEditor().textProperty().addListener((_, _, _) -> refreshButton());
    // The box itself has the focus, and keeps Enter from its editor.
    box.addEventFilter(
        KeyEvent.KEY_PRESSED,
        event -> {
          if (event.getCode() == KeyCode.ENTER && !box.isShowing() && (!engaged || isOther())) {
            press();
            event.consume();
          }
        });
    connect.setId("host-connect");
    connect.setOnAction(_ -> press());
    importButton.setId("host-import");
    importButton.setTooltip(new Tooltip(Texts.get("host.import.help")));
    importButton.setAccessibleText(Texts.get("host.import"));
    importButton.getStyleClass().add("button-icon");
    importButton.setOnAction(_ -> drawHost.run());
    state.setId("host-state");
    state.getStyleClass().add("host-state");
    for (Region readable : List.of(connect, importButton)) {
      readable.setMinWidth(USE_PREF_SIZE);
    }
    // In a small window these give way: the sign and the first letters stay.
    state.setMinWidth(44);
    box.setMinWidth(72);
    getChildren().addAll(state, box, connect, importButton);
    show(ConnectionStatus.DISCONNECTED);
  }

  /**
   * Offers hosts of earlier days.
   *
   * @param known their names, latest first
   * @param keeping told all of them whenever a connection is made
   */
  public void remember(List<String> known, Consumer<List<String>> keeping) {
    keep = keeping;
    known.stream().filter(name -> !box.getItems().contains(name)).forEach(box.getItems()::add);
  }

  /** Connects to the host that is chosen, or leaves the one that is watched. */
  public void press() {
    if (engaged && !isOther()) {
      leave.run();
      return;
    }
    try {
      go.accept(place(text()));
    } catch (IllegalArgumentException e) {
      complain.accept(String.valueOf(e.getMessage()));
    }
  }

  private String text() {
    String text = box.getEditor().getText();
    return text == null ? "" : text.strip();
  }

  /** Another host is chosen than the one that is watched. */
  private boolean isOther() {
    return !text().isEmpty() && !text().equals(watched);
  }

  private void refreshButton() {
    String leaving = setOut ? "host.giveUp" : "host.leave";
    connect.setText(Texts.get(engaged && !isOther() ? leaving : "host.connect"));
  }

  private AgentPlace place(String text) {
    Optional<AgentPlace> inside = embedded.filter(place -> place.name().equals(text.strip()));
    return inside.isPresent() ? inside.get() : NetworkPlace.parse(text);
  }

  /** Shows how the line is. */
  public void show(ConnectionStatus status) {
    setOut = status.state() == State.CONNECTING && (setOut || !engaged);
    engaged = status.state() != State.DISCONNECTED;
    String name = status.state().name().toLowerCase(Locale.ROOT);
    state.setText(Texts.get("host." + name));
    state.setTooltip(new Tooltip(Texts.get("host." + name)));
    state.getStyleClass().setAll("label", "host-state", "host-state-" + name);
    if (engaged && !status.place().equals(watched)) {
      watched = status.place();
      box.setValue(watched);
    } else if (!engaged) {
      watched = "";
    }
    if (status.connected()) {
      putFirst(status.place());
    }
    refreshButton();
  }

  /** The latest host is offered first, after the agent inside the app. */
  private void putFirst(String place) {
    boolean inside = embedded.filter(one -> one.name().equals(place)).isPresent();
    int first = embedded.isPresent() ? 1 : 0;
    if (inside || (box.getItems().size() > first && box.getItems().get(first).equals(place))) {
      return;
    }
    String typed = text();
    box.getItems().remove(place);
    box.getItems().add(first, place);
    if (box.getItems().size() > first + MOST_HOSTS) {
      box.getItems().removeLast();
    }
    box.setValue(typed);
    keep.accept(List.copyOf(box.getItems().subList(first, box.getItems().size())));
  }
}
