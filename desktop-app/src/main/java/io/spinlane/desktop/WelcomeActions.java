package io.spinlane.desktop;

import io.spinlane.desktop.command.ButtonIds;
import io.spinlane.desktop.command.Command;
import io.spinlane.desktop.remote.AgentPlace;
import io.spinlane.desktop.remote.NetworkPlace;
import io.spinlane.desktop.text.Texts;
import io.spinlane.desktop.welcome.Tour;
import io.spinlane.desktop.welcome.WelcomePane;
import io.spinlane.topology.sample.Sample;
import io.spinlane.topology.sample.Samples;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.scene.Node;
import javafx.scene.control.ButtonType;
import javafx.scene.control.Dialog;
import javafx.scene.input.MouseEvent;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/** The welcome page, on the empty canvas or when asked for, and the tour. */
public final class WelcomeActions implements WelcomePane.Choices {
  private static final double FAINT = 0.15;

  private final Workbench workbench;
  private final WelcomePane page;
  private Supplier<List<Path>> recent = List::of;
  private Consumer<AgentPlace> connect = _ -> {};
  private Runnable onSample = () -> {};
  private Runnable onTour = () -> {};
  private boolean newcomer;
  private @Nullable Dialog<ButtonType> dialog;

  WelcomeActions(Workbench workbench) {
    this.workbench = workbench;
    page = newPage();
    workbench.canvas().setEmptyState(page);
    MainWindow window = workbench.window();
    window.addEventFilter(MouseEvent.MOUSE_PRESSED, event -> letThrough(isPalette(event)));
    window.addEventFilter(MouseEvent.MOUSE_RELEASED, _ -> letThrough(false));
    workbench
        .model()
        .listen(
            (_, after) -> {
              if (after.getLayoutMap().isEmpty()) {
                page.refresh();
              }
            });
    workbench
        .commands()
        .add(
            "help",
            Command.of("welcome", "action.welcome", this::open).drawn(Feather.HOME),
            Command.of("tour", "action.tour", this::tour).drawn(Feather.MAP));
  }

  /** What is dragged from the palette lands on the paper, not on the page above it. */
  private void letThrough(boolean dragged) {
    page.setMouseTransparent(dragged);
    page.setOpacity(dragged ? FAINT : 1);
  }

  private static boolean isPalette(MouseEvent event) {
    Node node = event.getTarget() instanceof Node hit ? hit : null;
    while (node != null && !node.getStyleClass().contains("palette-item")) {
      node = node.getParent();
    }
    return node != null;
  }

  private WelcomePane newPage() {
    return new WelcomePane(Samples.all(Texts.locale()), workbench.canvas()::ink, this);
  }

  /** Lists these files from now on. */
  void showRecent(Supplier<List<Path>> files) {
    recent = files;
    page.refresh();
  }

  /** Has someone connect to the hosts that are asked for. */
  void onConnect(Consumer<AgentPlace> connector) {
    connect = connector;
  }

  /** Has someone told after a sample was chosen here. */
  void onSample(Runnable task) {
    onSample = task;
  }

  /**
   * The tour stands out.
   *
   * @param taken told when it was taken or left
   */
  void showNewcomer(Runnable taken) {
    newcomer = true;
    onTour = taken;
    page.showNewcomer(true);
  }

  /** On the canvas when nothing is drawn, else in a window over it. */
  private void open() {
    if (workbench.model().elements().isEmpty()) {
      page.requestFocus();
      return;
    }
    WelcomePane over = newPage();
    over.showNewcomer(newcomer);
    Dialog<ButtonType> shown = new Dialog<>();
    dialog = shown;
    shown.initOwner(workbench.stage());
    shown.setTitle(Texts.get("action.welcome"));
    shown.getDialogPane().setId("welcome-dialog");
    shown.getDialogPane().setContent(over);
    shown.getDialogPane().getButtonTypes().add(ButtonType.CLOSE);
    ButtonIds.name(shown.getDialogPane(), "welcome");
    shown.getDialogPane().getStylesheets().addAll(workbench.stage().getScene().getStylesheets());
    shown.getDialogPane().getStyleClass().addAll("main-window", workbench.theme().styleClass());
    shown.getDialogPane().setMinWidth(960);
    shown.setResizable(true);
    shown.setOnHidden(_ -> dialog = null);
    shown.show();
  }

  private void closeDialog() {
    if (dialog != null) {
      dialog.close();
    }
  }

  @Override
  public void open(Sample sample) {
    closeDialog();
    if (workbench.fileActions().open(sample)) {
      onSample.run();
    }
  }

  @Override
  public void open(Path file) {
    closeDialog();
    workbench.fileActions().openUnlessKept(file);
  }

  @Override
  public void browse() {
    closeDialog();
    workbench.commands().run(workbench.commands().get("open"));
  }

  @Override
  public String connect(String address) {
    NetworkPlace place;
    try {
      place = NetworkPlace.parse(address);
    } catch (IllegalArgumentException e) {
      return String.valueOf(e.getMessage());
    }
    closeDialog();
    connect.accept(place);
    return "";
  }

  @Override
  public List<Path> recent() {
    return recent.get();
  }

  @Override
  public void tour() {
    closeDialog();
    MainWindow window = workbench.window();
    List<Node> parts =
        List.of(
            window.lookup("#left"),
            workbench.canvas(),
            window.lookup("#right"),
            window.bottomTabs(),
            window.toolbarEnd());
    List<Tour.Step> steps =
        java.util.stream.IntStream.range(0, parts.size())
            .mapToObj(i -> new Tour.Step(i + 1, parts.get(i)))
            .toList();
    Tour.begin(
        workbench.stage().getScene(),
        steps,
        () -> {
          newcomer = false;
          page.showNewcomer(false);
          onTour.run();
        });
  }
}
