package io.spinlane.desktop.host;

import io.spinlane.desktop.remote.AgentPlace;
import io.spinlane.desktop.remote.ConnectionStatus;
import io.spinlane.desktop.remote.ConnectionStatus.State;
import io.spinlane.desktop.remote.NetworkPlace;
import io.spinlane.desktop.text.Texts;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;

/** Chooses the agent, and says how the line to it is. */
public final class HostPanel extends HBox {
  private final ComboBox<String> box = new ComboBox<>();
  private final Button connect = new Button();
  private final Button importButton = new Button(Texts.get("host.import"));
  private final Label state = new Label();
  private final Optional<AgentPlace> embedded;
  private final Consumer<AgentPlace> go;
  private final Runnable leave;
  private final Consumer<String> complain;
  private boolean engaged;

  /**
   * A panel that is not connected.
   *
   * @param embedded the agent inside the app, if there is one
   * @param go connects
   * @param leave disconnects
   * @param drawHost offers what the host has
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
    box.setPrefWidth(170);
    embedded.ifPresent(place -> box.getItems().add(place.name()));
    box.setValue(embedded.map(AgentPlace::name).orElse("localhost:" + NetworkPlace.DEFAULT_PORT));
    connect.setId("host-connect");
    connect.setOnAction(_ -> press());
    importButton.setId("host-import");
    importButton.setTooltip(new Tooltip(Texts.get("host.import.help")));
    importButton.setOnAction(_ -> drawHost.run());
    state.setId("host-state");
    state.getStyleClass().add("host-state");
    getChildren().addAll(state, box, connect, importButton);
    show(ConnectionStatus.DISCONNECTED);
  }

  /** Connects to the host that is chosen, or leaves it. */
  public void press() {
    if (engaged) {
      leave.run();
      return;
    }
    String text = box.getEditor().getText();
    try {
      go.accept(place(text == null ? "" : text));
    } catch (IllegalArgumentException e) {
      complain.accept(String.valueOf(e.getMessage()));
    }
  }

  private AgentPlace place(String text) {
    Optional<AgentPlace> inside = embedded.filter(place -> place.name().equals(text.strip()));
    return inside.isPresent() ? inside.get() : NetworkPlace.parse(text);
  }

  /** Shows how the line is. */
  public void show(ConnectionStatus status) {
    engaged = status.state() != State.DISCONNECTED;
    String name = status.state().name().toLowerCase(Locale.ROOT);
    state.setText(Texts.get("host." + name));
    state.getStyleClass().setAll("label", "host-state", "host-state-" + name);
    connect.setText(Texts.get(engaged ? "host.leave" : "host.connect"));
    importButton.setDisable(status.inventory() == null || !status.connected());
    box.setDisable(engaged);
    if (engaged && !status.place().isEmpty()) {
      box.setValue(status.place());
      if (!box.getItems().contains(status.place())) {
        box.getItems().add(status.place());
      }
    }
  }
}
