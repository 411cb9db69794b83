package io.spinlane.desktop.pictures;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import javafx.css.PseudoClass;
import javafx.geometry.Bounds;
import javafx.scene.AccessibleAttribute;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.ButtonBar;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.ComboBoxBase;
import javafx.scene.control.Control;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListView;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuBar;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.SplitPane;
import javafx.scene.control.TabPane;
import javafx.scene.control.TableColumnBase;
import javafx.scene.control.TableView;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.TitledPane;
import javafx.scene.control.TreeView;
import javafx.scene.layout.Background;
import javafx.scene.layout.BackgroundFill;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import javafx.scene.text.Text;
import org.jspecify.annotations.Nullable;

/** What a careful eye would find wrong with a scene. On the JavaFX thread. */
public final class SceneReview {
  /** WCAG 2.2, 1.4.3: text, and text that is large or bold and nearly large. */
  private static final double CONTRAST = 4.5;

  private static final double CONTRAST_LARGE = 3;

  /** What the toolkit puts where it has cut a text off. */
  private static final String ELLIPSIS = "...";

  /** What stands for an item of a menu only looks disabled. */
  private static final PseudoClass DISABLED = PseudoClass.getPseudoClass("disabled");

  private final Set<String> found = new TreeSet<>();

  private SceneReview() {}

  /** Everything that was found, a line each; empty when all is well. */
  public static Set<String> of(Scene scene) {
    SceneReview review = new SceneReview();
    if (scene.getRoot().getLayoutBounds().getWidth() > scene.getWidth() + 1) {
      review.found.add("wider than its window: " + describe(scene.getRoot()));
    }
    review.controls(scene.getRoot());
    review.words(scene.getRoot(), scene.getFill() instanceof Color fill ? fill : Color.WHITE, 1);
    return review.found;
  }

  /** Controls that a robot and a screen reader must find; not what they are made of. */
  private void controls(Node node) {
    if (!node.isVisible()) {
      return;
    }
    if (isClickable(node)) {
      if (node.getId() == null || node.getId().isBlank()) {
        found.add("no id: " + describe(node));
      }
      if (spoken(node).isBlank()) {
        found.add("nothing for a screen reader: " + describe(node));
      }
    }
    parts(node);
    inside(node).forEach(this::controls);
  }

  /** What a control has that is no node: tabs, columns, and items of menus. */
  private void parts(Node node) {
    switch (node) {
      case MenuBar bar -> bar.getMenus().forEach(this::item);
      case MenuButton button -> button.getItems().forEach(this::item);
      case TabPane tabs -> tabs.getTabs().forEach(tab -> named("tab", tab.getId(), tab.getText()));
      case TableView<?> table -> table.getColumns().forEach(this::column);
      default -> {}
    }
    if (node instanceof Control control && control.getContextMenu() != null) {
      control.getContextMenu().getItems().forEach(this::item);
    }
  }

  private void item(MenuItem item) {
    if (item instanceof SeparatorMenuItem) {
      return;
    }
    named("menu item", item.getId(), item.getText());
    if (item instanceof Menu menu) {
      menu.getItems().forEach(this::item);
    }
  }

  /** A column of signs or boxes has no words over it. */
  private void column(TableColumnBase<?, ?> column) {
    String words = column.getText();
    named("column", column.getId(), words.isEmpty() && column.getGraphic() != null ? "-" : words);
    column.getColumns().forEach(this::column);
  }

  private void named(String what, @Nullable String id, @Nullable String words) {
    if (id == null || id.isBlank()) {
      found.add("no id: " + what + " “" + words + "”");
    }
    if (words == null || words.isBlank()) {
      found.add("no words: " + what + " " + id);
    }
  }

  private static boolean isClickable(Node node) {
    return node instanceof ButtonBase
        || node instanceof TextInputControl
        || node instanceof ComboBoxBase
        || node instanceof ListView
        || node instanceof TreeView
        || node instanceof TableView
        || node instanceof TabPane
        || (node.isFocusTraversable() && !(node instanceof Control));
  }

  private static String spoken(Node node) {
    String text = node.getAccessibleText();
    if (text != null && !text.isBlank()) {
      return text;
    }
    return switch (node) {
      case Labeled labeled -> String.valueOf(labeled.getText());
      case TextInputControl input -> String.valueOf(input.getPromptText());
      case TabPane tabs -> tabs.getTabs().isEmpty() ? "" : tabs.getTabs().getFirst().getText();
      default ->
          node.queryAccessibleAttribute(AccessibleAttribute.TEXT) instanceof String told
              ? told
              : "";
    };
  }

  /** A control's own nodes are the toolkit's business, those put into it are ours. */
  private static List<Node> inside(Node node) {
    return switch (node) {
      case ScrollPane pane -> pane.getContent() == null ? List.of() : List.of(pane.getContent());
      case SplitPane pane -> pane.getItems();
      case TitledPane pane -> pane.isExpanded() ? List.of(pane.getContent()) : List.of();
      case TabPane pane ->
          pane.getTabs().isEmpty()
              ? List.of()
              : Stream.ofNullable(pane.getSelectionModel().getSelectedItem().getContent()).toList();
      case ButtonBar bar -> bar.getButtons();
      case Control _ -> List.of();
      case Parent parent -> parent.getChildrenUnmodifiable();
      default -> List.of();
    };
  }

