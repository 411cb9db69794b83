package io.spinlane.desktop.proposal;

import io.spinlane.desktop.assign.Candidate;
import io.spinlane.desktop.assign.Proposal;
import io.spinlane.desktop.assign.Proposal.Item;
import io.spinlane.desktop.assign.Reason;
import io.spinlane.desktop.command.ButtonIds;
import io.spinlane.desktop.command.EscapeKey;
import io.spinlane.desktop.model.DesignModel;
import io.spinlane.desktop.text.Texts;
import io.spinlane.desktop.widget.FittingColumns;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBar.ButtonData;
import javafx.scene.control.ButtonType;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Dialog;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.skin.VirtualFlow;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;

/** Lets people tick, change and draw proposed lanes, and shows why each is proposed. */
public final class ProposalDialog {
  private static final double WIDTH = 980;
  private static final double HEIGHT = 640;
  private static final int NOTES_SHOWN = 4;

  private final DesignModel model;
  private final ProposalModel proposal;
  private final Supplier<Proposal> unassigned;
  private final Supplier<Proposal> all;
  private final Dialog<ButtonType> dialog = new Dialog<>();
  private final ObservableList<Item> rows = FXCollections.observableArrayList();
  private final TableView<Item> table = new TableView<>(rows);
  private final BalanceView balance = new BalanceView();
  private final VBox notes = new VBox();
  private @Nullable TableColumn<Item, Item> load;
  private final CheckBox everything = new CheckBox();
  private final CheckBox moveAll = new CheckBox(Texts.get("proposal.moveAll"));
  private final ButtonType draw = new ButtonType(Texts.get("proposal.draw"), ButtonData.OK_DONE);

  /**
   * A dialog that is not shown yet.
   *
   * @param styled the window's scene, whose style sheets the dialog takes over
   * @param unassigned proposes for queues that no core polls
   * @param all proposes for all queues
   */
  public ProposalDialog(
      DesignModel model, Scene styled, Supplier<Proposal> unassigned, Supplier<Proposal> all) {
    this.model = model;
    this.unassigned = unassigned;
    this.all = all;
    Proposal first = unassigned.get();
    boolean nothingOpen = first.items().isEmpty();
    proposal = new ProposalModel(nothingOpen ? all.get() : first);
    moveAll.setSelected(nothingOpen);
    dialog.initOwner(styled.getWindow());
    dialog.setTitle(Texts.get("proposal.title"));
    dialog.setResizable(true);
    dialog.getDialogPane().setId("proposal");
    dialog.getDialogPane().getStyleClass().add("wide");
    dialog.getDialogPane().getStylesheets().addAll(styled.getStylesheets());
    dialog.getDialogPane().getButtonTypes().addAll(draw, ButtonType.CANCEL);
    dialog.getDialogPane().setContent(content());
    EscapeKey.closes(dialog.getDialogPane(), dialog::close);
    dialog.getDialogPane().setPrefSize(WIDTH, HEIGHT);
    drawButton().setId("proposal-draw");
    ButtonIds.name(dialog.getDialogPane(), "proposal");
    refresh();
  }

  /** Asks; what is accepted is drawn as one step. Returns how many lanes that were. */
  public long ask() {
    if (dialog.showAndWait().orElse(ButtonType.CANCEL) != draw) {
      return 0;
    }
    long changes = proposal.changes();
    model.apply(proposal.edit());
    return changes;
  }

  private Button drawButton() {
    return (Button) dialog.getDialogPane().lookupButton(draw);
  }

