package io.spinlane.desktop.problems;

import io.spinlane.desktop.fix.QuickFix;
import io.spinlane.desktop.model.Kinds;
import io.spinlane.desktop.text.Said;
import io.spinlane.desktop.text.Texts;
import io.spinlane.v1.Diagnostic;
import io.spinlane.v1.ElementKind;
import io.spinlane.v1.ElementRef;
import io.spinlane.v1.Severity;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SplitMenuButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** One problem: sign, element, what is wrong, what to do, and buttons that do it. */
final class ProblemRow extends ListCell<Diagnostic> {
  private static final double MOST_FIX_WIDTH = 320;

  private final Function<Diagnostic, List<QuickFix>> fixes;
  private final Consumer<QuickFix> mend;
  private final Label sign = new Label();
  private final Label where = new Label();
  private final Label message = new Label();
  private final Label hint = new Label();
  private final HBox row = new HBox();
  private final VBox words = new VBox(message, hint);

  ProblemRow(Function<Diagnostic, List<QuickFix>> fixes, Consumer<QuickFix> mend) {
    this.fixes = fixes;
    this.mend = mend;
    row.getStyleClass().add("problem");
    sign.getStyleClass().add("problem-sign");
    where.getStyleClass().add("problem-where");
    hint.getStyleClass().add("hint");
    words.setMinWidth(60);
    HBox.setHgrow(words, Priority.ALWAYS);
    setPrefWidth(0);
  }

  @Override
  protected void updateItem(@Nullable Diagnostic problem, boolean empty) {
    super.updateItem(problem, empty);
    if (problem == null || empty) {
      setGraphic(null);
      setTooltip(null);
      return;
    }
    boolean error = problem.getSeverity() == Severity.SEVERITY_ERROR;
    sign.setText(error ? "✖" : problem.getSeverity() == Severity.SEVERITY_INFO ? "ℹ" : "▲");
    sign.getStyleClass().setAll("problem-sign", error ? "problem-error" : "problem-warning");
    where.setText(where(problem.getElement()));
    message.setText(Said.message(problem));
    hint.setText(Said.hint(problem));
    row.getChildren().setAll(sign, where, words);
    List<QuickFix> offered = fixes.apply(problem);
    if (!offered.isEmpty()) {
      row.getChildren().add(button(problem, offered));
    }
    setGraphic(row);
    setTooltip(new Tooltip(Said.message(problem) + "\n" + Said.hint(problem)));
  }

  /** The likeliest fix as a button, all others in its menu. */
  private Node button(Diagnostic problem, List<QuickFix> offered) {
    QuickFix first = offered.getFirst();
    String id = "fix-" + problem.getCode() + "-" + problem.getElement().getId().replace('/', '-');
    Tooltip help = new Tooltip(first.title() + "\n" + Texts.get("fix.help"));
    if (offered.size() == 1) {
      Button button = new Button(first.title());
      button.setOnAction(_ -> mend(first));
      button.setTooltip(help);
      return styled(button, id);
    }
    SplitMenuButton button = new SplitMenuButton();
    button.setText(first.title());
    button.setOnAction(_ -> mend(first));
    button.setTooltip(help);
    for (QuickFix fix : offered.subList(1, offered.size())) {
      MenuItem item = new MenuItem(fix.title());
      item.setMnemonicParsing(false);
      item.setId(id + "-" + button.getItems().size());
      item.setOnAction(_ -> mend(fix));
      button.getItems().add(item);
    }
    return styled(button, id);
  }

  /** The list goes on from this row, wherever the focus was. */
  private void mend(QuickFix fix) {
    getListView().getSelectionModel().select(getIndex());
    getListView().requestFocus();
    mend.accept(fix);
  }

  private static Node styled(Region button, String id) {
    button.setId(id);
    button.getStyleClass().addAll("problem-fix", "small");
    button.setMinWidth(Region.USE_PREF_SIZE);
    button.setMaxWidth(MOST_FIX_WIDTH);
    button.setFocusTraversable(false); // by keys: the command on the selected row
    return button;
  }

  private static String where(ElementRef element) {
    ElementKind kind = element.getKind();
    boolean whole =
        kind == ElementKind.ELEMENT_KIND_UNSPECIFIED || kind == ElementKind.ELEMENT_KIND_TOPOLOGY;
    return whole
        ? Kinds.title(ElementKind.ELEMENT_KIND_TOPOLOGY)
        : Kinds.title(kind) + " " + element.getId();
  }
}
