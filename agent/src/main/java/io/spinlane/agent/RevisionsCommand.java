package io.spinlane.agent;

import com.google.protobuf.util.Timestamps;
import io.grpc.StatusRuntimeException;
import io.spinlane.v1.GetRevisionRequest;
import io.spinlane.v1.ListRevisionsRequest;
import io.spinlane.v1.Revision;
import io.spinlane.v1.TopologyServiceGrpc;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Shows the history of an agent. */
@Command(
    name = "revisions",
    description = {
      "Shows what was applied to a running agent, newest first: number, local time, who, and why.",
      "The one that runs is marked with an asterisk; spinlane-agent rollback goes back to another."
    })
@SuppressWarnings("NullAway.Init") // picocli sets the fields.
final class RevisionsCommand implements Callable<Integer> {
  private static final int MOST = 1000;
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");

  @Mixin private AgentAddress agent;

  @Option(
      names = "--count",
      paramLabel = "N",
      defaultValue = "20",
      description = "Show at most this many, 1 to " + MOST + ". Default: ${DEFAULT-VALUE}.")
  private int count;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws CommandFailure {
    if (count < 1 || count > MOST) {
      throw new ParameterException(spec.commandLine(), "--count is not between 1 and " + MOST);
    }
    try (AgentClient client = agent.connect()) {
      try {
        var service =
            TopologyServiceGrpc.newBlockingStub(client.channel())
                .withDeadlineAfter(AgentClient.ANSWER_WITHIN_SECONDS, TimeUnit.SECONDS);
        long running =
            service.getRevision(GetRevisionRequest.getDefaultInstance()).getRevision().getNumber();
        List<Revision> found =
            service
                .listRevisions(ListRevisionsRequest.newBuilder().setPageSize(count).build())
                .getRevisionsList();
        print(found, running);
      } catch (StatusRuntimeException e) {
        throw client.failure(e);
      }
    }
    return Main.OK;
  }

  private void print(List<Revision> found, long running) {
    Table table = new Table("revision", "", "applied", "by", "note");
    for (Revision revision : found) {
      Instant applied = Instant.ofEpochMilli(Timestamps.toMillis(revision.getCreateTime()));
      table.row(
          revision.getNumber(),
          revision.getNumber() == running ? "*" : "",
          TIME.format(applied.atZone(ZoneId.systemDefault())),
          revision.getAuthor(),
          revision.getNote());
    }
    table.print(spec.commandLine().getOut());
  }
}
