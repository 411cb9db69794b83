package io.spinlane.desktop.charts;

import io.spinlane.desktop.model.Kinds;
import io.spinlane.desktop.text.Said;
import io.spinlane.v1.ElementKind;
import io.spinlane.v1.ElementRef;
import io.spinlane.v1.Event;
import io.spinlane.v1.Severity;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Locale;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.jspecify.annotations.Nullable;

/** One event: sign, time, element, sentence. */
final class EventRow extends ListCell<Event> {
  private static final double SCROLL_BAR = 14;

  private final Label sign = new Label();
  private final Label time = new Label();
  private final Label where = new Label();
  private final Label sentence = new Label();
  private final HBox row = new HBox(sign, time, where, sentence);

  EventRow() {
    row.getStyleClass().add("problem");
    time.getStyleClass().add("event-time");
    where.getStyleClass().add("event-where");
    sentence.setWrapText(true);
    sentence.setMinWidth(60);
    HBox.setHgrow(sentence, Priority.ALWAYS);
    setPrefWidth(0); // as wide as the list, so that long sentences go on below
  }

  /** As high as its sentence, which goes on below where the list is narrow. */
  @Override
  protected double computePrefHeight(double width) {
    double across =
        getListView().getWidth() - SCROLL_BAR - snappedLeftInset() - snappedRightInset();
    double whole = getGraphic() == null ? 0 : row.prefHeight(across);
    return Math.max(
        super.computePrefHeight(width), snappedTopInset() + whole + snappedBottomInset());
  }

  @Override
  protected void updateItem(@Nullable Event event, boolean none) {
    super.updateItem(event, none);
    if (event == null || none) {
      setGraphic(null);
      setTooltip(null);
      setAccessibleText(null);
      setId(null);
      return;
    }
    boolean error = event.getSeverity() == Severity.SEVERITY_ERROR;
    boolean warning = event.getSeverity() == Severity.SEVERITY_WARNING;
    sign.setText(sign(event));
    sign.getStyleClass()
        .setAll(
            "problem-sign", error ? "problem-error" : warning ? "problem-warning" : "event-note");
    time.setText(time(event));
    where.setText(where(event.getElement()));
    where.setManaged(!where.getText().isEmpty());
    sentence.setText(Said.message(event));
    setId("event-" + event.getSequence());
    setAccessibleText(line(event));
    setTooltip(
        new Tooltip(
            DateTimeFormatter.ofLocalizedDateTime(FormatStyle.FULL, FormatStyle.MEDIUM)
                .withLocale(Locale.getDefault())
                .format(moment(event))));
    setGraphic(row);
  }

  private static String sign(Event event) {
    return switch (event.getSeverity()) {
      case SEVERITY_ERROR -> "✖";
      case SEVERITY_WARNING -> "▲";
      default -> "ℹ";
    };
  }

  private static ZonedDateTime moment(Event event) {
    return Instant.ofEpochSecond(event.getEventTime().getSeconds()).atZone(ZoneId.systemDefault());
  }

  /** "12:31:00", with the day in front when it was not today. */
  private static String time(Event event) {
    ZonedDateTime moment = moment(event);
    String clock = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).format(moment);
    boolean today = moment.toLocalDate().equals(LocalDate.now(ZoneId.systemDefault()));
    return today
        ? clock
        : DateTimeFormatter.ofLocalizedDate(FormatStyle.SHORT)
                .withLocale(Locale.getDefault())
                .format(moment)
            + " "
            + clock;
  }

  private static String where(ElementRef element) {
    ElementKind kind = element.getKind();
    boolean whole =
        kind == ElementKind.ELEMENT_KIND_UNSPECIFIED || kind == ElementKind.ELEMENT_KIND_TOPOLOGY;
    return whole ? "" : Kinds.title(kind) + " " + element.getId();
  }

  /** As one line of text. */
  static String line(Event event) {
    return String.join(
        " ", sign(event), time(event), where(event.getElement()), Said.message(event));
  }
}
