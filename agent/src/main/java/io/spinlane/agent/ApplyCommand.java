package io.spinlane.agent;

import io.grpc.StatusRuntimeException;
import io.spinlane.topology.file.TopologyDocument;
import io.spinlane.topology.rule.Rules;
import io.spinlane.v1.ApplyTopologyRequest;
import io.spinlane.v1.Diagnostic;
import io.spinlane.v1.GetRevisionRequest;
import io.spinlane.v1.PreviewTopologyRequest;
import io.spinlane.v1.PreviewTopologyResponse;
import io.spinlane.v1.TopologyServiceGrpc;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
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
      names = "--dry-run",
      description = "Show what would change and whose connections it touches, and apply nothing.")
  private boolean dryRun;

  @Mixin private Authorship by;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws CommandFailure {
    TopologyDocument document = DiagnosticText.readWithoutErrors(file, spec.commandLine().getErr());
    PrintWriter out = spec.commandLine().getOut();
    try (AgentClient client = agent.connect()) {
      try {
        TopologyServiceGrpc.TopologyServiceBlockingStub service =
            TopologyServiceGrpc.newBlockingStub(client.channel());
        if (dryRun) {
          preview(service, document);
          return Main.OK;
        }
        long from = base == null ? running(service) : base;
        service
            .applyTopology(
                ApplyTopologyRequest.newBuilder()
                    .setTopology(document.topology())
                    .setBaseRevision(from)
                    .setOverwrite(overwrite)
                    .setAuthor(by.author())
                    .setNote(by.note())
                    .build())
            .forEachRemaining(step -> PushReport.print(out, step.getProgress()));
      } catch (StatusRuntimeException e) {
        throw PushReport.failure(client, file.toString(), e);
      }
    }
    return Main.OK;
  }

  private void preview(
      TopologyServiceGrpc.TopologyServiceBlockingStub service, TopologyDocument document)
      throws CommandFailure {
    PreviewTopologyResponse preview =
        service.previewTopology(
            PreviewTopologyRequest.newBuilder().setTopology(document.topology()).build());
    List<Diagnostic> found = document.locate(preview.getDiagnosticsList());
    if (Rules.hasErrors(found)) {
      throw CommandFailure.of(document.sourceName(), found, null);
    }
    PreviewReport.print(spec.commandLine().getOut(), preview);
  }

  private static long running(TopologyServiceGrpc.TopologyServiceBlockingStub service) {
    return service
        .withDeadlineAfter(AgentClient.ANSWER_WITHIN_SECONDS, TimeUnit.SECONDS)
        .getRevision(GetRevisionRequest.getDefaultInstance())
        .getRevision()
        .getNumber();
  }
}
