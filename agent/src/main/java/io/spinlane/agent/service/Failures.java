package io.spinlane.agent.service;

import com.google.protobuf.Any;
import com.google.rpc.BadRequest;
import com.google.rpc.Code;
import com.google.rpc.PreconditionFailure;
import com.google.rpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import io.spinlane.agent.control.Refusal;
import io.spinlane.topology.Elements;
import io.spinlane.topology.Sentences;
import io.spinlane.v1.Diagnostic;
import io.spinlane.v1.Sentence;
import java.util.Arrays;
import java.util.List;

/** What went wrong, as {@code google.rpc.Status} with details. */
final class Failures {
  /** Details travel in the trailers, of which gRPC takes 8 KiB; base64 adds a third. */
  private static final int DETAIL_BYTES = 4000;

  private Failures() {}

  static StatusRuntimeException of(Refusal refusal) {
    return switch (refusal) {
      case Refusal.Invalid invalid ->
          failure(Code.INVALID_ARGUMENT, invalid.sentences(), badRequest(invalid));
      case Refusal.Stale stale ->
          failure(
              Code.ABORTED,
              stale.sentences(),
              precondition(
                  "REVISION", "revisions/" + stale.running().getNumber(), stale.sentence()));
      case Refusal.Missing missing -> failure(Code.NOT_FOUND, missing.sentences());
      case Refusal.Host host ->
          failure(
              Code.FAILED_PRECONDITION,
              host.sentences(),
              precondition("HOST", "host", host.sentence()));
    };
  }

  static StatusRuntimeException invalid(String field, Sentence sentence) {
    BadRequest details =
        BadRequest.newBuilder()
            .addFieldViolations(
                BadRequest.FieldViolation.newBuilder()
                    .setField(field)
                    .setDescription(Sentences.english(sentence)))
            .build();
    return failure(Code.INVALID_ARGUMENT, List.of(sentence), Any.pack(details));
  }

  static StatusRuntimeException notFound(Sentence sentence) {
    return failure(Code.NOT_FOUND, List.of(sentence));
  }

  /** The sentences come last, each a detail of its own, for whoever speaks another language. */
  private static StatusRuntimeException failure(
      Code code, List<Sentence> sentences, Any... details) {
    return StatusProto.toStatusRuntimeException(
        Status.newBuilder()
            .setCode(code.getNumber())
            .setMessage(Sentences.english(sentences))
            .addAllDetails(Arrays.asList(details))
            .addAllDetails(sentences.stream().map(Any::pack).toList())
            .build());
  }

  /** The errors, as many as fit. */
  private static Any badRequest(Refusal.Invalid invalid) {
    BadRequest.Builder request = BadRequest.newBuilder();
    int bytes = 0;
    for (Diagnostic diagnostic : invalid.diagnostics()) {
      BadRequest.FieldViolation violation =
          BadRequest.FieldViolation.newBuilder()
              .setField(place(diagnostic))
              .setReason(diagnostic.getCode())
              .setDescription(diagnostic.getMessage() + " " + diagnostic.getHint())
              .build();
      bytes += violation.getSerializedSize();
      if (bytes > DETAIL_BYTES) {
        break;
      }
      request.addFieldViolations(violation);
    }
    return Any.pack(request.build());
  }

  /** Such as "nic ext0: device". */
  private static String place(Diagnostic diagnostic) {
    String element =
        (Elements.word(diagnostic.getElement().getKind()) + " " + diagnostic.getElement().getId())
            .strip();
    return diagnostic.getField().isEmpty() ? element : element + ": " + diagnostic.getField();
  }

  private static Any precondition(String type, String subject, String sentence) {
    return Any.pack(
        PreconditionFailure.newBuilder()
            .addViolations(
                PreconditionFailure.Violation.newBuilder()
                    .setType(type)
                    .setSubject(subject)
                    .setDescription(sentence))
            .build());
  }
}
