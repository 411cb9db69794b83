package io.spinlane.desktop;

import io.spinlane.desktop.command.Command;
import io.spinlane.desktop.io.HostSource;
import io.spinlane.desktop.io.Settings;
import io.spinlane.desktop.io.WindowPlace;
import io.spinlane.desktop.model.Area;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import javafx.application.Platform;
import javafx.geometry.Rectangle2D;
import javafx.scene.control.SplitPane;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;
import javafx.stage.Screen;
import javafx.stage.Stage;

/** Puts the window where it was, and remembers where it is. */
final class WindowMemory {
  /** Commands that turn a part of the view on or off; a mode such as the table of lanes is none. */
  private static final List<String> SWITCHES = List.of("minimap", "wire-labels", "hud");

  private final Workbench workbench;
  private final Settings settings;

  /** Where the window was last without filling a screen; empty before it has a place. */
  private Optional<Area> unfilled = Optional.empty();

  WindowMemory(Workbench workbench, Settings settings) {
    this.workbench = workbench;
    this.settings = settings;
    Stage stage = workbench.stage();
    Stream.of(stage.xProperty(), stage.yProperty(), stage.widthProperty(), stage.heightProperty())
        .forEach(side -> side.addListener((_, _, _) -> Platform.runLater(this::moved)));
    moved();
  }

  /**
   * Sees all sides after each has changed. Some window managers let a window fill its screen before
   * they say that it is maximized.
   */
  private void moved() {
    Area now = place();
    boolean placed = !Double.isNaN(now.x() + now.y() + now.width() + now.height());
    if (placed && !workbench.stage().isMaximized() && screens().stream().noneMatch(now::contains)) {
      unfilled = Optional.of(now);
    }
  }

  private Area place() {
    Stage stage = workbench.stage();
    return new Area(stage.getX(), stage.getY(), stage.getWidth(), stage.getHeight());
  }

  /** The colours chosen last. */
  Theme.Choice theme() {
    String word = settings.word("theme").orElse("");
    for (Theme.Choice choice : Theme.Choice.values()) {
      if (word(choice).equals(word)) {
        return choice;
      }
    }
    return Theme.Choice.SYSTEM;
  }

  /** The size of words chosen last. */
  TextSize textSize() {
    return TextSize.of(settings.number("text-size").orElse(TextSize.NORMAL.percent()));
  }

  private static String word(Theme.Choice choice) {
    return choice.name().toLowerCase(Locale.ROOT);
  }

  /** Before the window is shown. */
  void restorePlace() {
    Stage stage = workbench.stage();
    WindowPlace.of(settings)
        .map(place -> place.on(screens()))
        .ifPresent(
            place -> {
              stage.setX(place.area().x());
              stage.setY(place.area().y());
              stage.setWidth(place.area().width());
              stage.setHeight(place.area().height());
              stage.setMaximized(place.maximized());
            });
  }

  /** After the window is shown and every tab is there. */
  void restoreParts() {
    settings
        .number("divider")
        .ifPresent(share -> divided().setDividerPositions(Math.clamp(share, 0.1, 1)));
    settings
        .word("tab")
        .ifPresent(
            id ->
                tabs().getTabs().stream()
                    .filter(tab -> id.equals(tab.getId()))
                    .findFirst()
                    .ifPresent(tabs().getSelectionModel()::select));
    switches((key, command) -> restore(command, settings.word(key)));
    settings.word("planned-host").flatMap(HostSource::of).ifPresent(workbench.hosts()::planAgain);
  }

  /** Every switch that this app has, and what it is called among the settings. */
  private void switches(BiConsumer<String, Command> each) {
    for (String id : SWITCHES) {
      workbench.commands().find(id).ifPresent(command -> each.accept("view." + id, command));
    }
  }

  private void restore(Command command, Optional<String> word) {
    if (word.isPresent() && !word.get().equals(on(command))) {
      workbench.commands().run(command);
    }
  }

  private static String on(Command command) {
    return String.valueOf(command.ticked().map(BooleanSupplier::getAsBoolean).orElse(false));
  }

  private TabPane tabs() {
    return workbench.window().bottomTabs();
  }

  private SplitPane divided() {
    return workbench.window().middle();
  }

  /** The main one first. */
  private static List<Area> screens() {
    List<Area> areas = new ArrayList<>();
    areas.add(area(Screen.getPrimary().getVisualBounds()));
    Screen.getScreens().forEach(screen -> areas.add(area(screen.getVisualBounds())));
    return areas;
  }

  private static Area area(Rectangle2D bounds) {
    return new Area(bounds.getMinX(), bounds.getMinY(), bounds.getWidth(), bounds.getHeight());
  }

  /** Takes down how the window is now. */
  void remember() {
    boolean maximized = workbench.stage().isMaximized();
    (maximized ? unfilled : Optional.of(place()))
        .ifPresent(area -> new WindowPlace(area, maximized).put(settings));
    settings.put("divider", divided().getDividerPositions()[0]);
    settings.put("theme", word(workbench.theme().choice()));
    settings.put("text-size", workbench.theme().size().percent());
    switches((key, command) -> settings.put(key, on(command)));
    settings.put("planned-host", workbench.hosts().planned().map(HostSource::word).orElse(""));
    Tab tab = tabs().getSelectionModel().getSelectedItem();
    if (tab != null && tab.getId() != null) {
      settings.put("tab", tab.getId());
    }
  }
}
