package io.spinlane.desktop.canvas;

import io.spinlane.desktop.model.DesignModel;
import io.spinlane.desktop.model.Element;
import io.spinlane.desktop.model.Kinds;
import io.spinlane.desktop.painter.CardText;
import io.spinlane.desktop.text.Texts;
import io.spinlane.v1.ElementKind;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import javafx.scene.control.TextField;
import javafx.scene.control.TreeCell;
import javafx.scene.control.TreeItem;
import javafx.scene.control.TreeView;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** All elements by kind; choosing one shows it on the canvas. */
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

  private final CanvasView view;
  private final DesignModel model;
  private final TreeView<String> tree = new TreeView<>(new TreeItem<>(""));
  private final TextField search = new TextField();
  private final Map<ElementKind, TreeItem<String>> groups = new EnumMap<>(ElementKind.class);
  private Map<String, Element> shown = Map.of();
  private boolean refreshing;

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
    tree.getSelectionModel().selectedItemProperty().addListener((_, _, item) -> chosen(item));
    getChildren().addAll(search, tree);
    model.listen((_, _) -> refreshIfChanged());
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

  private void chosen(@Nullable TreeItem<String> item) {
    if (!refreshing
        && item != null
        && item.isLeaf()
        && model.element(item.getValue()).isPresent()) {
      view.reveal(item.getValue());
      tree.requestFocus();
    }
  }

  /** A move changes places only, and there are many moves. */
  private void refreshIfChanged() {
    if (!model.elements().equals(shown)) {
      refresh();
    }
  }

  private void refresh() {
    refreshing = true;
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
    refreshing = false;
  }
}
