package io.spinlane.desktop.connections;

import io.spinlane.desktop.connections.ConnectionPages.State;
import io.spinlane.desktop.live.CounterNames;
import io.spinlane.desktop.live.LiveStats;
import io.spinlane.desktop.live.Units;
import io.spinlane.desktop.monitor.Seen;
import io.spinlane.desktop.remote.AgentCalls;
import io.spinlane.desktop.remote.ConnectionStatus;
import io.spinlane.desktop.remote.SampleLayout;
import io.spinlane.desktop.text.Texts;
import io.spinlane.v1.Connection;
import io.spinlane.v1.ElementKind;
import io.spinlane.v1.Service;
import io.spinlane.v1.Topology;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javafx.application.Platform;
import javafx.collections.ListChangeListener;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.BorderPane;

/**
 * Who is connected to whom: a page of the host's connections, asked for anew every two seconds
 * while it can be seen.
 */
public final class ConnectionsPane extends BorderPane {
  /** What others do. */
  public interface Actions {
    /** Shows an element on the canvas. */
    void reveal(String elementId);

    /** Ends these connections, once people have said yes. */
    void end(List<ConnectionRow> rows);

    /** What is selected, or what can be done with it, has changed. */
    void changed();
  }

  /** Connections on a page. */
  public static final int PAGE = 1000;

  private static final long EVERY_NS = TimeUnit.SECONDS.toNanos(2);
  private static final long TELL_EVERY_NS = TimeUnit.MILLISECONDS.toNanos(200);

  /** Older than this, rows are shown as old. */
  private static final long OLD_NS = TimeUnit.SECONDS.toNanos(10);

  private final ConnectionsTable table = new ConnectionsTable();
  private final FilterBar filter = new FilterBar(this::filtered);
  private final PagesBar bar;
  private final Label none = new Label();
  private final ConnectionPages pages;
  private ConnectionStatus status = ConnectionStatus.DISCONNECTED;
  private Topology running = Topology.getDefaultInstance();
  private Map<String, String> vips = Map.of();
  private ConnectionQuery wanted = ConnectionQuery.ALL;
  private long toldNs;
  private long askedNs;
  private double total = Double.NaN;

  /** A table of nothing. */
  public ConnectionsPane(AgentCalls calls, Actions actions) {
    setId("connections");
    pages =
        new ConnectionPages(
            calls::connections, Platform::runLater, System::nanoTime, this::refresh, PAGE);
    bar =
        new PagesBar(pages::previous, pages::next, this::ask, () -> actions.end(table.selected()));
    none.setId("connections-none");
    none.setWrapText(true);
    none.getStyleClass().add("hint");
    table.setPlaceholder(none);
    table
        .getSelectionModel()
        .getSelectedItems()
        .addListener(
            (ListChangeListener<ConnectionRow>)
                _ -> {
                  bar.showSelected(table.selected().size(), status.connected());
                  actions.changed();
                });
    table.setOnMouseClicked(
        event -> {
          if (event.getButton() == MouseButton.PRIMARY && event.getClickCount() == 2) {
            reveal(actions);
          }
        });
    table.setOnKeyPressed(
        event -> {
          if (event.getCode() == KeyCode.ENTER) {
            reveal(actions);
            event.consume();
          }
        });
    setCenter(scrolling());
    refresh();
  }

  /** So low a panel that no connection could be seen scrolls instead. */
  private ScrollPane scrolling() {
    BorderPane all = new BorderPane();
    all.setTop(filter); // Tab goes through them in this order
    all.setCenter(table);
    all.setBottom(bar);
    ScrollPane scroll = new ScrollPane(all);
    scroll.getStyleClass().add("connections-scroll");
    scroll.setFitToWidth(true);
    scroll.setFitToHeight(true);
    scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    scroll.setFocusTraversable(false);
    return scroll;
  }

  private void reveal(Actions actions) {
    List<ConnectionRow> rows = table.selected();
    if (rows.size() == 1) {
      actions.reveal(rows.getFirst().connection().getBackend());
    }
  }

  /** The line to the agent, or what it runs, has changed. */
  public void show(ConnectionStatus next) {
    boolean elsewhere = !next.place().equals(status.place());
    status = next;
    if (!next.running().topology().equals(running)) {
      running = next.running().topology();
      filter.offer(running);
      Map<String, String> found = new HashMap<>();
      for (Service service : running.getServicesList()) {
        found.put(service.getId(), service.getVip());
      }
      vips = found;
    }
    if (elsewhere) {
      pages.forget();
    }
    refresh();
  }

  /** Shows what a query finds, from its first page on. */
  public void show(ConnectionQuery query) {
    filter.ask(query);
  }

  /** The table itself, for whoever goes there by keys, or opens a menu on it. */
  public Node table() {
    return table;
  }

  /** What is selected, from the top. */
  public List<ConnectionRow> selected() {
    return table.selected();
  }

