package io.spinlane.desktop;

import io.spinlane.desktop.model.DesignModel;
import io.spinlane.desktop.model.Edit;
import io.spinlane.desktop.push.Deployment;
import io.spinlane.desktop.push.Sides;
import io.spinlane.desktop.remote.AgentConnection;
import io.spinlane.v1.Topology;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import javafx.application.Platform;

/**
 * Something that is done on the host past the drawing, such as draining a back-end or going back to
 * a revision. The drawing follows as one step that can be undone, unless others have changed the
 * host meanwhile: then the person is told and decides. JavaFX thread.
 */
final class HostChange {
  private final AgentConnection connection;
  private final Deployment deployment;
  private final DesignModel model;
  private final boolean upToDate;
  private final long from;
  private final Set<Long> revisions = new HashSet<>();

  /** Begins before anything is asked of the agent. */
  HostChange(AgentConnection connection, Deployment deployment, DesignModel model) {
    this.connection = connection;
    this.deployment = deployment;
    this.model = model;
    upToDate = !deployment.behind();
    from = deployment.running().revision();
    deployment.expectChange();
  }

  /**
   * The agent has answered with the revision that has it; the running one when it was so already.
   */
  void made(long revision) {
    revisions.add(revision);
  }

  /** Nothing came of it. */
  void abandon() {
    deployment.changeCame();
  }

  /**
   * All is done: the drawing follows.
   *
   * @param name of the step to undo
   * @param then called on the JavaFX thread when the drawing is up to date
   */
  void follow(String name, Runnable then) {
    CompletableFuture<?> _ =
        connection.running().whenComplete((_, _) -> Platform.runLater(() -> catchUp(name, then)));
  }

  private void catchUp(String name, Runnable then) {
    revisions.remove(from);
    Sides sides = deployment.sides();
    boolean onlyMine = sides.running().revision() - from == revisions.size();
    if (!upToDate || !onlyMine) {
      deployment.changeCame();
      then.run();
      return;
    }
    CompletableFuture<?> _ =
        CompletableFuture.supplyAsync(sides::caughtUp)
            .thenAcceptAsync(drawing -> follow(name, then, sides, drawing), Platform::runLater);
  }

  private void follow(String name, Runnable then, Sides sides, Optional<Topology> drawing) {
    if (!model.topology().equals(sides.mine())) {
      catchUp(name, then); // Something was drawn meanwhile.
      return;
    }
    drawing.ifPresent(
        both -> {
          model.apply(Edit.of(name, _ -> both));
          deployment.rebase(model.topology(), sides.running());
        });
    deployment.changeCame();
    then.run();
  }
}
