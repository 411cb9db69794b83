package io.spinlane.desktop.canvas;

import io.spinlane.desktop.model.Branch;
import io.spinlane.desktop.model.Branch.Drawn;
import io.spinlane.desktop.model.Branch.Group;
import io.spinlane.desktop.model.Branch.Polled;
import io.spinlane.desktop.model.Branch.Shared;
import io.spinlane.desktop.model.DesignModel;
import io.spinlane.desktop.model.Element;
import io.spinlane.desktop.model.OutlineTree;
import io.spinlane.desktop.model.Wire;
import io.spinlane.desktop.painter.CardText;
import io.spinlane.desktop.text.Texts;
import io.spinlane.v1.Inventory;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.TreeView;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/**
 * What is drawn, as a tree. A search shows a tree of its own, so that the one of everything stays
 * open where people opened it.
 */
public final class OutlineView extends VBox {
  /** A drawing of no more lines is open all the way down from the beginning. */
  private static final int OPEN_LINES = 100;

  /** What a search finds is open all the way down, unless nobody could read it. */
  private static final int FOUND_LINES = 5000;

  private static final Branch NOTHING = new Branch("", "", new Group(), List.of());

  private final CanvasView view;
  private final DesignModel model;
  private final TreeView<Branch> tree = new TreeView<>();
  private final TextField search = new TextField();
  private final Label nothing = new Label();
  private final OutlineItem everything;
  private final OutlineSelection selection;
  private Map<String, Element> elements = Map.of();
  private List<Wire> wires = List.of();
  private int openings;
  private boolean fits;

  /** An outline of what a view shows. */
  public OutlineView(CanvasView view) {
    this.view = view;
    this.model = view.model();
    setId("outline");
    getStyleClass().add("palette");
    search.setId("outline-search");
    search.setPromptText(Texts.get("outline.search"));
    tree.setId("outline-tree");
    tree.setShowRoot(false);
    tree.getStyleClass().addAll("dense", "edge-to-edge");
    tree.setCellFactory(_ -> new OutlineRow());
    tree.setAccessibleText(Texts.get("outline.title"));
    nothing.setId("outline-nothing");
    nothing.getStyleClass().addAll("hint", "outline-nothing");
    nothing.setWrapText(true);
    nothing.setMouseTransparent(true);
    StackPane.setAlignment(nothing, Pos.TOP_LEFT);
    StackPane lines = new StackPane(tree, nothing);
    VBox.setVgrow(lines, Priority.ALWAYS);
    everything = new OutlineItem(NOTHING, this::opens);
    tree.setRoot(everything);
    selection = new OutlineSelection(view, tree);
    getChildren().addAll(search, lines);
    search.textProperty().addListener((_, _, _) -> refresh());
    model.listen((_, _) -> refreshIfChanged());
    view.frames().hostProperty().addListener((_, _, _) -> refresh());
    refresh();
  }

  /** Groups and pieces of the host are open; what is below elements, in small drawings. */
  private boolean opens(Branch line) {
    return fits || !(line.subject() instanceof Drawn);
  }

  private Branch lines(Predicate<Branch> wanted) {
    Inventory host = view.frames().hostProperty().get();
    return OutlineTree.of(model, host == null ? Inventory.getDefaultInstance() : host, wanted);
  }

  /** A move changes places only, and there are many moves. */
  private void refreshIfChanged() {
    if (openings != model.openings()
        || !model.elements().equals(elements)
        || !model.wires().equals(wires)) {
      refresh();
    }
  }

  private void refresh() {
    elements = model.elements();
    wires = model.wires();
    String wanted = search.getText().strip().toLowerCase(Locale.ROOT);
    selection.during(
        () -> {
          Branch all = lines(_ -> true);
          fits = all.fits(OPEN_LINES);
          if (openings != model.openings()) {
            openings = model.openings();
            everything.become(NOTHING); // another drawing, and nobody has closed a line of it
          }
          everything.become(all);
          tree.setRoot(wanted.isEmpty() ? everything : found(wanted));
        });
    nothing.setText(Texts.get(elements.isEmpty() ? "outline.empty" : "outline.nothing"));
    nothing.setVisible(tree.getRoot().isLeaf());
  }

  private OutlineItem found(String wanted) {
    Branch found = lines(line -> spoken(line).toLowerCase(Locale.ROOT).contains(wanted));
    boolean readable = found.fits(FOUND_LINES);
    return new OutlineItem(found, line -> readable || !(line.subject() instanceof Drawn));
  }

  /** What a screen reader says, and a search looks through. */
  static String spoken(Branch line) {
    return switch (line.subject()) {
      case Drawn(Element element) -> CardText.spoken(element);
      case Polled(Wire lane) -> lane.meaning();
      case Shared _, Group _ -> line.words();
    };
  }
}
