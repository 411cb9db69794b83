package io.spinlane.desktop.canvas;

import io.spinlane.desktop.model.DesignModel;
import io.spinlane.desktop.model.Element;
import io.spinlane.desktop.model.Kinds;
import io.spinlane.desktop.painter.CardText;
import io.spinlane.desktop.text.Texts;
import io.spinlane.v1.ElementKind;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import javafx.collections.ListChangeListener;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.TextField;
import javafx.scene.control.TreeCell;
import javafx.scene.control.TreeItem;
import javafx.scene.control.TreeView;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/**
 * All elements by kind. What is selected here is selected on the canvas and the other way round; a
 * single one is shown there.
 */
public final class OutlineView extends VBox {
  /** The kinds in the order of the lanes. */
  private static final ElementKind[] ORDER = {
    ElementKind.ELEMENT_KIND_NIC,
    ElementKind.ELEMENT_KIND_CORE,
    ElementKind.ELEMENT_KIND_VIP,
    ElementKind.ELEMENT_KIND_SERVICE,
    ElementKind.ELEMENT_KIND_POOL,
    ElementKind.ELEMENT_KIND_BACKEND,
    ElementKind.ELEMENT_KIND_NOTE
  };

  /** So that people see what stands before what is selected. */
  private static final int ROWS_ABOVE = 3;

  private final CanvasView view;
  private final DesignModel model;
  private final TreeView<String> tree = new TreeView<>(new TreeItem<>(""));
  private final TextField search = new TextField();
  private final Map<ElementKind, TreeItem<String>> groups = new EnumMap<>(ElementKind.class);
  private Map<String, Element> shown = Map.of();
  private boolean following;

  /** An outline of what a view shows. */
  public OutlineView(CanvasView view) {
    this.view = view;
    this.model = view.model();
    setId("outline");
    getStyleClass().add("palette");
    search.setId("outline-search");
    search.setPromptText(Texts.get("outline.search"));
    search.textProperty().addListener((_, _, _) -> refresh());
    tree.setId("outline-tree");
    tree.setShowRoot(false);
    tree.getStyleClass().addAll("dense", "edge-to-edge");
    tree.setCellFactory(_ -> new Row());
    tree.setAccessibleText(Texts.get("outline.title"));
    VBox.setVgrow(tree, Priority.ALWAYS);
    for (ElementKind kind : ORDER) {
      TreeItem<String> group = new TreeItem<>();
      group.setExpanded(true);
      groups.put(kind, group);
    }
    tree.getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
    tree.getSelectionModel()
        .getSelectedItems()
        .addListener((ListChangeListener<TreeItem<String>>) _ -> chosen());
    getChildren().addAll(search, tree);
    model.listen((_, _) -> refreshIfChanged());
    model.selection().listen(this::follow);
    refresh();
  }

  /** An element with its sign, or a kind without. */
  private final class Row extends TreeCell<String> {
    @Override
    protected void updateItem(@Nullable String value, boolean empty) {
      super.updateItem(value, empty);
      boolean leaf = getTreeItem() != null && getTreeItem().isLeaf();
      setText(value == null || empty ? null : value);
      setGraphic(
          value == null || empty || !leaf
              ? null
              : model.element(value).map(Glyphs::sign).orElse(null));
    }
  }

  private void chosen() {
    if (following) {
      return;
    }
    List<String> ids =
        tree.getSelectionModel().getSelectedItems().stream()
            .filter(item -> item != null && item.isLeaf()) // null while the tree changes
            .map(TreeItem::getValue)
            .filter(id -> model.element(id).isPresent())
            .toList();
    if (ids.isEmpty()) {
      return;
    }
    following = true;
    if (ids.size() == 1) {
      view.reveal(ids.getFirst());
      tree.requestFocus();
    } else {
      model.selection().select(ids);
    }
    following = false;
  }

  /** Selects what is selected on the canvas, in one pass: it may be everything. */
  private void follow() {
    if (following) {
      return;
    }
    following = true;
    Set<String> ids = model.selection().ids();
    int[] rows = new int[ids.size()];
    int found = 0;
    int row = 0;
    for (TreeItem<String> group : tree.getRoot().getChildren()) {
      row++;
      if (group.isExpanded()) {
        for (TreeItem<String> item : group.getChildren()) {
          if (ids.contains(item.getValue())) {
            rows[found++] = row;
          }
          row++;
        }
      }
    }
    tree.getSelectionModel().clearSelection();
    if (found > 0) {
      tree.getSelectionModel().selectIndices(rows[0], Arrays.copyOfRange(rows, 1, found));
      tree.scrollTo(Math.max(0, rows[0] - ROWS_ABOVE));
    }
    following = false;
  }

  /** A move changes places only, and there are many moves. */
  private void refreshIfChanged() {
    if (!model.elements().equals(shown)) {
      refresh();
    }
  }

  private void refresh() {
    following = true;
    shown = model.elements();
    String wanted = search.getText().strip().toLowerCase(Locale.ROOT);
    groups.values().forEach(group -> group.getChildren().clear());
    for (Element element : model.elements().values()) {
      String words = element.id() + " " + CardText.subtitle(element);
      TreeItem<String> group = groups.get(element.kind());
      if (group != null && words.toLowerCase(Locale.ROOT).contains(wanted)) {
        group.getChildren().add(new TreeItem<>(element.id()));
      }
    }
    tree.getRoot().getChildren().clear();
    groups.forEach(
        (kind, group) -> {
          if (!group.getChildren().isEmpty()) {
            group.setValue(
                Texts.get("outline.group", Kinds.title(kind), group.getChildren().size()));
            tree.getRoot().getChildren().add(group);
          }
        });
    following = false;
    follow();
  }
}