  /**
   * Shows how far ending connections has come.
   *
   * @param of how many there are to end; 0: none are being ended
   */
  public void showEnding(long done, long of) {
    bar.showEnding(done, of);
    bar.showSelected(table.selected().size(), status.connected());
  }

  /** What is asked for. */
  public ConnectionQuery query() {
    return wanted;
  }

  /** What is asked for, in words; empty when it is everything. */
  public String queryInWords() {
    return ConnectionWords.query(wanted);
  }

  private void filtered(ConnectionQuery query) {
    wanted = query;
    askedNs = System.nanoTime();
    if (status.connected()) {
      pages.ask(query);
    } else {
      pages.forget();
    }
  }

  /** Asks for what is shown once more. */
  public void ask() {
    if (!status.connected()) {
      return;
    }
    askedNs = System.nanoTime();
    if (pages.state() == State.IDLE) {
      pages.ask(wanted);
    } else {
      pages.refresh();
    }
  }

  /** A frame of the window. */
  public void frame(LiveStats stats, boolean fresh) {
    long now = stats.nowNs();
    if (now - toldNs < TELL_EVERY_NS || !Seen.now(this)) {
      return;
    }
    toldNs = now;
    total = total(stats);
    boolean due =
        pages.state() == State.IDLE
            || (bar.live() && pages.state() != State.ASKING && now - askedNs > EVERY_NS);
    if (status.connected() && due && !pages.busy()) {
      ask();
    }
    tell();
  }

  /** How many connections match, as far as the agent counts those; NaN when it does not. */
  private double total(LiveStats stats) {
    SampleLayout layout = stats.layout();
    if (layout == null) {
      return Double.NaN;
    }
    if (wanted.equals(ConnectionQuery.ALL)) {
      return Arrays.stream(
              layout.indices(ElementKind.ELEMENT_KIND_SERVICE, CounterNames.CONNECTIONS_ACTIVE))
          .mapToDouble(stats::value)
          .sum();
    }
    if (wanted.equals(ConnectionQuery.ofService(wanted.service()))) {
      return count(stats, layout, ElementKind.ELEMENT_KIND_SERVICE, wanted.service());
    }
    return wanted.equals(ConnectionQuery.ofBackend(wanted.backend()))
        ? count(stats, layout, ElementKind.ELEMENT_KIND_BACKEND, wanted.backend())
        : Double.NaN;
  }

  private static double count(LiveStats stats, SampleLayout layout, ElementKind kind, String id) {
    return stats.value(layout.index(kind, id, CounterNames.CONNECTIONS_ACTIVE));
  }

  private void refresh() {
    List<Connection> page = pages.page();
    filter.offer(page);
    table.show(
        page.stream()
            .map(one -> ConnectionRow.of(one, vips.getOrDefault(one.getService(), "")))
            .toList());
    bar.showSelected(table.selected().size(), status.connected());
    bar.showPages(pages.hasPrevious(), pages.hasNext(), status.connected());
    none.setText(nothing());
    tell();
  }

  /** What stands where rows would stand. */
  private String nothing() {
    if (status.place().isEmpty()) {
      return Texts.get("connections.unconnected");
    }
    return switch (pages.state()) {
      case IDLE, ASKING ->
          Texts.get(status.connected() ? "connections.asking" : "connections.lost");
      case FAILED -> pages.problem();
      case HERE ->
          Texts.get(
              wanted.equals(ConnectionQuery.ALL) ? "connections.none" : "connections.noMatch");
    };
  }

  private void tell() {
    String complaint = filter.complaint();
    boolean here = !pages.page().isEmpty();
    boolean old = here && (!status.connected() || pages.ageNs() > OLD_NS);
    table.showStale(old);
    if (!complaint.isEmpty()) {
      bar.tell(complaint, true);
    } else if (!here) {
      bar.tell("", false);
    } else if (pages.state() == State.FAILED) {
      bar.tell(Texts.get("connections.old", pages.problem(), Units.age(pages.ageNs())), true);
    } else if (!status.connected()) {
      String lost = Texts.get("connections.lost");
      bar.tell(Texts.get("connections.old", lost, Units.age(pages.ageNs())), true);
    } else {
      bar.tell(range(), false);
    }
  }

  private String range() {
    int first = pages.firstNumber();
    int last = first + pages.page().size() - 1;
    boolean whole = !pages.hasNext();
    boolean several = pages.hasNext() || pages.hasPrevious();
    String shown =
        !several
            ? Texts.count("connections.all", last)
            : whole
                ? Texts.get("connections.last", Texts.number(first), Texts.number(last))
                : Double.isNaN(total)
                    ? Texts.get("connections.more", Texts.number(first), Texts.number(last))
                    : Texts.get(
                        "connections.total",
                        Texts.number(first),
                        Texts.number(last),
                        Texts.number(Math.round(Math.max(total, last))));
    String sorted =
        several && !table.getSortOrder().isEmpty() ? " · " + Texts.get("connections.sorted") : "";
    return shown + sorted + " · " + Texts.get("connections.age", Units.age(pages.ageNs()));
  }
}
