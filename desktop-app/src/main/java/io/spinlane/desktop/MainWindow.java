package io.spinlane.desktop;

import io.spinlane.desktop.command.FocusByKeys;
import io.spinlane.desktop.text.Texts;
import io.spinlane.desktop.widget.WrappingBar;
import java.util.List;
import javafx.application.Platform;
import javafx.css.PseudoClass;
import javafx.geometry.Orientation;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.MenuBar;
import javafx.scene.control.SplitPane;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/**
 * The window's regions. It holds panes and knows nothing of what is in them.
 *
 * <pre>
 *   menuBar
 *   toolbarStart · · · · · · · · · · · · · · · · toolbarEnd (host, push)
 *   banners
 *   left    │ canvas                          │ inspector
 *           ├─────────────────────────────────┤
 *           │ bottomTabs (problems, charts…)  │
 *   status  · · · · · · · · · · · · · · · · · · · statusEnd
 * </pre>
 */
public final class MainWindow extends BorderPane {
  /** So little that the panels' names move together, in widths of both sides. */
  private static final double NARROW_WIDTH = 2.4;

  /** Both sides with words of the usual size, for as long as no style has said so. */
  private static final double USUAL_SIDES = 504;

  /** What the drawing keeps of the window's width, however large the words beside it are. */
  private static final double DRAWING = 0.4;

  /** Of what the sides give up for that. */
  private static final double LEFT_GIVES = 0.3;

  private static final PseudoClass NARROW = PseudoClass.getPseudoClass("narrow");

  private final MenuBar menuBar = new MenuBar();
  private final HBox toolbarStart = new HBox();
  private final HBox toolbarEnd = new HBox();
  private final TabPane left = new TabPane();
  private final StackPane right = new StackPane();
  private final VBox banners = new VBox();
  private final TabPane bottomTabs = new TabPane();
  private final StackPane centre = new StackPane();
  private final BorderPane drawing = new BorderPane();
  private final SplitPane middle = new SplitPane();
  private final LowerPanels panels = new LowerPanels(middle, bottomTabs);
  private final Label status = new Label();
  private final HBox statusEnd = new HBox();

  MainWindow(Region canvas) {
    getStyleClass().add("main-window");
    menuBar.setId("menu-bar");
    banners.setId("banners");
    setTop(new VBox(menuBar, toolbar(), banners));
    left.setId("left");
    left.getStyleClass().addAll("side", "bottom-tabs");
    left.setTabClosingPolicy(TabPane.TabClosingPolicy.UNAVAILABLE);
    right.setId("right");
    right.getStyleClass().add("side");
    // Tab goes through them in this order: down each column, from the left column to the right
    setLeft(left);
    setCenter(centre(canvas));
    setRight(right);
    setBottom(statusBar());
    widthProperty().subscribe(this::limitSides);
    // later, because a style that changes while styles are being applied is forgotten
    left.prefWidthProperty().subscribe(() -> Platform.runLater(this::limitSides));
    right.prefWidthProperty().subscribe(() -> Platform.runLater(this::limitSides));
  }

  /** The right side gives way more: its words wrap, names on the left do not. */
  private void limitSides() {
    double styled = left.getPrefWidth() + right.getPrefWidth();
    double wanted = styled > 0 ? styled : USUAL_SIDES;
    pseudoClassStateChanged(NARROW, getWidth() < wanted * NARROW_WIDTH);
    if (styled <= 0) {
      return;
    }
    double missing = Math.max(0, wanted - getWidth() * (1 - DRAWING));
    left.setMaxWidth(left.getPrefWidth() - missing * LEFT_GIVES);
    right.setMaxWidth(right.getPrefWidth() - missing * (1 - LEFT_GIVES));
  }

  private WrappingBar toolbar() {
    WrappingBar toolbar = new WrappingBar(toolbarStart, toolbarEnd);
    toolbar.setId("toolbar");
    toolbar.getStyleClass().add("main-toolbar");
    toolbarStart.getStyleClass().add("toolbar-group");
    toolbarEnd.getStyleClass().add("toolbar-group");
    toolbarEnd.setId("toolbar-end");
    return toolbar;
  }

