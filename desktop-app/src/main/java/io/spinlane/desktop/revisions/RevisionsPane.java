package io.spinlane.desktop.revisions;

import io.spinlane.desktop.push.Who;
import io.spinlane.desktop.remote.AgentCalls;
import io.spinlane.desktop.remote.ConnectionStatus;
import io.spinlane.desktop.remote.ConnectionStatus.Running;
import io.spinlane.desktop.remote.Failure;
import io.spinlane.desktop.revisions.CompareWindow.Side;
import io.spinlane.desktop.text.Texts;
import io.spinlane.desktop.widget.FittingColumns;
import io.spinlane.v1.GetRevisionResponse;
import io.spinlane.v1.ListRevisionsResponse;
import io.spinlane.v1.Revision;
import io.spinlane.v1.Topology;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import javafx.application.Platform;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.ListChangeListener;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.Region;

/** The revisions of the host in a table, and what one can do with them. */
public final class RevisionsPane extends BorderPane {
  /** What others do. */
  public interface Actions {
    /** Shows what it would mean to have a revision run again, and does it when told to. */
    void rollBack(Revision revision, Topology topology);

    /** Makes the drawing that of a revision. */
    void draw(Revision revision, Topology topology);
  }

  private static final int PAGE = 100;

  /** Of the bar at both its ends, as the style sheet has it. */
  private static final double BAR_PADS = 24;

  private final AgentCalls calls;
  private final Supplier<Topology> drawing;
  private final Actions actions;
  private final TableView<Revision> table = new TableView<>();
  private final Button compare = button("revisions-compare", this::compare);
  private final Button rollBack = button("revisions-rollback", this::rollBack);
  private final Button draw = button("revisions-draw", this::draw);
  private final Button more = button("revisions-more", this::loadMore);
  private final Label say = new Label();
  private Running running = Running.NOTHING;
  private boolean connected;
  private String place = "";
  private String nextPage = "";
  private CompletableFuture<?> loading = CompletableFuture.completedFuture(null);

  /**
   * An empty table.
   *
   * @param drawing what is drawn now
   */
  public RevisionsPane(AgentCalls calls, Supplier<Topology> drawing, Actions actions) {
    this.calls = calls;
    this.drawing = drawing;
    this.actions = actions;
    setId("revisions");
    column("revisions.runs", 74, revision -> runs(revision) ? Texts.get("revisions.now") : "");
    column("revisions.number", 92, revision -> Long.toString(revision.getNumber()));
    column("revisions.author", 96, Who::author);
    column("revisions.when", 196, Who::time);
    column("revisions.note", 200, Revision::getNote);
    FittingColumns.of(table);
    table.setId("revisions-table");
    table.getStyleClass().addAll("dense", "edge-to-edge");
    table.getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
    table
        .getSelectionModel()
        .getSelectedItems()
        .addListener((ListChangeListener<Revision>) _ -> refreshButtons());
    table.setAccessibleText(Texts.get("revisions.title"));
    rollBack.getStyleClass().add("accent");
    say.setId("revisions-say");
    say.setWrapText(true);
    say.getStyleClass().add("hint");
    FlowPane bar = new FlowPane(rollBack, compare, draw, more, say);
    bar.getStyleClass().add("revisions-bar");
    say.maxWidthProperty().bind(bar.widthProperty().subtract(BAR_PADS));
    setTop(bar);
    setCenter(table);
    refreshButtons();
  }

  private static Button button(String id, Runnable action) {
    Button button = new Button();
    button.setId(id);
    button.setMinWidth(Region.USE_PREF_SIZE);
    button.setOnAction(_ -> action.run());
    return button;
  }

  private void column(String key, double width, Function<Revision, String> text) {
    TableColumn<Revision, String> column = new TableColumn<>(Texts.get(key));
    column.setId(key.replace('.', '-'));
    column.setCellValueFactory(
        row -> new ReadOnlyStringWrapper(text.apply(row.getValue())).getReadOnlyProperty());
    column.setCellFactory(_ -> new RevisionCell());
    column.setPrefWidth(width);
    column.setMinWidth(key.equals("revisions.note") ? width * 0.7 : width);
    column.setSortable(false);
    column.setReorderable(false);
    table.getColumns().add(column);
  }

  private boolean runs(Revision revision) {
    return revision.getNumber() == running.revision();
  }

  /** The line to the agent, or what it runs, has changed. */
  public void show(ConnectionStatus status) {
    boolean other =
        !status.place().equals(place)
            || status.running().revision() != running.revision()
            || (status.connected() && !connected);
    place = status.place();
    running = status.running();
    connected = status.connected();
    if (place.isEmpty()) {
      table.getItems().clear();
      nextPage = "";
    } else if (connected && other) {
      load("");
    }
    refreshButtons();
  }