  /** Words that are cut off, and words that are hard to tell from what is behind them. */
  private void words(Node node, Color behind, double opacity) {
    if (!node.isVisible() || node.getOpacity() == 0) {
      return;
    }
    double seen = opacity * node.getOpacity();
    Color ground = behind;
    if (node instanceof Region region) {
      ground = ground(region.getBackground(), behind, seen);
    }
    if (node instanceof Labeled labeled && !mayBeCut(node)) {
      cut(labeled);
    }
    if (node instanceof Text text && !text.getText().isBlank() && isOn(text)) {
      contrast(text, ground, seen);
    }
    if (node instanceof Parent parent) {
      for (Node child : parent.getChildrenUnmodifiable()) {
        words(child, ground, seen);
      }
    }
  }

  private static Color ground(Background background, Color behind, double opacity) {
    Color ground = behind;
    if (background != null) {
      for (BackgroundFill fill : background.getFills()) {
        if (fill.getFill() instanceof Color color) {
          ground = over(color, ground, opacity);
        }
      }
    }
    return ground;
  }

  private static Color over(Color top, Color below, double opacity) {
    double share = top.getOpacity() * opacity;
    return Color.color(
        top.getRed() * share + below.getRed() * (1 - share),
        top.getGreen() * share + below.getGreen() * (1 - share),
        top.getBlue() * share + below.getBlue() * (1 - share));
  }

  /** Disabled words need no contrast, and words outside the window are not seen. */
  private static boolean isOn(Text text) {
    for (Node node = text; node != null; node = node.getParent()) {
      if (node.isDisabled() || node.getPseudoClassStates().contains(DISABLED)) {
        return false;
      }
    }
    Bounds bounds = text.localToScene(text.getLayoutBounds());
    return bounds.getMaxX() > 0
        && bounds.getMaxY() > 0
        && bounds.getMinX() < text.getScene().getWidth()
        && bounds.getMinY() < text.getScene().getHeight();
  }

  private void contrast(Text text, Color ground, double opacity) {
    if (!(text.getFill() instanceof Color ink)) {
      return;
    }
    double size = text.getFont().getSize();
    boolean bold = text.getFont().getStyle().toLowerCase(Locale.ROOT).contains("bold");
    double wanted = size >= 24 || (bold && size >= 18.6) ? CONTRAST_LARGE : CONTRAST;
    double ratio = Contrast.between(over(ink, ground, opacity), ground);
    if (ratio < wanted) {
      found.add(
          String.format(
              Locale.ROOT,
              "contrast %.1f of “%s” in %s",
              ratio,
              shortened(text.getText()),
              describe(owner(text))));
    }
  }

  private static Node owner(Node text) {
    Node node = text;
    while ((node.getParent() != null && node.getStyleClass().isEmpty() && node.getId() == null)
        || node instanceof Text) {
      node = node.getParent();
    }
    return node;
  }

  private void cut(Labeled labeled) {
    if (labeled.getText() == null || labeled.getText().isBlank()) {
      return;
    }
    for (Node child : labeled.getChildrenUnmodifiable()) {
      if (child instanceof Text text && isOn(text) && shorter(text.getText(), labeled.getText())) {
        found.add(
            "cut off: “"
                + labeled.getText()
                + "” as “"
                + text.getText()
                + "” in "
                + describe(labeled));
      }
    }
    if (labeled instanceof Label
        && labeled.isWrapText()
        && labeled.getHeight() + 1 < labeled.prefHeight(labeled.getWidth())) {
      found.add("too low: “" + shortened(labeled.getText()) + "” in " + describe(labeled));
    }
  }

  private static boolean shorter(String shown, String text) {
    return shown.endsWith(ELLIPSIS) && !text.endsWith(ELLIPSIS);
  }

  /**
   * Cards have a size of their own, and long names end in dots on purpose; and what a tooltip says
   * in full may end in dots.
   */
  private static boolean mayBeCut(Node node) {
    for (Node at = node; at != null; at = at.getParent()) {
      if (at.getStyleClass().contains("element-card") || inTooltip(at, node)) {
        return true;
      }
    }
    return false;
  }

  private static boolean inTooltip(Node at, Node node) {
    return at instanceof Control control
        && node instanceof Labeled labeled
        && control.getTooltip() != null
        && labeled.getText() != null
        && control.getTooltip().getText().contains(labeled.getText());
  }

  private static String shortened(String text) {
    String line = text.replace('\n', ' ');
    return line.length() > 40 ? line.substring(0, 40) + "…" : line;
  }

  private static String describe(Node node) {
    List<String> path = new ArrayList<>();
    for (Node at = node; at != null && path.size() < 4; at = at.getParent()) {
      path.addFirst(
          at.getId() != null
              ? "#" + at.getId()
              : at.getClass().getSimpleName() + at.getStyleClass());
      if (at.getId() != null && path.size() > 1) {
        break;
      }
    }
    return String.join(" > ", path);
  }
}