  private Node centre(Region canvas) {
    centre.getChildren().addAll(canvas, ring(canvas));
    drawing.setCenter(centre);
    bottomTabs.setId("bottom-tabs");
    bottomTabs.getStyleClass().add("bottom-tabs");
    bottomTabs.setTabClosingPolicy(TabPane.TabClosingPolicy.UNAVAILABLE);
    bottomTabs.setMinHeight(36);
    middle.setOrientation(Orientation.VERTICAL);
    middle.getItems().addAll(drawing, bottomTabs);
    middle.setDividerPositions(0.72);
    SplitPane.setResizableWithParent(bottomTabs, false);
    // what is squeezed gives way downwards: centred in too little room, it would cover what is
    // above
    centre.setMinSize(0, 0);
    drawing.setMinHeight(0);
    middle.setMinHeight(0);
    BorderPane.setAlignment(centre, Pos.TOP_LEFT);
    BorderPane.setAlignment(middle, Pos.TOP_LEFT);
    return middle;
  }

  /** Drawn over the canvas, which is covered by what lies on it. */
  private static Region ring(Region canvas) {
    Region ring = new Region();
    ring.getStyleClass().add("canvas-ring");
    ring.setMouseTransparent(true);
    ring.visibleProperty().bind(FocusByKeys.marks(canvas).and(canvas.focusedProperty()));
    return ring;
  }

  private HBox statusBar() {
    status.setId("status");
    status.setText(Texts.get("status.ready"));
    statusEnd.setId("status-end");
    statusEnd.getStyleClass().add("toolbar-group");
    HBox bar = new HBox(status, spring(), statusEnd);
    bar.getStyleClass().add("status-bar");
    return bar;
  }

  private static Region spring() {
    Region spring = new Region();
    HBox.setHgrow(spring, Priority.ALWAYS);
    return spring;
  }

  void addLeftTab(String id, String title, Node content) {
    Tab tab = new Tab(title, content);
    tab.setId(id);
    left.getTabs().add(tab);
  }

  void setInspector(Node inspector) {
    right.getChildren().setAll(inspector);
  }

  /** Adds another view of the drawing, which is not shown yet, over the canvas. */
  void addOverCanvas(Node view) {
    view.setVisible(false);
    centre.getChildren().add(view);
  }

  /** The menus. */
  public MenuBar menuBar() {
    return menuBar;
  }

  /** Buttons at the left of the toolbar. */
  public HBox toolbarStart() {
    return toolbarStart;
  }

  /** The right end of the toolbar: host, connection, push. */
  public HBox toolbarEnd() {
    return toolbarEnd;
  }

  /** What must be seen above the canvas, such as a lost connection; empty most of the time. */
  public VBox banners() {
    return banners;
  }

  /** The panels below the canvas. */
  public TabPane bottomTabs() {
    return bottomTabs;
  }

  /** Adds a panel below the canvas. */
  public Tab addBottomTab(String id, String title, Node content) {
    Tab tab = new Tab(title, content);
    tab.setId(id);
    bottomTabs.getTabs().add(tab);
    return tab;
  }

  /** The parts that one goes through by keys, in the order of Tab. */
  List<Node> parts() {
    return List.of(left, drawing, bottomTabs, right, toolbarStart, toolbarEnd, banners);
  }

  /** Brings a panel below the canvas to the front. */
  void show(Tab panel) {
    bottomTabs.getSelectionModel().select(panel);
    panels.open();
  }

  /** Folds the panels below the canvas. */
  LowerPanels panels() {
    return panels;
  }

  /** The drawing above, the panels below. */
  SplitPane middle() {
    return middle;
  }

  /** The right end of the status bar: revision, data age. */
  public HBox statusEnd() {
    return statusEnd;
  }

  /** Shows a sentence in the status bar, until the next one. */
  public void say(String sentence) {
    status.setText(sentence);
    status.setTooltip(sentence.isEmpty() ? null : new Tooltip(sentence)); // it may be cut off
  }
}
