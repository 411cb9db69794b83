package io.spinlane.desktop.connections;

import io.spinlane.desktop.text.Texts;
import io.spinlane.desktop.widget.FoldingLine;
import io.spinlane.topology.EnumNames;
import io.spinlane.v1.Connection;
import io.spinlane.v1.ConnectionState;
import io.spinlane.v1.Core;
import io.spinlane.v1.CoreRole;
import io.spinlane.v1.Pool;
import io.spinlane.v1.Protocol;
import io.spinlane.v1.Service;
import io.spinlane.v1.Topology;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.css.PseudoClass;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Control;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.BorderPane;
import javafx.util.StringConverter;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** Says which connections are shown. Every change is told at once, unless it makes no sense yet. */
final class FilterBar extends BorderPane {
  private static final PseudoClass WRONG = PseudoClass.getPseudoClass("error");

  private final Consumer<ConnectionQuery> tell;
  private final TextField client = new TextField();
  private final ComboBox<String> service = idBox("service");
  private final ComboBox<String> backend = idBox("backend");
  private final ComboBox<String> core = idBox("core");
  private final ComboBox<Protocol> protocol =
      box(
          new ComboBox<>(),
          "protocol",
          one ->
              one == ConnectionQuery.ALL.protocol()
                  ? Texts.get("connections.any.protocol")
                  : EnumNames.shortName(one));
  private final ComboBox<ConnectionState> state =
      box(
          new ComboBox<>(),
          "state",
          one ->
              one == ConnectionQuery.ALL.state()
                  ? Texts.get("connections.any.state")
                  : ConnectionWords.state(one));
  private final List<ComboBox<?>> boxes = List.of(service, backend, core, state, protocol);
  private final ToggleButton more = new ToggleButton(null, new FontIcon(Feather.FILTER));
  private final Button clear = new Button(null, new FontIcon(Feather.X));
  private final Tooltip hint = new Tooltip(Texts.get("connections.client.help"));
  private boolean showing;

  /** Everything is shown. */
  FilterBar(Consumer<ConnectionQuery> tell) {
    this.tell = tell;
    client.setId("connections-client");
    client.setPromptText(Texts.get("connections.any.client"));
    client.setAccessibleText(Texts.get("connections.client.help"));
    client.setTooltip(hint);
    client.setPrefColumnCount(7);
    protocol
        .getItems()
        .setAll(ConnectionQuery.ALL.protocol(), Protocol.PROTOCOL_TCP, Protocol.PROTOCOL_UDP);
    state
        .getItems()
        .setAll(
            ConnectionQuery.ALL.state(),
            ConnectionState.CONNECTION_STATE_NEW,
            ConnectionState.CONNECTION_STATE_ESTABLISHED,
            ConnectionState.CONNECTION_STATE_CLOSING);
    clear.setId("connections-clear");
    clear.getStyleClass().addAll("button-icon", "flat");
    clear.setTooltip(new Tooltip(Texts.get("connections.clear")));
    clear.setAccessibleText(Texts.get("connections.clear"));
    clear.setOnAction(_ -> ask(ConnectionQuery.ALL));
    setCenter(line());
    offer(Topology.getDefaultInstance());
    show(ConnectionQuery.ALL);
    client.textProperty().addListener((_, _, _) -> changed());
    for (ComboBox<?> each : boxes) {
      each.valueProperty().addListener((_, _, _) -> changed());
      each.visibleProperty().addListener((_, _, _) -> tellFolded());
    }
  }

  private FoldingLine line() {
    more.setId("connections-filters");
    List<Control> all = new ArrayList<>(boxes);
    all.addFirst(client);
    FoldingLine line = new FoldingLine(all, more, clear);
    line.getStyleClass().add("connections-filter");
    return line;
  }

  /** What is asked for must be seen, if only as a number. */
  private void tellFolded() {
    long set =
        boxes.stream()
            .filter(box -> !box.isVisible() && box.getSelectionModel().getSelectedIndex() > 0)
            .count();
    String words =
        set == 0
            ? Texts.get("connections.filters")
            : Texts.get("connections.filters.set", Texts.number(set));
    more.setText(set == 0 ? null : Texts.number(set));
    more.setAccessibleText(words);
    more.setTooltip(new Tooltip(words));
  }

