package io.spinlane.agent;

import io.grpc.StatusRuntimeException;
import io.spinlane.v1.RollbackTopologyRequest;
import io.spinlane.v1.TopologyServiceGrpc;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Goes back to an earlier revision. */
@Command(
    name = "rollback",
    description = {
      "Lets a running agent run an earlier revision again, and shows how its switch cores take it"
          + " over.",
      "It becomes a new revision with the same content; nothing of the history is lost."
    })
@SuppressWarnings("NullAway.Init") // picocli sets the fields.
final class RollbackCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "REVISION",
      description = "A number that spinlane-agent revisions shows.")
  private long revision;

  @Mixin private AgentAddress agent;
  @Mixin private Authorship by;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws CommandFailure {
    PrintWriter out = spec.commandLine().getOut();
    try (AgentClient client = agent.connect()) {
      try {
        TopologyServiceGrpc.newBlockingStub(client.channel())
            .rollbackTopology(
                RollbackTopologyRequest.newBuilder()
                    .setRevision(revision)
                    .setAuthor(by.author())
                    .setNote(by.note())
                    .build())
            .forEachRemaining(step -> PushReport.print(out, step.getProgress()));
      } catch (StatusRuntimeException e) {
        throw PushReport.failure(client, "revision " + revision, e);
      }
    }
    return Main.OK;
  }
}