  /** The table itself, for whoever opens a menu on it. */
  public Node table() {
    return table;
  }

  /** What is selected, oldest first. */
  public List<Revision> selected() {
    return table.getSelectionModel().getSelectedItems().stream()
        .sorted(Comparator.comparingLong(Revision::getNumber))
        .toList();
  }

  /** The only one that is selected could run again. */
  public boolean canRollBack() {
    return !rollBack.isDisabled();
  }

  /** What is selected can be compared. */
  public boolean canCompare() {
    return !compare.isDisabled();
  }

  /** The only one that is selected can be drawn. */
  public boolean canDraw() {
    return !draw.isDisabled();
  }

  /** Tells how an action went. */
  public void say(String sentence) {
    say.setText(sentence);
  }

  private void load(String page) {
    loading.cancel(true);
    CompletableFuture<ListRevisionsResponse> call = calls.revisions(PAGE, page);
    loading = call;
    CompletableFuture<?> _ =
        call.whenComplete(
            (answer, problem) ->
                Platform.runLater(
                    () -> {
                      if (answer != null) {
                        loaded(answer, page.isEmpty());
                      } else {
                        failedToLoad(call, problem);
                      }
                    }));
  }

  private void failedToLoad(CompletableFuture<?> call, Throwable problem) {
    if (!call.isCancelled()) {
      failed(problem);
    }
  }

  private void loaded(ListRevisionsResponse answer, boolean first) {
    List<Revision> selected = List.copyOf(table.getSelectionModel().getSelectedItems());
    List<Revision> all = new ArrayList<>(first ? List.of() : table.getItems());
    all.addAll(answer.getRevisionsList());
    table.getItems().setAll(all);
    selected.forEach(revision -> table.getSelectionModel().select(revision));
    nextPage = answer.getNextPageToken();
    refreshButtons();
  }

  private void failed(Throwable problem) {
    say.setText(Failure.sentence(problem));
  }

  private void loadMore() {
    load(nextPage);
  }

  private void refreshButtons() {
    List<Revision> selected = selected();
    boolean one = selected.size() == 1;
    table.setPlaceholder(
        new Label(Texts.get(place.isEmpty() ? "revisions.unconnected" : "revisions.none")));
    compare.setText(
        Texts.get(selected.size() == 2 ? "revisions.compare.two" : "revisions.compare.drawing"));
    compare.setDisable(!connected || selected.isEmpty() || selected.size() > 2);
    rollBack.setText(
        one
            ? Texts.get("revisions.rollBack.to", selected.getFirst().getNumber())
            : Texts.get("revisions.rollBack"));
    rollBack.setDisable(!connected || !one || runs(selected.getFirst()));
    draw.setText(Texts.get("revisions.draw"));
    draw.setDisable(!connected || !one);
    more.setText(Texts.get("revisions.more"));
    more.setVisible(!nextPage.isEmpty());
    more.setManaged(!nextPage.isEmpty());
    more.setDisable(!connected);
  }

  /** Has the only one that is selected run again, once people have seen whom that touches. */
  public void rollBack() {
    Revision revision = selected().getFirst();
    fetch(revision, answer -> actions.rollBack(revision, answer.getTopology()));
  }

  /** Makes the drawing that of the only one that is selected. */
  public void draw() {
    Revision revision = selected().getFirst();
    fetch(revision, answer -> actions.draw(revision, answer.getTopology()));
  }

  /** Compares both that are selected, or the only one with the drawing. */
  public void compare() {
    List<Revision> selected = selected();
    fetch(
        selected.getFirst(),
        first -> {
          if (selected.size() == 2) {
            fetch(selected.getLast(), second -> compare(side(first), side(second)));
          } else {
            compare(side(first), new Side(Texts.get("revisions.drawing"), drawing.get()));
          }
        });
  }

  private static Side side(GetRevisionResponse stored) {
    return new Side(Who.revision(stored.getRevision()), stored.getTopology());
  }

  private void compare(Side first, Side second) {
    new CompareWindow(first, second, getScene()).show();
  }

  private void fetch(Revision revision, Consumer<GetRevisionResponse> then) {
    CompletableFuture<?> _ =
        calls
            .revision(revision.getNumber())
            .whenComplete(
                (answer, problem) ->
                    Platform.runLater(
                        () -> {
                          if (answer != null) {
                            then.accept(answer);
                          } else {
                            failed(problem);
                          }
                        }));
  }
}