  private Node content() {
    moveAll.setId("proposal-move-all");
    moveAll.setOnAction(
        _ -> {
          proposal.become((moveAll.isSelected() ? all : unassigned).get());
          refresh();
        });
    table.setId("proposal-table");
    table.getStyleClass().addAll("proposal-table", "dense");
    table.setAccessibleText(Texts.get("proposal.title"));
    table.setPlaceholder(new Label(Texts.get("proposal.nothing")));
    columns();
    FittingColumns.of(table);
    table.setOnKeyPressed(
        event -> {
          Item item = table.getSelectionModel().getSelectedItem();
          if (event.getCode() == KeyCode.SPACE && item != null && item.changes()) {
            proposal.accept(item.queue(), !proposal.accepts(item.queue()));
            refresh();
            event.consume();
          }
        });
    VBox.setVgrow(table, Priority.ALWAYS);
    notes.setId("proposal-notes");
    Region spring = new Region();
    HBox.setHgrow(spring, Priority.ALWAYS);
    HBox options = new HBox(moveAll, spring);
    options.setAlignment(Pos.CENTER_LEFT);
    VBox content = new VBox(options, table, balance, notes);
    content.getStyleClass().add("proposal-content");
    return content;
  }

  private void columns() {
    TableColumn<Item, Item> accept = column("accept", "", 44, TickCell::new);
    everything.setId("proposal-all");
    everything.setAccessibleText(Texts.get("proposal.all"));
    everything.setOnAction(
        _ -> {
          proposal.acceptAll(everything.isSelected());
          refresh();
        });
    accept.setGraphic(everything);
    accept.setMaxWidth(44);
    TableColumn<Item, Item> queue =
        column(
            "queue",
            Texts.get("proposal.queue"),
            110,
            () -> new TextCell(item -> item.queue().id()));
    queue.setMinWidth(76);
    TableColumn<Item, Item> now =
        column(
            "now",
            Texts.get("proposal.now"),
            90,
            () ->
                new TextCell(
                    item -> item.before().isEmpty() ? Texts.get("matrix.nobody") : item.before()));
    TableColumn<Item, Item> core = column("core", Texts.get("proposal.core"), 206, CoreCell::new);
    core.setMinWidth(140);
    load =
        column(
            "load",
            Texts.get("proposal.load"),
            130,
            () -> new TextCell(item -> item.load().text()));
    load.setMinWidth(104);
    TableColumn<Item, Item> why =
        column("why", Texts.get("proposal.why"), 420, () -> new TextCell(Item::why));
    why.setMinWidth(176); // sentences
    table.getColumns().addAll(List.of(accept, queue, now, core, load, why));
  }

  private static TableColumn<Item, Item> column(
      String name, String title, double width, Supplier<TableCell<Item, Item>> cell) {
    TableColumn<Item, Item> column = new TableColumn<>(title);
    column.setId("proposal-column-" + name);
    column.setMinWidth(Math.min(width, 76));
    column.setPrefWidth(width);
    column.setSortable(false);
    column.setReorderable(false);
    column.setCellValueFactory(row -> new ReadOnlyObjectWrapper<>(row.getValue()));
    column.setCellFactory(_ -> cell.get());
    return column;
  }

  private void refresh() {
    int selected = table.getSelectionModel().getSelectedIndex();
    rows.setAll(proposal.items());
    table.getSelectionModel().select(Math.min(selected, rows.size() - 1));
    table.refresh();
    long changes = proposal.changes();
    boolean hopeless = proposal.proposal().hopeless();
    drawButton().setText(Texts.count("proposal.draw", changes));
    drawButton().setDisable(changes == 0);
    long possible = rows.stream().filter(Item::changes).count();
    everything.setDisable(possible == 0);
    everything.setSelected(possible > 0 && changes == possible);
    everything.setIndeterminate(changes > 0 && changes < possible);
    dialog.setHeaderText(
        hopeless
            ? Texts.get("proposal.hopeless")
            : possible == 0 ? Texts.get("proposal.settled") : Texts.get("proposal.heading"));
    if (load != null) {
      load.setVisible(rows.stream().anyMatch(item -> !item.load().text().isEmpty()));
    }
    balance.show(proposal.before(), proposal.after());
    notes.getChildren().clear();
    proposal.proposal().notes().stream()
        .limit(NOTES_SHOWN)
        .map(Reason::text)
        .forEach(
            text -> {
              Label note = new Label("ℹ " + text);
              note.getStyleClass().add("proposal-note");
              note.setWrapText(true);
              note.setMinHeight(Region.USE_PREF_SIZE);
              notes.getChildren().add(note);
            });
  }

