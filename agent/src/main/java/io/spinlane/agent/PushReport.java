package io.spinlane.agent;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.BadRequest;
import com.google.rpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import io.spinlane.v1.ApplyProgress;
import io.spinlane.v1.PlanAcknowledged;
import io.spinlane.v1.Revision;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

/** What a person reads while a topology makes its way, and when it does not. */
final class PushReport {
  private PushReport() {}

  /** A line for a step. */
  static void print(PrintWriter out, ApplyProgress progress) {
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

  /** What the agent finds wrong with a topology, a line for each; else the client's words. */
  static CommandFailure failure(AgentClient client, String source, StatusRuntimeException e) {
    StringBuilder lines = new StringBuilder();
    Status status = StatusProto.fromThrowable(e);
    for (Any detail : status == null ? List.<Any>of() : status.getDetailsList()) {
      if (detail.is(BadRequest.class)) {
        try {
          for (var error : detail.unpack(BadRequest.class).getFieldViolationsList()) {
            if (!error.getReason().isEmpty()) { // Without a rule it is about the call.
              lines.append(
                  "%s: error: %s: %s [%s]%n"
                      .formatted(
                          source, error.getField(), error.getDescription(), error.getReason()));
            }
          }
        } catch (InvalidProtocolBufferException invalid) {
          return client.failure(e); // The sentence of the status says enough.
        }
      }
    }
    return lines.isEmpty() ? client.failure(e) : CommandFailure.listing(lines.toString(), e);
  }

  private static String milliseconds(long ns) {
    return String.format(Locale.ROOT, "%.3f ms", ns / 1e6);
  }
}
