package io.spinlane.desktop.command;

import io.spinlane.desktop.text.Texts;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import javafx.stage.Popup;
import javafx.stage.Window;

/** All keys on one sheet, by menu, with what mouse and keys do on the canvas. Esc closes it. */
public final class ShortcutSheet {
  private static final int COLUMNS = 3;

  /** Left free around the sheet, and taken by what is not rows, in units of the screen. */
  private static final double MARGIN = 60;

  private static final double TITLE = 80;

  /** Keys that belong to the canvas and to no menu; each has the texts ".keys" and ".does". */
  private static final List<String> CANVAS =
      List.of(
          "select", "enter", "nudge", "space", "zoom", "marquee", "toggle", "copies", "alt", "drop",
          "double", "escape");

  private final Commands commands;
  private final ContextMenus menus;
  private final Consumer<String> copy;

  /**
   * A sheet of all commands there are when it opens.
   *
   * @param copy where its text goes when people want to take it along
   */
  public ShortcutSheet(Commands commands, ContextMenus menus, Consumer<String> copy) {
    this.commands = commands;
    this.menus = menus;
    this.copy = copy;
  }

  /** Opens it in the middle of a window. */
  public void open(Scene over) {
    Window window = over.getWindow();
    int columns = Popups.scale(over) > 1.2 ? COLUMNS - 1 : COLUMNS;
    VBox sheet = sheet(columns, window.getWidth() - MARGIN, window.getHeight() - MARGIN - TITLE);
    Popup popup = Popups.over(over, sheet);
    popup.show(window);
    popup.setX(window.getX() + Math.max(0, (window.getWidth() - sheet.getWidth()) / 2));
    popup.setY(window.getY() + Math.max(0, (window.getHeight() - sheet.getHeight()) / 2));
    sheet.lookup("#shortcut-rows").requestFocus();
    sheet.setOnContextMenuRequested(
        event -> {
          menus.show(sheet, offered(popup, sheet), event.getScreenX(), event.getScreenY());
          event.consume();
        });
    MenuKey.listen(sheet);
  }

  private List<MenuItem> offered(Popup popup, VBox sheet) {
    MenuItem all = new MenuItem(Texts.get("sheet.copy"));
    all.setId("menu-sheet-copy");
    all.setOnAction(_ -> copy.accept(words(sheet)));
    MenuItem search = menus.items("commands").getFirst();
    search.setOnAction(
        _ -> {
          popup.hide();
          commands.run(commands.get("commands"));
        });
    return List.of(all, search);
  }

  /** A line for each key, under its menu. */
  private static String words(VBox sheet) {
    StringBuilder words = new StringBuilder();
    for (Node node : sheet.lookupAll(".label")) {
      words.append(((Label) node).getText());
      words.append(node.getStyleClass().contains("key") ? "\t" : "\n");
    }
    return words.toString();
  }

  /** Scrolls where the window is smaller. */
  private VBox sheet(int count, double mostWidth, double mostHeight) {
    Label title = new Label(Texts.get("sheet.title"));
    title.getStyleClass().add("sheet-title");
    HBox columns = new HBox();
    columns.getStyleClass().add("sheet-columns");
    for (int i = 0; i < count; i++) {
      VBox column = new VBox();
      column.getStyleClass().add("sheet-column");
      columns.getChildren().add(column);
    }
    sections()
        .forEach(
            (name, section) -> {
              Label heading = new Label(name);
              heading.getStyleClass().add("side-heading");
              shortest(columns).getChildren().add(new VBox(6, heading, section));
            });
    ScrollPane rows = new ScrollPane(columns);
    rows.getStyleClass().add("edge-to-edge");
    rows.setMaxSize(mostWidth, mostHeight);
    rows.setId("shortcut-rows");
    rows.setFocusTraversable(true); // read on by arrows and Page keys
    rows.setAccessibleText(Texts.get("sheet.title"));
    VBox sheet = new VBox(title, rows);
    sheet.setId("shortcut-sheet");
    sheet.getStyleClass().add("shortcut-sheet");
    return sheet;
  }

  private Map<String, GridPane> sections() {
    Map<String, GridPane> sections = new LinkedHashMap<>();
    GridPane canvas = section();
    for (String key : CANVAS) {
      row(canvas, Texts.get("sheet." + key + ".keys"), Texts.get("sheet." + key + ".does"));
    }
    sections.put(Texts.get("sheet.canvas"), canvas);
    for (Command command : commands.all()) {
      String key = Keys.shown(command);
      if (!key.isEmpty()) {
        String menu = Texts.get("menu." + commands.menuOf(command));
        row(sections.computeIfAbsent(menu, _ -> section()), key, command.title().get());
      }
    }
    return sections;
  }

  private static GridPane section() {
    GridPane section = new GridPane();
    section.getStyleClass().add("sheet-section");
    return section;
  }

  private static void row(GridPane section, String keys, String does) {
    Label key = new Label(keys);
    key.getStyleClass().add("key");
    key.setMinWidth(Label.USE_PREF_SIZE);
    section.addRow(section.getRowCount(), key, new Label(does));
  }

  private static VBox shortest(HBox columns) {
    VBox shortest = (VBox) columns.getChildren().getFirst();
    for (var column : columns.getChildren()) {
      if (rows((VBox) column) < rows(shortest)) {
        shortest = (VBox) column;
      }
    }
    return shortest;
  }

  private static int rows(VBox column) {
    return column.getChildren().stream()
        .mapToInt(part -> ((GridPane) ((VBox) part).getChildren().getLast()).getRowCount() + 2)
        .sum();
  }
}
