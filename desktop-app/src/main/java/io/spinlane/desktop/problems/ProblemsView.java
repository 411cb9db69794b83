package io.spinlane.desktop.problems;

import io.spinlane.desktop.fix.QuickFix;
import io.spinlane.desktop.text.Texts;
import io.spinlane.v1.Diagnostic;
import io.spinlane.v1.ElementRef;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import javafx.collections.ObservableList;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.skin.VirtualFlow;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;

/**
 * The list of problems; a click on one leads to its element, and what obviously mends it stands
 * beside it.
 */
public final class ProblemsView extends BorderPane {
  private final ListView<Diagnostic> list = new ListView<>();
  private final HBox tools = new HBox();
  private final Label none = new Label();
  private final Consumer<Diagnostic> reveal;

  /**
   * An empty list.
   *
   * @param reveal shows the element of a problem
   * @param fixes what would mend a problem now
   * @param mend does it
   */
  public ProblemsView(
      Consumer<Diagnostic> reveal,
      Function<Diagnostic, List<QuickFix>> fixes,
      Consumer<QuickFix> mend) {
    this.reveal = reveal;
    setId("problems");
    list.setId("problems-list");
    list.getStyleClass().addAll("dense", "edge-to-edge");
    list.setAccessibleText(Texts.get("problems.title"));
    none.setId("problems-none");
    none.getStyleClass().add("hint");
    list.setPlaceholder(none);
    list.setCellFactory(_ -> new ProblemRow(fixes, mend));
    list.setOnMouseClicked(
        event -> {
          if (event.getButton() == MouseButton.PRIMARY) {
            revealSelected();
          }
        });
    list.setOnKeyPressed(
        event -> {
          if (event.getCode() == KeyCode.ENTER) {
            revealSelected();
          }
        });
    tools.setId("problems-tools");
    tools.getStyleClass().add("problems-tools");
    setCenter(list);
    setTop(tools); // after the list: keys reach that first
    show(List.of(), false);
  }

  /** Puts buttons above the list; they are there as long as there are problems. */
  public void offer(Node... buttons) {
    tools.getChildren().setAll(buttons);
  }

  /** Has something run whenever another problem is selected. */
  public void onSelect(Runnable then) {
    list.getSelectionModel().selectedItemProperty().subscribe(_ -> then.run());
  }

  /** Back to the list, whose next problem can be worked on at once. */
  public void focusList() {
    list.requestFocus();
  }

  /**
   * Shows these problems.
   *
   * @param drawn something is drawn; an empty drawing is not called fine
   */
  public void show(List<Diagnostic> diagnostics, boolean drawn) {
    none.setText(Texts.get(drawn ? "problems.none" : "problems.empty"));
    tools.setVisible(!diagnostics.isEmpty());
    tools.setManaged(!diagnostics.isEmpty());
    if (!list.getItems().equals(diagnostics)) {
      replace(diagnostics);
    }
    list.refresh(); // the same problems may be mended in other ways now
  }

  /** Only what differs is changed, so that the rest stays where it is on the screen. */
  private void replace(List<Diagnostic> next) {
    ObservableList<Diagnostic> shown = list.getItems();
    Optional<Diagnostic> goOn = goOn(next);
    int rowsAbove = Math.max(0, list.getSelectionModel().getSelectedIndex() - firstVisible());
    shown.retainAll(Set.copyOf(next));
    for (int i = 0; i < next.size(); i++) {
      if (i >= shown.size() || !shown.get(i).equals(next.get(i))) {
        shown.add(i, next.get(i));
      }
    }
    shown.remove(next.size(), shown.size());
    list.getSelectionModel().clearSelection();
    goOn.ifPresent(list.getSelectionModel()::select);
    int selected = list.getSelectionModel().getSelectedIndex();
    if (selected >= 0) {
      list.scrollTo(Math.max(0, selected - rowsAbove));
    }
  }

  private int firstVisible() {
    return list.lookup(".virtual-flow") instanceof VirtualFlow<?> flow
            && flow.getFirstVisibleCell() != null
        ? flow.getFirstVisibleCell().getIndex()
        : 0;
  }

  /**
   * The problem that is worked on next: the selected one, or when it is mended the next one that is
   * not, or else the one before.
   */
  private Optional<Diagnostic> goOn(List<Diagnostic> next) {
    int selected = list.getSelectionModel().getSelectedIndex();
    if (selected < 0) {
      return Optional.empty();
    }
    List<Diagnostic> shown = list.getItems();
    Stream<Diagnostic> after = shown.subList(selected, shown.size()).stream();
    Stream<Diagnostic> before = shown.subList(0, selected).reversed().stream();
    Set<Diagnostic> left = Set.copyOf(next);
    return Stream.concat(after, before)
        .filter(left::contains)
        .findFirst()
        .or(() -> next.stream().findFirst());
  }

  /** The problem that is selected. */
  public Optional<Diagnostic> selected() {
    return Optional.ofNullable(list.getSelectionModel().getSelectedItem());
  }

  private void revealSelected() {
    selected().ifPresent(reveal);
  }

  /** Id of the element on the canvas a problem is about; a lane's is its NIC. */
  public static Optional<String> elementOf(Diagnostic diagnostic) {
    return elementOf(diagnostic.getElement());
  }

  /** As above, of anything that names an element. */
  public static Optional<String> elementOf(ElementRef element) {
    String id = element.getId();
    return switch (element.getKind()) {
      case ELEMENT_KIND_NIC,
          ELEMENT_KIND_CORE,
          ELEMENT_KIND_VIP,
          ELEMENT_KIND_SERVICE,
          ELEMENT_KIND_POOL,
          ELEMENT_KIND_BACKEND,
          ELEMENT_KIND_NOTE ->
          Optional.of(id);
      case ELEMENT_KIND_LANE, ELEMENT_KIND_QUEUE ->
          Optional.of(id.contains("/") ? id.substring(0, id.lastIndexOf('/')) : id);
      default -> Optional.empty();
    };
  }
}
