package io.spinlane.desktop;

import io.spinlane.desktop.command.Command;
import io.spinlane.desktop.command.Commands;
import io.spinlane.desktop.command.ContextMenus;
import io.spinlane.desktop.command.ContextMenus.Place;
import io.spinlane.desktop.connections.ConnectionQuery;
import io.spinlane.desktop.connections.ConnectionRow;
import io.spinlane.desktop.connections.ConnectionsPane;
import io.spinlane.desktop.model.DesignModel;
import io.spinlane.desktop.model.Element;
import io.spinlane.desktop.remote.AgentConnection;
import io.spinlane.desktop.text.Texts;
import io.spinlane.v1.Connection;
import io.spinlane.v1.Service;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import javafx.geometry.Bounds;
import javafx.scene.control.MenuItem;
import javafx.scene.control.Tab;
import org.kordamp.ikonli.feather.Feather;

/** The connections of the host: the panel, and the ways to it from the drawing and back. */
final class ConnectionActions {
  private final Workbench workbench;
  private final DesignModel model;
  private final AgentConnection connection;
  private final ContextMenus menus;
  private final ConnectionsPane pane;
  private final ConnectionEnding ending;
  private final Tab tab;

  ConnectionActions(Workbench workbench, AgentConnection connection) {
    this.workbench = workbench;
    this.connection = connection;
    model = workbench.model();
    menus = workbench.contextMenus();
    pane = new ConnectionsPane(connection.calls(), new OfPane());
    ending = new ConnectionEnding(workbench, connection.calls(), pane);
    tab = workbench.window().addBottomTab("tab-connections", Texts.get("connections.title"), pane);
    register(workbench.commands());
    menus.offer(Place.CARD, this::ofTheCard);
    menus.offer(
        Place.CONNECTIONS, "connections-backend", "connections-service", "connections-core");
    menus.offer(
        Place.CONNECTIONS,
        "connections-only-client",
        "connections-only-backend",
        "connections-only-service",
        "connections-everything");
    menus.offer(Place.CONNECTIONS, "connections-copy", "connections-refresh");
    menus.offer(Place.CONNECTIONS, "connections-end", "connections-end-all");
    menus.openOn(pane.table(), Place.CONNECTIONS);
  }

  /** The panel. */
  ConnectionsPane pane() {
    return pane;
  }

  private void register(Commands commands) {
    commands.add(
        "live-connections",
        Command.of("connections", "action.connections", this::show)
            .on("Shortcut+Shift+C")
            .drawn(Feather.LIST),
        Command.of("connections-of", "action.connectionsOf", this::showSelected)
            .drawn(Feather.LIST)
            .unless(this::nothingToShow),
        Command.of("connections-refresh", "action.connectionsRefresh", pane::ask)
            .on("F5")
            .drawn(Feather.REFRESH_CW)
            .unless(this::unconnected));
    commands.add(
        "live-connections",
        reveal("backend", Connection::getBackend),
        reveal("service", Connection::getService),
        reveal("core", Connection::getCore));
    commands.add(
        "live-connections",
        only("client", row -> query -> query.withClient(row.connection().getClientAddress())),
        only("backend", row -> query -> query.withBackend(row.connection().getBackend())),
        only("service", row -> query -> query.withService(row.connection().getService())),
        Command.of(
                "connections-everything",
                "action.connectionsEverything",
                () -> pane.show(ConnectionQuery.ALL))
            .when(() -> !pane.query().equals(ConnectionQuery.ALL), "refused.noFilter"));
    commands.add(
        "live-connections",
        Command.of("connections-copy", "action.connectionsCopy", this::copy)
            .drawn(Feather.COPY)
            .when(() -> !pane.selected().isEmpty(), "refused.noConnection"),
        Command.of("connections-end", "action.connectionsEnd", () -> ending.ask(pane.selected()))
            .drawn(Feather.X_CIRCLE)
            .unless(() -> ending.refusal(pane.selected().size(), unconnected())),
        Command.of("connections-end-all", "action.connectionsEndAll", ending::askAll)
            .unless(this::notAll));
  }