  private static ComboBox<String> idBox(String what) {
    ComboBox<String> ids = new ComboBox<>();
    ids.getStyleClass().add("connections-ids");
    return box(ids, what, id -> id.isEmpty() ? Texts.get("connections.any." + what) : id);
  }

  private static <T> ComboBox<T> box(ComboBox<T> box, String what, Function<T, String> words) {
    box.setId("connections-" + what);
    box.setAccessibleText(Texts.get("connections.column." + what));
    box.setConverter(
        new StringConverter<>() {
          @Override
          public String toString(T value) {
            return value == null ? "" : words.apply(value);
          }

          @Override
          public T fromString(String text) {
            return box.getItems().stream()
                .filter(one -> words.apply(one).equals(text))
                .findFirst()
                .orElse(box.getValue());
          }
        });
    return box;
  }

  /** What may be chosen: all that runs. */
  void offer(Topology running) {
    List<String> backends = new ArrayList<>();
    for (Pool pool : running.getPoolsList()) {
      pool.getBackendsList().forEach(one -> backends.add(one.getId()));
    }
    ConnectionQuery now = query();
    showing = true;
    fill(service, running.getServicesList().stream().map(Service::getId).toList());
    fill(backend, backends);
    fill(
        core,
        running.getCoresList().stream()
            .filter(one -> one.getRole() == CoreRole.CORE_ROLE_SWITCH)
            .map(Core::getId)
            .toList());
    showing = false;
    show(now);
  }

  /** What was removed from the topology still has connections for a while. */
  void offer(List<Connection> connections) {
    Set<String> services = new LinkedHashSet<>();
    Set<String> backends = new LinkedHashSet<>();
    for (Connection connection : connections) {
      services.add(connection.getService());
      backends.add(connection.getBackend());
    }
    addMissing(service, services);
    addMissing(backend, backends);
  }

  private static void fill(ComboBox<String> box, List<String> ids) {
    List<String> all = new ArrayList<>();
    all.add("");
    all.addAll(ids);
    if (!box.getItems().equals(all)) {
      box.getItems().setAll(all);
    }
  }

  private static void addMissing(ComboBox<String> box, Set<String> ids) {
    ids.removeAll(box.getItems());
    box.getItems().addAll(ids);
  }

  private static String chosen(ComboBox<String> box) {
    return box.getValue() == null ? "" : box.getValue();
  }

  /** What the controls say. */
  private ConnectionQuery query() {
    return new ConnectionQuery(
        chosen(service),
        chosen(backend),
        chosen(core),
        client.getText() == null ? "" : client.getText().strip(),
        protocol.getValue() == null ? ConnectionQuery.ALL.protocol() : protocol.getValue(),
        state.getValue() == null ? ConnectionQuery.ALL.state() : state.getValue());
  }

  /** Shows a query, and tells it. */
  void ask(ConnectionQuery query) {
    show(query);
    tell.accept(query);
  }

  private void show(ConnectionQuery query) {
    showing = true;
    choose(service, query.service());
    choose(backend, query.backend());
    choose(core, query.core());
    client.setText(query.client());
    protocol.setValue(query.protocol());
    state.setValue(query.state());
    showing = false;
    judge(query);
  }

  private static void choose(ComboBox<String> box, String id) {
    if (!box.getItems().contains(id)) {
      box.getItems().add(id);
    }
    box.setValue(id);
  }

  private boolean judge(ConnectionQuery query) {
    boolean clearEnough = query.isClear();
    client.pseudoClassStateChanged(WRONG, !clearEnough);
    hint.setText(
        Texts.get(
            clearEnough ? "connections.client.help" : "connections.client.bad", query.client()));
    client.setAccessibleHelp(clearEnough ? "" : hint.getText());
    clear.setDisable(query.equals(ConnectionQuery.ALL));
    tellFolded();
    return clearEnough;
  }

  private void changed() {
    if (!showing) {
      ConnectionQuery query = query();
      if (judge(query)) {
        tell.accept(query);
      }
    }
  }

  /** What is wrong with what is typed; empty when nothing is. */
  String complaint() {
    return client.getPseudoClassStates().contains(WRONG) ? hint.getText() : "";
  }
}
