package io.spinlane.desktop.charts;

import io.spinlane.desktop.text.Texts;
import io.spinlane.v1.Event;
import io.spinlane.v1.Severity;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.collections.transformation.FilteredList;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.FlowPane;

/** What happened on the agent, newest first; a click on an event leads to its element. */
public final class EventsPane extends BorderPane {
  private static final int KEPT = 1000;

  private final ObservableList<Event> events = FXCollections.observableArrayList();
  private final FilteredList<Event> shown = new FilteredList<>(events);
  private final ListView<Event> list = new ListView<>(shown);
  private final TextField search = new TextField();
  private final ToggleButton grave = new ToggleButton(Texts.get("events.grave"));
  private final Label count = new Label();
  private final Label none = new Label();
  private final Consumer<Event> reveal;
  private boolean watching;

  /**
   * No events yet.
   *
   * @param reveal shows the element of an event, if it is about one
   */
  public EventsPane(Consumer<Event> reveal) {
    this.reveal = reveal;
    setId("events");
    list.setId("events-list");
    list.getStyleClass().addAll("dense", "edge-to-edge");
    list.setAccessibleText(Texts.get("events.title"));
    list.setPlaceholder(none);
    list.setCellFactory(_ -> new EventRow());
    list.setOnMouseClicked(
        event -> {
          if (event.getButton() == MouseButton.PRIMARY) {
            selected().ifPresent(reveal);
          }
        });
    list.setOnKeyPressed(
        event -> {
          if (event.getCode() == KeyCode.ENTER) {
            selected().ifPresent(reveal);
          }
        });
    none.setId("events-none");
    none.setWrapText(true);
    none.getStyleClass().add("hint");
    search.setId("events-search");
    search.setPromptText(Texts.get("events.search"));
    search.setAccessibleText(Texts.get("events.search"));
    search.textProperty().addListener((_, _, _) -> sift());
    grave.setId("events-grave");
    grave.selectedProperty().addListener((_, _, _) -> sift());
    count.setId("events-count");
    count.getStyleClass().add("hint");
    FlowPane bar = new FlowPane(search, grave, count);
    bar.getStyleClass().add("charts-bar");
    setTop(bar);
    setCenter(list);
    refresh();
  }

  /** An agent is watched, or none is. */
  public void watch(boolean agent) {
    watching = agent;
    refresh();
  }

  /** One more; the oldest goes when there are too many. */
  public void add(Event event) {
    events.addFirst(event);
    if (events.size() > KEPT) {
      events.removeLast();
    }
    refresh();
  }

  /** Forgets all. */
  public void clear() {
    events.clear();
    refresh();
  }

  /** The list itself, for whoever opens a menu on it. */
  public Node list() {
    return list;
  }

  /** The event that is selected. */
  public Optional<Event> selected() {
    return Optional.ofNullable(list.getSelectionModel().getSelectedItem());
  }

  /** Shows the element of what is selected. */
  public void revealSelected() {
    selected().ifPresent(reveal);
  }

  /** What is selected, as a line of text. */
  public String selectedText() {
    return selected().map(EventRow::line).orElse("");
  }

  private boolean passes(Event event) {
    boolean heavy = event.getSeverity() != Severity.SEVERITY_INFO;
    String wanted = search.getText().strip().toLowerCase(Locale.getDefault());
    return (heavy || !grave.isSelected())
        && (wanted.isEmpty()
            || EventRow.line(event).toLowerCase(Locale.getDefault()).contains(wanted));
  }

  private boolean all() {
    return search.getText().isBlank() && !grave.isSelected();
  }

  /** Looks through all events anew; those that come later are looked at as they come. */
  private void sift() {
    shown.setPredicate(all() ? null : this::passes);
    refresh();
  }

  private void refresh() {
    count.setText(
        all() || events.isEmpty() ? "" : Texts.get("events.count", shown.size(), events.size()));
    none.setText(
        Texts.get(
            !watching
                ? "events.unconnected"
                : events.isEmpty() ? "events.none" : "events.noMatch"));
  }
}
