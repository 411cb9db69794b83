package io.spinlane.desktop.charts;

import io.spinlane.desktop.text.Texts;
import io.spinlane.v1.Event;
import io.spinlane.v1.Severity;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.layout.HBox;
import org.jspecify.annotations.Nullable;

/** What happened on the agent, newest first. */
public final class EventsPane extends ListView<Event> {
  private static final int KEPT = 1000;

  /** No events yet. */
  public EventsPane() {
    setId("events");
    getStyleClass().addAll("dense", "edge-to-edge");
    setAccessibleText(Texts.get("events.title"));
    Label none = new Label(Texts.get("events.none"));
    none.getStyleClass().add("hint");
    setPlaceholder(none);
    setCellFactory(_ -> new Row());
  }

  /** One more; the oldest goes when there are too many. */
  public void add(Event event) {
    getItems().addFirst(event);
    if (getItems().size() > KEPT) {
      getItems().removeLast();
    }
  }

  /** Forgets all. */
  public void clear() {
    getItems().clear();
  }

  /** One event: sign, time, sentence. */
  private static final class Row extends ListCell<Event> {
    private static final DateTimeFormatter TIME =
        DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(ZoneId.systemDefault());

    private final Label sign = new Label();
    private final Label time = new Label();
    private final Label sentence = new Label();
    private final HBox row = new HBox(sign, time, sentence);

    Row() {
      row.getStyleClass().add("problem");
      time.getStyleClass().add("event-time");
    }

    @Override
    protected void updateItem(@Nullable Event event, boolean none) {
      super.updateItem(event, none);
      if (event == null || none) {
        setGraphic(null);
        return;
      }
      boolean error = event.getSeverity() == Severity.SEVERITY_ERROR;
      boolean warning = event.getSeverity() == Severity.SEVERITY_WARNING;
      sign.setText(error ? "✖" : warning ? "▲" : "ℹ");
      sign.getStyleClass()
          .setAll(
              "problem-sign", error ? "problem-error" : warning ? "problem-warning" : "event-note");
      time.setText(TIME.format(Instant.ofEpochSecond(event.getEventTime().getSeconds())));
      sentence.setText(event.getMessage());
      setGraphic(row);
    }
  }
}
