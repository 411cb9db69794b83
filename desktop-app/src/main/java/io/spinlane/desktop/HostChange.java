package io.spinlane.desktop;

import io.spinlane.desktop.model.DesignModel;
import io.spinlane.desktop.model.Edit;
import io.spinlane.desktop.push.Deployment;
import io.spinlane.desktop.remote.AgentConnection;
import java.util.HashSet;
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
    deployment.changeCame();
    revisions.remove(from);
    boolean onlyMine = deployment.running().revision() - from == revisions.size();
    if (upToDate && onlyMine) {
      deployment
          .caughtUp()
          .ifPresent(
              drawing -> {
                model.apply(Edit.of(name, _ -> drawing));
                deployment.rebase(model.topology());
              });
    }
    then.run();
  }
}
