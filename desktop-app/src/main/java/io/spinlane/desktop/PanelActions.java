package io.spinlane.desktop;

import io.spinlane.desktop.charts.ChartsPane;
import io.spinlane.desktop.charts.EventsPane;
import io.spinlane.desktop.command.Command;
import io.spinlane.desktop.command.Commands;
import io.spinlane.desktop.command.ContextMenus;
import io.spinlane.desktop.command.ContextMenus.Place;
import io.spinlane.desktop.history.HistoryView;
import io.spinlane.desktop.problems.ProblemsView;
import io.spinlane.desktop.push.Who;
import io.spinlane.desktop.revisions.RevisionsPane;
import io.spinlane.desktop.text.Texts;
import io.spinlane.v1.Event;
import io.spinlane.v1.Revision;
import java.util.Optional;
import java.util.stream.Collectors;
import org.kordamp.ikonli.feather.Feather;

/** What a right click offers in the panels below the canvas; all of it is in the menu bar, too. */
final class PanelActions {
  private final Workbench workbench;
  private final Commands commands;
  private final ContextMenus menus;

  PanelActions(Workbench workbench) {
    this.workbench = workbench;
    commands = workbench.commands();
    menus = workbench.contextMenus();
  }

  /** Going to a state of the drawing. */
  void ofHistory(HistoryView history) {
    commands.add(
        "steps",
        Command.of("history-go", "action.historyGo", history::go)
            .when(history::canGo, "refused.noStep"),
        Command.of("history-copy", "action.historyCopy", () -> Clipboards.put(history.text()))
            .drawn(Feather.COPY));
    menus.offer(Place.HISTORY, "history-go");
    menus.offer(Place.HISTORY, "undo", "redo");
    menus.offer(Place.HISTORY, "history-copy");
    menus.openOn(history.list(), Place.HISTORY);
  }

  /** From an event to its element. */
  void ofEvents(EventsPane events) {
    commands.add(
        "events",
        Command.of("event-show", "action.eventShow", events::revealSelected)
            .when(
                () -> events.selected().flatMap(one -> drawn(workbench, one)).isPresent(),
                "refused.noEventElement"),
        Command.of("event-copy", "action.eventCopy", () -> Clipboards.put(events.selectedText()))
            .drawn(Feather.COPY)
            .when(() -> events.selected().isPresent(), "refused.noEvent"));
    menus.offer(Place.EVENTS, "event-show", "event-copy");
    menus.openOn(events.list(), Place.EVENTS);
  }

  /** Stopping the charts, from a chart to its core, and taking them along. */
  void ofCharts(ChartsPane charts) {
    commands.add(
        "charts",
        Command.named(
                "charts-pause",
                () -> Texts.get(charts.paused() ? "action.chartsResume" : "action.chartsPause"),
                charts::togglePause)
            .when(charts::hasData, "charts.nothing"),
        Command.of(
                "chart-core",
                "action.chartCore",
                () -> charts.chosen().ifPresent(core -> reveal(workbench, core)))
            .when(
                () -> charts.chosen().filter(workbench.model().elements()::containsKey).isPresent(),
                "refused.noChart"),
        Command.of("chart-copy", "action.chartCopy", () -> Clipboards.put(charts.chosenText()))
            .drawn(Feather.COPY)
            .when(() -> charts.chosen().isPresent(), "refused.noChart"));
    menus.offer(Place.CHARTS, "charts-pause");
    menus.offer(Place.CHARTS, "chart-core", "chart-copy");
    menus.offer(Place.CHARTS, "export-charts-png", "export-charts-svg", "export-csv");
    menus.openOn(charts, Place.CHARTS);
  }

  private static void reveal(Workbench workbench, String id) {
    workbench.lanes().showCanvas();
    workbench.canvas().reveal(id);
  }

  /** Shows what an event is about on the canvas, if it is drawn. */
  static void reveal(Workbench workbench, Event event) {
    drawn(workbench, event).ifPresent(id -> reveal(workbench, id));
  }

  private static Optional<String> drawn(Workbench workbench, Event event) {
    return ProblemsView.elementOf(event.getElement())
        .filter(workbench.model().elements()::containsKey);
  }

  /** What the buttons above the table do. */
  void ofRevisions(RevisionsPane revisions) {
    commands.add(
        "revisions",
        Command.of("revision-compare", "action.revisionCompare", revisions::compare)
            .when(revisions::canCompare, "refused.noRevision"),
        Command.of("revision-draw", "action.revisionDraw", revisions::draw)
            .when(revisions::canDraw, "refused.notOneRevision"),
        Command.of("revision-rollback", "action.revisionRollBack", revisions::rollBack)
            .when(revisions::canRollBack, "refused.noOldRevision"),
        Command.of("revision-copy", "action.revisionCopy", () -> copy(revisions))
            .drawn(Feather.COPY)
            .when(() -> !revisions.selected().isEmpty(), "refused.noRevision"));
    menus.offer(Place.REVISIONS, "revision-compare", "revision-draw");
    menus.offer(Place.REVISIONS, "revision-rollback");
    menus.offer(Place.REVISIONS, "revision-copy");
    menus.openOn(revisions.table(), Place.REVISIONS);
  }

  private static void copy(RevisionsPane revisions) {
    Clipboards.put(
        revisions.selected().stream().map(PanelActions::line).collect(Collectors.joining("\n")));
  }

  private static String line(Revision revision) {
    return (Who.revision(revision) + " " + revision.getNote()).strip();
  }
}
