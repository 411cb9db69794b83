package io.spinlane.agent;

import io.grpc.StatusRuntimeException;
import io.spinlane.v1.BackendState;
import io.spinlane.v1.BackendsServiceGrpc;
import io.spinlane.v1.SetBackendStateRequest;
import io.spinlane.v1.SetBackendStateResponse;
import io.spinlane.v1.SetBackendWeightRequest;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Takes a back-end out or in. */
@Command(
    name = "backend",
    description = {
      "Gives back-ends of a running agent another state or weight, all in one revision.",
      "The drawing shows it, and spinlane-agent rollback undoes it."
    })
@SuppressWarnings("NullAway.Init") // picocli sets the fields.
final class BackendCommand implements Callable<Integer> {
  /** Words of the option. */
  enum State {
    UP,
    DRAIN,
    MAINTENANCE;

    BackendState inContract() {
      return switch (this) {
        case UP -> BackendState.BACKEND_STATE_UP;
        case DRAIN -> BackendState.BACKEND_STATE_DRAIN;
        case MAINTENANCE -> BackendState.BACKEND_STATE_MAINTENANCE;
      };
    }
  }

  /** One of the two. */
  static final class Wanted {
    @Option(
        names = "--state",
        required = true,
        paramLabel = "STATE",
        description =
            "UP takes connections; DRAIN keeps those it has and takes no new ones; MAINTENANCE"
                + " takes nothing, its connections are reset.")
    private @Nullable State state;

    @Option(
        names = "--weight",
        required = true,
        paramLabel = "N",
        description = "Share of new connections relative to the others, 0 to 65535; 0 drains.")
    private @Nullable Integer weight;
  }

  @Parameters(
      paramLabel = "ID",
      arity = "1..*",
      description = "The ids of the back-ends in the topology.")
  private List<String> ids;

  @ArgGroup(multiplicity = "1")
  private Wanted wanted;

  @Mixin private AgentAddress agent;
  @Mixin private Authorship by;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws CommandFailure {
    try (AgentClient client = agent.connect()) {
      try {
        change(BackendsServiceGrpc.newBlockingStub(client.channel()));
      } catch (StatusRuntimeException e) {
        throw client.failure(e);
      }
    }
    return Main.OK;
  }

  private void change(BackendsServiceGrpc.BackendsServiceBlockingStub service) {
    PrintWriter out = spec.commandLine().getOut();
    if (wanted.state != null) {
      SetBackendStateResponse done =
          service.setBackendState(
              SetBackendStateRequest.newBuilder()
                  .addAllBackends(ids)
                  .setState(wanted.state.inContract())
                  .setAuthor(by.author())
                  .setNote(by.note())
                  .build());
      out.printf(
          Locale.ROOT,
          "%s %s %s in revision %d, with %d connections%n",
          String.join(", ", ids),
          ids.size() == 1 ? "is" : "are",
          wanted.state,
          done.getRevision(),
          done.getConnections());
    } else if (wanted.weight != null) {
      long revision =
          service
              .setBackendWeight(
                  SetBackendWeightRequest.newBuilder()
                      .addAllBackends(ids)
                      .setWeight(wanted.weight)
                      .setAuthor(by.author())
                      .setNote(by.note())
                      .build())
              .getRevision();
      out.printf(
          Locale.ROOT,
          "%s %s weight %d in revision %d%n",
          String.join(", ", ids),
          ids.size() == 1 ? "has" : "have",
          wanted.weight,
          revision);
    }
  }
}