  private Command reveal(String what, Function<Connection, String> id) {
    return Command.of(
            "connections-" + what,
            "action.connections." + what,
            () -> reveal(id.apply(pane.selected().getFirst().connection())))
        .unless(
            () -> {
              if (pane.selected().size() != 1) {
                return Texts.get("refused.notOneConnection");
              }
              String found = id.apply(pane.selected().getFirst().connection());
              return model.elements().containsKey(found)
                  ? ""
                  : Texts.get("refused.notDrawn", found);
            });
  }

  private Command only(
      String what, Function<ConnectionRow, UnaryOperator<ConnectionQuery>> narrow) {
    return Command.of(
            "connections-only-" + what,
            "action.connectionsOnly." + what,
            () -> pane.show(narrow.apply(pane.selected().getFirst()).apply(pane.query())))
        .when(() -> pane.selected().size() == 1, "refused.notOneConnection");
  }

  private String unconnected() {
    return connection.status().connected() ? "" : Texts.get("push.unconnected");
  }

  private String notAll() {
    if (pane.query().equals(ConnectionQuery.ALL)) {
      return Texts.get("refused.noFilter");
    }
    return ending.refusal(1, unconnected());
  }

  private void show() {
    workbench.window().show(tab);
    pane.table().requestFocus();
  }

  private void show(ConnectionQuery query) {
    pane.show(query);
    show();
  }

  private void reveal(String elementId) {
    if (model.elements().containsKey(elementId)) {
      workbench.lanes().showCanvas();
      workbench.canvas().reveal(elementId);
    } else {
      workbench.window().say(Texts.get("refused.notDrawn", elementId));
    }
  }

  private void copy() {
    Clipboards.put(String.join("\n", pane.selected().stream().map(ConnectionRow::line).toList()));
  }

  /** What the only selected element may be asked about: its id in the menu, and the query. */
  private Map<String, ConnectionQuery> queries() {
    if (model.selection().ids().size() != 1) {
      return Map.of();
    }
    Element element = model.elements().get(model.selection().ids().iterator().next());
    if (element == null) {
      return Map.of();
    }
    String id = element.id();
    return switch (element.kind()) {
      case ELEMENT_KIND_SERVICE -> Map.of(id, ConnectionQuery.ofService(id));
      case ELEMENT_KIND_BACKEND -> Map.of(id, ConnectionQuery.ofBackend(id));
      case ELEMENT_KIND_CORE -> Map.of(id, ConnectionQuery.ofCore(id));
      case ELEMENT_KIND_VIP -> ofVip(id);
      default -> Map.of();
    };
  }

  /** The agent knows services, not VIPs: one of a VIP's services is asked about at a time. */
  private Map<String, ConnectionQuery> ofVip(String vip) {
    Map<String, ConnectionQuery> found = new TreeMap<>();
    for (Service service : model.topology().getServicesList()) {
      if (service.getVip().equals(vip)) {
        found.put(service.getId(), ConnectionQuery.ofService(service.getId()));
      }
    }
    return found;
  }

  private String nothingToShow() {
    return queries().isEmpty() ? Texts.get("refused.noConnectionsOf") : "";
  }

  private void showSelected() {
    Map<String, ConnectionQuery> queries = queries();
    if (queries.size() == 1) {
      show(queries.values().iterator().next());
    } else {
      var canvas = workbench.canvas();
      Bounds bounds = canvas.localToScreen(canvas.getLayoutBounds());
      menus.show(canvas, items(queries), bounds.getCenterX(), bounds.getCenterY());
    }
  }

  private List<MenuItem> ofTheCard() {
    return items(queries());
  }

  private List<MenuItem> items(Map<String, ConnectionQuery> queries) {
    List<MenuItem> items = new ArrayList<>();
    queries.forEach(
        (id, query) -> {
          MenuItem item = new MenuItem(Texts.get("connections.of", id));
          item.setId("menu-connections-of-" + id);
          item.setMnemonicParsing(false);
          item.setOnAction(_ -> show(query));
          items.add(item);
        });
    return items;
  }

  private final class OfPane implements ConnectionsPane.Actions {
    @Override
    public void reveal(String elementId) {
      ConnectionActions.this.reveal(elementId);
    }

    @Override
    public void end(List<ConnectionRow> rows) {
      ending.askOrStop(rows);
    }

    @Override
    public void changed() {
      workbench.commands().changed();
    }
  }
}
