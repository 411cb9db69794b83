package io.spinlane.agent;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.BadRequest;
import com.google.rpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import io.spinlane.topology.file.TopologyDocument;
import io.spinlane.v1.ApplyProgress;
import io.spinlane.v1.ApplyTopologyRequest;
import io.spinlane.v1.GetRevisionRequest;
import io.spinlane.v1.PlanAcknowledged;
import io.spinlane.v1.Revision;
import io.spinlane.v1.TopologyServiceGrpc;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Pushes a topology to a running agent. */
@Command(
    name = "apply",
    description = {
      "Pushes a topology file to a running agent and shows how its switch cores take it over.",
      "Connections live through it. When anything is wrong, what runs stays as it is."
    })
@SuppressWarnings("NullAway.Init") // picocli sets the fields.
final class ApplyCommand implements Callable<Integer> {
  @Parameters(paramLabel = "FILE", description = "A topology, *.yaml or *.json.")
  private Path file;

  @Mixin private AgentAddress agent;

  @Option(
      names = "--base",
      paramLabel = "REVISION",
      description =
          "The revision this file was made from; refused when another runs. Default: the one that"
              + " runs now.")
  private @Nullable Long base;

  @Option(
      names = "--overwrite",
      description = "Apply it no matter which revision runs; --base then says nothing.")
  private boolean overwrite;

  @Option(
      names = "--author",
      paramLabel = "NAME",
      defaultValue = "${sys:user.name}",
      description = "Who applies it, for the history. Default: ${DEFAULT-VALUE}.")
  private String author;

  @Option(
      names = "--note",
      paramLabel = "TEXT",
      defaultValue = "",
      description = "Why, for the history.")
  private String note;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws CommandFailure {
    TopologyDocument document = DiagnosticText.readWithoutErrors(file, spec.commandLine().getErr());
    PrintWriter out = spec.commandLine().getOut();
    try (AgentClient client = agent.connect()) {
      try {
        TopologyServiceGrpc.TopologyServiceBlockingStub service =
            TopologyServiceGrpc.newBlockingStub(client.channel());
        long from = base == null ? running(service) : base;
        service
            .applyTopology(
                ApplyTopologyRequest.newBuilder()
                    .setTopology(document.topology())
                    .setBaseRevision(from)
                    .setOverwrite(overwrite)
                    .setAuthor(author)
                    .setNote(note)
                    .build())
            .forEachRemaining(step -> print(out, step.getProgress()));
      } catch (StatusRuntimeException e) {
        String errors = errors(e);
        throw errors.isEmpty() ? client.failure(e) : CommandFailure.listing(errors, e);
      }
    }
    return Main.OK;
  }

  private static long running(TopologyServiceGrpc.TopologyServiceBlockingStub service) {
    return service
        .withDeadlineAfter(AgentClient.ANSWER_WITHIN_SECONDS, TimeUnit.SECONDS)
        .getRevision(GetRevisionRequest.getDefaultInstance())
        .getRevision()
        .getNumber();
  }

  private static void print(PrintWriter out, ApplyProgress progress) {
    switch (progress.getStepCase()) {
      case COMPILED ->
          out.printf(
              "compiled      plan %d in %s%n",
              progress.getCompiled().getGeneration(),
              milliseconds(progress.getCompiled().getDurationNs()));
      case PUBLISHED ->
          out.printf("published     plan %d%n", progress.getPublished().getGeneration());
      case ACKNOWLEDGED -> {
        PlanAcknowledged core = progress.getAcknowledged();
        out.printf("acknowledged  %s after %s%n", core.getCore(), milliseconds(core.getDelayNs()));
      }
      case STORED -> {
        Revision revision = progress.getStored().getRevision();
        out.printf(
            "stored        revision %d (%.12s)%n", revision.getNumber(), revision.getContentHash());
      }
      case STEP_NOT_SET -> {}
    }
    out.flush();
  }

  /** What the agent finds wrong with the topology, a line for each. */
  private String errors(StatusRuntimeException e) {
    StringBuilder lines = new StringBuilder();
    Status status = StatusProto.fromThrowable(e);
    for (Any detail : status == null ? List.<Any>of() : status.getDetailsList()) {
      if (detail.is(BadRequest.class)) {
        try {
          for (var error : detail.unpack(BadRequest.class).getFieldViolationsList()) {
            lines.append(
                "%s: error: %s: %s [%s]%n"
                    .formatted(file, error.getField(), error.getDescription(), error.getReason()));
          }
        } catch (InvalidProtocolBufferException invalid) {
          return ""; // The sentence of the status says enough.
        }
      }
    }
    return lines.toString();
  }

  private static String milliseconds(long ns) {
    return String.format(Locale.ROOT, "%.3f ms", ns / 1e6);
  }
}
