package io.spinlane.desktop.help;

import io.spinlane.desktop.command.ContextMenus;
import io.spinlane.desktop.command.EscapeKey;
import io.spinlane.desktop.command.MenuKey;
import io.spinlane.desktop.help.HelpPages.Entry;
import io.spinlane.desktop.help.HelpPages.Page;
import io.spinlane.desktop.inspector.FieldMeanings.Choice;
import io.spinlane.desktop.text.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javafx.css.PseudoClass;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.input.ContextMenuEvent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;

/** The help beside the main window: pages at the left, the chosen one at the right. */
public final class HelpWindow {
  private static final PseudoClass ASKED = PseudoClass.getPseudoClass("asked");
  private static final double WIDTH = 820;
  private static final double HEIGHT = 640;

  private final Scene over;
  private final ContextMenus menus;
  private final Consumer<String> copy;
  private final List<Page> pages = HelpPages.all(new HelpTexts(Locale.getDefault()));
  private final ListView<Page> list = new ListView<>();
  private final TextField search = new TextField();
  private final VBox content = new VBox();
  private final ScrollPane scroll = new ScrollPane(content);
  private final BorderPane root = new BorderPane();
  private @Nullable Stage stage;

  /**
   * A help that is not open, for the window of a scene, whose colours it takes.
   *
   * @param copy where text goes that people want to take along
   */
  public HelpWindow(Scene over, ContextMenus menus, Consumer<String> copy) {
    this.over = over;
    this.menus = menus;
    this.copy = copy;
    list.setId("help-topics");
    list.getItems().setAll(pages);
    list.setCellFactory(_ -> new Title());
    list.getStyleClass().addAll("dense", "edge-to-edge");
    list.setAccessibleText(Texts.get("help.topics"));
    list.getSelectionModel().selectedItemProperty().addListener((_, _, page) -> chosen(page));
    search.setId("help-search");
    search.setPromptText(Texts.get("help.search"));
    search.setAccessibleText(Texts.get("help.search"));
    search.textProperty().addListener((_, _, text) -> find(text));
    VBox left = new VBox(search, list);
    left.getStyleClass().add("help-left");
    VBox.setVgrow(list, Priority.ALWAYS);
    content.setId("help-content");
    content.getStyleClass().add("help-content");
    scroll.setFitToWidth(true);
    scroll.setId("help-scroll");
    scroll.setFocusTraversable(true); // read on by arrows and Page keys
    scroll.setAccessibleText(Texts.get("help.title"));
    scroll.getStyleClass().add("edge-to-edge");
    root.setId("help");
    root.setLeft(left);
    root.setCenter(scroll);
    root.addEventHandler(KeyEvent.KEY_PRESSED, this::pressed);
    EscapeKey.closes(root, this::hide);
    root.setOnContextMenuRequested(this::offer);
    MenuKey.listen(root);
  }

  /** The property under the mouse, the page, and the search. */
  private void offer(ContextMenuEvent event) {
    List<MenuItem> items = new ArrayList<>();
    for (Node at = (Node) event.getTarget(); at != null; at = at.getParent()) {
      if (at.getStyleClass().contains("help-entry")) {
        Node entry = at;
        items.add(item("help-copy-entry", () -> copy.accept(words(entry))));
      }
    }
    items.add(item("help-copy-page", () -> copy.accept(words(content))));
    items.add(item("help-find", search::requestFocus));
    menus.show(root, items, event.getScreenX(), event.getScreenY());
    event.consume();
  }

  private static MenuItem item(String id, Runnable does) {
    MenuItem item = new MenuItem(Texts.get("action." + id));
    item.setId("menu-" + id);
    item.setOnAction(_ -> does.run());
    return item;
  }

  /** What is written in a part of a page, a line for each text. */
  private static String words(Node node) {
    return switch (node) {
      case Label label -> label.getText();
      case Parent parent ->
          parent.getChildrenUnmodifiable().stream()
              .map(HelpWindow::words)
              .filter(text -> !text.isBlank())
              .collect(Collectors.joining("\n"));
      default -> "";
    };
  }

  private void pressed(KeyEvent event) {
    if (event.getCode() == KeyCode.ESCAPE) {
      hide();
      event.consume();
    }
  }

  private void hide() {
    if (stage != null) {
      stage.hide();
    }
  }

  /**
   * Opens it, or brings it to the front.
   *
   * @param anchor a page ("service") or a property on one ("service.ports"); anything else opens
   *     the first page
   */
  public void open(String anchor) {
    String id = anchor.contains(".") ? anchor.substring(0, anchor.indexOf('.')) : anchor;
    Page page = pages.stream().filter(p -> p.id().equals(id)).findFirst().orElse(pages.getFirst());
    Stage window = window();
    search.clear();
    root.getStyleClass().setAll("root", "main-window", "help");
    root.getStyleClass().addAll(colours());
    window.getScene().getStylesheets().setAll(over.getStylesheets());
    list.getSelectionModel().select(page);
    list.scrollTo(page);
    show(page);
    window.show();
    window.toFront();
    window.requestFocus();
    scrollTo(anchor);
    list.requestFocus();
  }

