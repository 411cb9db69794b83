package io.spinlane.desktop;

import io.spinlane.desktop.canvas.CanvasInput;
import io.spinlane.desktop.canvas.CanvasView;
import io.spinlane.desktop.canvas.OutlineView;
import io.spinlane.desktop.canvas.PaletteView;
import io.spinlane.desktop.command.Commands;
import io.spinlane.desktop.command.ContextMenus;
import io.spinlane.desktop.command.ContextMenus.Place;
import io.spinlane.desktop.command.FocusByKeys;
import io.spinlane.desktop.command.Keys;
import io.spinlane.desktop.command.MenuBarView;
import io.spinlane.desktop.host.HostInUse;
import io.spinlane.desktop.inspector.InspectorView;
import io.spinlane.desktop.io.DesignFile;
import io.spinlane.desktop.model.DesignModel;
import io.spinlane.desktop.text.Texts;
import io.spinlane.desktop.work.LongWork;
import io.spinlane.desktop.work.WorkBar;
import io.spinlane.icons.Icon;
import java.util.function.BooleanSupplier;
import javafx.scene.Scene;
import javafx.scene.image.Image;
import javafx.stage.Stage;

/** Puts the app together: one model, one window, and everything that works on them. */
public final class Workbench {
  private static final double WIDTH = 1440;
  private static final double HEIGHT = 900;

  private final Stage stage;
  private final DesignModel model = new DesignModel();
  private final CanvasView canvas = new CanvasView(model);
  private final MainWindow window = new MainWindow(canvas);
  private final Commands commands = new Commands(window::say);
  private final MenuBarView menus = new MenuBarView(commands, window.menuBar());
  private final ContextMenus contextMenus = new ContextMenus(commands);
  private final CanvasInput input = new CanvasInput(canvas, window::say);
  private final InspectorView inspector = new InspectorView(model);
  private final DesignFile file = new DesignFile(model);
  private final ProblemsBoard problems = new ProblemsBoard(model, canvas, window);
  private final HostInUse host = new HostInUse();
  private final LongWork work;
  private final Theme theme;
  private final FileActions fileActions;
  private final WelcomeActions welcome;
  private final LaneActions lanes;
  private final ContextActions clicks;
  private final HostActions hosts;

  /** Builds everything into a stage without showing it. */
  public Workbench(Stage stage) {
    this.stage = stage;
    WorkBar bar = new WorkBar();
    window.statusEnd().getChildren().add(bar);
    PaletteView palette = new PaletteView(input);
    OutlineView outline = new OutlineView(canvas);
    window.addLeftTab("tab-palette", Texts.get("palette.title"), palette);
    window.addLeftTab("tab-outline", Texts.get("outline.title"), outline);
    window.setInspector(inspector);
    problems.problemsProperty().addListener((_, _, found) -> inspector.showProblems(found));
    Scene scene = new Scene(window, WIDTH, HEIGHT);
    work = new LongWork(scene, bar, window::say);
    theme = new Theme(scene, canvas);
    theme.show(Theme.Kind.LIGHT);
    fileActions = new FileActions(this);
    fileActions.install();
    new DroppedFile(this, scene);
    new EditActions(this).install();
    new AppearanceActions(this);
    new ArrangeActions(this);
    lanes = new LaneActions(this, scene);
    new CanvasActions(this);
    hosts = new HostActions(this);
    new ShellActions(this, scene);
    welcome = new WelcomeActions(this);
    new HelpActions(this, scene);
    clicks = new ContextActions(this);
    contextMenus.openOn(outline, Place.OUTLINE);
    contextMenus.openOn(problems.view(), Place.PROBLEMS);
    palette.eachRow(clicks::openOn);
    commands.before(model.typing()::finish);
    Keys.listen(scene, commands);
    FocusByKeys.mark(scene);
    stage.setScene(scene);
    for (int sizePx : Icon.APP.sizesPx()) {
      stage.getIcons().add(new Image(Icon.APP.png(sizePx)));
    }
    stage.setMinWidth(960);
    stage.setMinHeight(600);
    refreshTitle();
    model.listen((_, _) -> refreshTitle());
    model.listen((_, _) -> commands.changed());
    model.selection().listen(commands::changed);
  }

  /** Opens the window. */
  public void show() {
    stage.show();
    canvas.zoomToFit();
    canvas.requestFocus();
  }

  /** The stage of the window. */
  public Stage stage() {
    return stage;
  }

  /** What is drawn. */
  public DesignModel model() {
    return model;
  }

  /** Its view. */
  public CanvasView canvas() {
    return canvas;
  }

  /** What the mouse and the keys do on it. */
  CanvasInput input() {
    return input;
  }

  /** The window's regions. */
  public MainWindow window() {
    return window;
  }

  /** Everything a person can tell the app to do. */
  public Commands commands() {
    return commands;
  }

  /** The menus of the commands. */
  public MenuBarView menus() {
    return menus;
  }

  /** What a right click offers, and where. */
  ContextMenus contextMenus() {
    return contextMenus;
  }

  /** Offers commands in the menu of the cards, unless something is so. */
  void offerOnCards(BooleanSupplier unless, String... commands) {
    clicks.offerOnCards(unless, commands);
  }

  /** What the rules say about the drawing. */
  public ProblemsBoard problems() {
    return problems;
  }

  /** The host that the drawing is meant for. */
  public HostInUse host() {
    return host;
  }

  /** What can be done with it. */
  HostActions hosts() {
    return hosts;
  }

  /** Which core polls which queue. */
  public LaneActions lanes() {
    return lanes;
  }

  /** What takes its time. */
  public LongWork work() {
    return work;
  }

  /** Light or dark. */
  public Theme theme() {
    return theme;
  }

  /** The properties of what is selected. */
  public InspectorView inspector() {
    return inspector;
  }

  /** The file behind the drawing. */
  public DesignFile file() {
    return file;
  }

  /** Opening and saving. */
  public FileActions fileActions() {
    return fileActions;
  }

  /** The welcome page and the tour. */
  public WelcomeActions welcome() {
    return welcome;
  }

  private void refreshTitle() {
    stage.setTitle((model.dirty() ? "● " : "") + file.title() + " – Spinlane");
  }
}
