package io.spinlane.desktop.push;

import io.spinlane.desktop.model.DesignModel;
import io.spinlane.desktop.model.Edit;
import io.spinlane.desktop.push.PushModel.Phase;
import io.spinlane.desktop.push.Sides.Dispute;
import io.spinlane.desktop.remote.AgentConnection;
import io.spinlane.desktop.text.Texts;
import io.spinlane.v1.Revision;
import io.spinlane.v1.Topology;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/**
 * Pushes the drawing. When someone else was quicker, it shows what both have changed and lets the
 * person merge, overwrite, or take over what runs.
 */
public final class PushDialog extends ApplyDialog {
  private final DesignModel model;

  /** What both have changed; null until that is worked out. */
  private @Nullable Dispute dispute;

  private @Nullable MergeView merging;

  /**
   * A dialog over a window that is not shown yet.
   *
   * @param styled the window's scene, whose style sheets and theme the dialog takes over
   */
  public PushDialog(
      AgentConnection connection, Deployment deployment, DesignModel model, Scene styled) {
    super(
        connection,
        deployment,
        styled,
        Texts.get("push.title", connection.status().place()),
        Texts.get("push.heading", connection.status().place()));
    this.model = model;
    sheet.overwrite.setOnAction(_ -> start(true));
    sheet.takeOver.setOnAction(_ -> takeOver());
    sheet.merge.setOnAction(_ -> merge());
    sheet.mergeInto.setOnAction(_ -> mergeInto());
    sheet.back.setOnAction(_ -> leaveMerge());
  }

  @Override
  Topology wanted() {
    return model.topology();
  }

  @Override
  long base() {
    return deployment.base().revision();
  }

  @Override
  void answered() {
    if (push.phase() == Phase.CONFLICT) {
      // What runs may be newer than what was last told.
      CompletableFuture<?> _ =
          connection.running().whenComplete((_, _) -> Platform.runLater(this::compare));
    }
  }

  /** Works out what both have changed; thousands of elements take a while. */
  private void compare() {
    Sides sides = deployment.sides();
    CompletableFuture<?> _ =
        CompletableFuture.supplyAsync(sides::dispute)
            .thenAcceptAsync(
                found -> {
                  dispute = found;
                  render();
                },
                Platform::runLater);
  }

  private void takeOver() {
    Topology running = deployment.takenOver();
    String name = Texts.get("edit.takeOver", deployment.running().revision());
    model.apply(Edit.of(name, _ -> running));
    deployment.rebase(model.topology());
    stage().close();
  }

  private void merge() {
    Dispute known = dispute;
    if (known != null) {
      String them = Who.author(known.sides().running().info());
      MergeView view = new MergeView(known, them, this::renderButtons);
      merging = view;
      render();
      view.focusFirst();
    }
  }

  private void leaveMerge() {
    merging = null;
    render();
  }

  private void mergeInto() {
    MergeView view = merging;
    if (view == null) {
      return;
    }
    Sides sides = view.sides();
    view.merged()
        .ifPresent(
            merged -> {
              String name = Texts.get("edit.merge", sides.running().revision());
              model.apply(Edit.of(name, _ -> merged));
              deployment.rebase(model.topology(), sides.running());
              merging = null;
              dispute = null;
              check();
            });
  }

  @Override
  void render() {
    List<Node> rows = new ArrayList<>();
    MergeView merge = merging;
    if (merge != null) {
      rows.add(merge);
    } else {
      addPlan(rows, push.phase());
    }
    sheet.content.getChildren().setAll(rows);
    sheet.base.setText(running());
    renderButtons();
  }

  private void renderButtons() {
    MergeView merge = merging;
    Phase phase = push.phase();
    sheet.show(phase, merge != null, merge != null && !merge.decided());
    sheet.merge.setDisable(dispute == null);
    sheet.state.setText(merge == null ? stateText(phase) : mergeText(merge));
  }

  private static String mergeText(MergeView merge) {
    return Texts.get(
        !merge.decided()
            ? "merge.choose"
            : merge.leavesErrors() ? "merge.ready.toMend" : "merge.ready");
  }

  private void addPlan(List<Node> rows, Phase phase) {
    addSteps(rows);
    boolean conflict = phase == Phase.CONFLICT;
    if (conflict) {
      rows.add(comparison());
    }
    add(rows, "push-diagnostics", ChangesView.diagnostics(push.diagnostics()));
    if (phase == Phase.DONE) {
      return;
    }
    String impact = Texts.get(conflict ? "push.impact.overwriting" : "push.impact");
    add(rows, "push-impact", ImpactView.of(push.impacts(), impact));
    VBox changes = ChangesView.of(deployment.changes());
    Label heading = Rows.group(Texts.get(conflict ? "push.wouldOverwrite" : "push.wouldChange"));
    heading.getStyleClass().add("push-section");
    changes.getChildren().addFirst(heading);
    rows.add(changes);
  }

  private Node comparison() {
    Dispute known = dispute;
    if (known == null) {
      return Rows.wrapped(Texts.get("compare.working"), "hint");
    }
    Revision theirs = known.sides().running().info();
    return new ComparisonView(
        known.rows(),
        Texts.get("compare.base", deployment.base().revision()),
        Texts.get("compare.theirs", theirs.getNumber(), Who.author(theirs)),
        Texts.get("compare.mine"));
  }

  private String stateText(Phase phase) {
    return switch (phase) {
      case CHECKING -> Texts.get("push.checking");
      case READY -> readyText();
      case REFUSED -> Texts.get("push.refused");
      case APPLYING -> Texts.get("push.applying");
      case CONFLICT -> conflictText();
      case DONE -> Texts.get("push.done", push.revision());
      case FAILED -> Texts.get("push.failed", push.problem());
      case UNKNOWN -> Texts.get("push.unknown", push.problem());
    };
  }

  private String conflictText() {
    Revision running = deployment.running().info();
    String who = Who.revision(running);
    return Texts.get(
        "push.conflict",
        running.getNote().isEmpty() ? who : Texts.get("push.noted", who, running.getNote()),
        deployment.base().revision());
  }
}