  /** Light or dark, as the window it belongs to is now. */
  private List<String> colours() {
    return over.getRoot().getStyleClass().stream()
        .filter(style -> style.equals("light") || style.equals("dark"))
        .toList();
  }

  private Stage window() {
    if (stage == null) {
      stage = new Stage();
      stage.initOwner(over.getWindow());
      stage.setTitle(Texts.get("help.title"));
      stage.setScene(new Scene(root, WIDTH, HEIGHT));
      stage.setMinWidth(520);
      stage.setMinHeight(320);
    }
    return stage;
  }

  private void chosen(@Nullable Page page) {
    if (page != null && search.getText().isBlank()) {
      show(page);
    } else if (page != null) {
      search.clear();
    }
  }

  private void show(Page page) {
    content.getChildren().setAll(heading(page.title()));
    page.paragraphs().forEach(text -> content.getChildren().add(text(text, "help-text")));
    page.entries().forEach(entry -> content.getChildren().add(entry(entry)));
    scroll.setVvalue(0);
  }

  private void find(String text) {
    String wanted = text.strip().toLowerCase(Locale.ROOT);
    Page page = list.getSelectionModel().getSelectedItem();
    if (wanted.isEmpty()) {
      show(page == null ? pages.getFirst() : page);
      return;
    }
    content.getChildren().setAll(heading(Texts.get("help.found", text.strip())));
    for (Page found : pages) {
      List<Entry> entries =
          found.entries().stream().filter(entry -> entry.words().contains(wanted)).toList();
      if (!entries.isEmpty()) {
        content.getChildren().add(text(found.title(), "help-group"));
        entries.forEach(entry -> content.getChildren().add(entry(entry)));
      }
    }
    if (content.getChildren().size() == 1) {
      content.getChildren().add(text(Texts.get("help.nothing"), "hint"));
    }
    scroll.setVvalue(0);
  }

  private static Label heading(String title) {
    Label label = text(title, "sheet-title");
    label.setId("help-heading");
    return label;
  }

  private static Label text(String text, String style) {
    Label label = new Label(text);
    label.getStyleClass().add(style);
    label.setWrapText(true);
    label.setMinHeight(Region.USE_PREF_SIZE);
    return label;
  }

  private static VBox entry(Entry entry) {
    Label title = text(entry.meaning().title(), "help-name");
    Label file = new Label(entry.meaning().file());
    file.getStyleClass().add("key");
    file.setMinWidth(Region.USE_PREF_SIZE);
    Region spring = new Region();
    HBox.setHgrow(spring, Priority.ALWAYS);
    HBox top = new HBox(title, spring, file);
    top.getStyleClass().add("field-row");
    VBox box = new VBox(top);
    box.setId("help-entry-" + entry.meaning().anchor().replace('.', '-'));
    box.getStyleClass().add("help-entry");
    box.getChildren().add(text(entry.meaning().sentence(), "help-text"));
    entry.more().forEach(more -> box.getChildren().add(text(more, "help-text")));
    if (!entry.meaning().fallback().isEmpty()) {
      String fallback = (entry.meaning().fallback() + " " + entry.meaning().unit()).strip();
      box.getChildren().add(text(Texts.get("help.default", fallback), "hint"));
    }
    for (Choice choice : entry.meaning().choices()) {
      box.getChildren().add(choice(choice));
    }
    return box;
  }

  private static HBox choice(Choice choice) {
    Label name = text(choice.title(), "help-choice");
    Label says = text(choice.sentence(), "help-text");
    HBox row = new HBox(name, says);
    row.getStyleClass().add("help-row");
    HBox.setHgrow(says, Priority.ALWAYS);
    return row;
  }

  /** Brings a property into view and marks it. */
  private void scrollTo(String anchor) {
    Optional<Node> entry =
        content.getChildren().stream()
            .filter(node -> ("help-entry-" + anchor.replace('.', '-')).equals(node.getId()))
            .findFirst();
    root.applyCss();
    root.layout();
    entry.ifPresent(
        node -> {
          node.pseudoClassStateChanged(ASKED, true);
          Bounds bounds = node.getBoundsInParent();
          double beyond = content.getHeight() - scroll.getViewportBounds().getHeight();
          scroll.setVvalue(beyond <= 0 ? 0 : Math.clamp((bounds.getMinY() - 12) / beyond, 0, 1));
        });
  }

  private static final class Title extends ListCell<Page> {
    Title() {
      setWrapText(true);
      setPrefWidth(0);
    }

    @Override
    protected void updateItem(@Nullable Page page, boolean empty) {
      super.updateItem(page, empty);
      setText(page == null || empty ? null : page.title());
      setId(page == null || empty ? null : "help-topic-" + page.id());
    }
  }
}