  /** Whether a person accepts the lane. */
  private final class TickCell extends TableCell<Item, Item> {
    private final CheckBox tick = new CheckBox();

    TickCell() {
      setAlignment(Pos.CENTER);
    }

    @Override
    protected void updateItem(@Nullable Item item, boolean empty) {
      super.updateItem(item, empty);
      setGraphic(item == null || empty ? null : tick);
      if (item != null && !empty) {
        tick.setId("proposal-accept-" + item.queue().nic() + "-" + item.queue().number());
        tick.setAccessibleText(Texts.get("proposal.accept", item.queue().id(), item.core()));
        tick.setDisable(!item.changes());
        tick.setSelected(proposal.accepts(item.queue()));
        tick.setOnAction(
            _ -> {
              proposal.accept(item.queue(), tick.isSelected());
              refresh();
            });
      }
    }
  }

  /** The core, which a person may change. */
  private final class CoreCell extends TableCell<Item, Item> {
    private final ComboBox<Candidate> box = new ComboBox<>();

    CoreCell() {
      box.setMaxWidth(Double.MAX_VALUE);
      box.focusedProperty().subscribe(focused -> seen(focused));
      box.setConverter(
          new StringConverter<>() {
            @Override
            public String toString(@Nullable Candidate core) {
              if (core == null) {
                return "";
              }
              String key = core.drawn() ? "proposal.core.drawn" : "proposal.core.new";
              return Texts.get(key, core.id(), core.cpu());
            }

            @Override
            public Candidate fromString(String text) {
              throw new IllegalArgumentException(text); // The box is not edited.
            }
          });
    }

    /** The Tab key may lead to a row that is scrolled away. */
    private void seen(boolean focused) {
      if (focused && table.lookup(".virtual-flow") instanceof VirtualFlow<?> flow) {
        double top = flow.sceneToLocal(box.localToScene(0, 0)).getY();
        double below = top + box.getHeight() - flow.getHeight();
        flow.scrollPixels(top < 0 ? top : Math.max(0, below));
      }
    }

    @Override
    protected void updateItem(@Nullable Item item, boolean empty) {
      super.updateItem(item, empty);
      setGraphic(item == null || empty ? null : box);
      if (item != null && !empty) {
        box.setOnAction(null);
        box.setId("proposal-core-" + item.queue().nic() + "-" + item.queue().number());
        box.setAccessibleText(Texts.get("proposal.core.of", item.queue().id()));
        box.getItems().setAll(proposal.proposal().cores());
        box.getItems().stream()
            .filter(core -> core.id().equals(item.core()))
            .findFirst()
            .ifPresentOrElse(box::setValue, () -> box.setValue(null));
        box.setOnAction(
            _ -> {
              Candidate chosen = box.getValue();
              if (chosen != null && !chosen.id().equals(item.core())) {
                proposal.choose(item.queue(), chosen.id());
                refresh();
              }
            });
      }
    }
  }

  /** A text that is grey for a lane that stays as it is, and goes on in the next line. */
  private static final class TextCell extends TableCell<Item, Item> {
    private final Function<Item, String> text;
    private final Label label = new Label();

    TextCell(Function<Item, String> text) {
      this.text = text;
      label.setWrapText(true);
      label.setMinHeight(Region.USE_PREF_SIZE);
      label.maxWidthProperty().bind(widthProperty().subtract(16));
    }

    @Override
    protected void updateItem(@Nullable Item item, boolean empty) {
      super.updateItem(item, empty);
      label.setText(item == null || empty ? "" : text.apply(item));
      setGraphic(item == null || empty ? null : label);
      label.getStyleClass().remove("proposal-keeps");
      if (item != null && !empty && !item.changes()) {
        label.getStyleClass().add("proposal-keeps");
      }
    }

    @Override
    protected double computePrefHeight(double width) {
      return label.prefHeight(getWidth() - 16) + 12;
    }
  }
}
