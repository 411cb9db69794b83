package io.spinlane.desktop.remote;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import io.grpc.Status;
import io.grpc.protobuf.StatusProto;
import io.spinlane.desktop.text.Said;
import io.spinlane.desktop.text.Texts;
import io.spinlane.v1.Sentence;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;

/** A refused or failed call in words for people. */
public final class Failure {
  private Failure() {}

  /** What an agent said apart from its language, among the details of its answer. */
  private static List<Sentence> sentences(Throwable problem) {
    com.google.rpc.Status answer = StatusProto.fromThrowable(problem);
    List<Sentence> sentences = new ArrayList<>();
    for (Any detail : answer == null ? List.<Any>of() : answer.getDetailsList()) {
      if (detail.is(Sentence.class)) {
        try {
          sentences.add(detail.unpack(Sentence.class));
        } catch (InvalidProtocolBufferException e) {
          return List.of(); // whoever sends this says it in English, too
        }
      }
    }
    return sentences;
  }

  /**
   * One sentence; says what the agent said, or what is likely wrong when it said nothing.
   *
   * @param problem with which a call has failed, or a future that waited for it
   */
  public static String sentence(Throwable problem) {
    Throwable inside = problem instanceof CompletionException ? problem.getCause() : problem;
    if (inside instanceof CancellationException) {
      return Texts.get("failure.cancelled");
    }
    Status status = Status.fromThrowable(problem);
    String said = status.getDescription();
    return switch (status.getCode()) {
      case UNAVAILABLE -> Texts.get("failure.unavailable");
      case DEADLINE_EXCEEDED -> Texts.get("failure.deadline");
      case UNIMPLEMENTED -> Texts.get("failure.unimplemented");
      default ->
          said == null || said.isEmpty()
              ? Texts.get("failure.other", status.getCode())
              : Said.sentences(sentences(problem), said.matches(".*[.!?]") ? said : said + ".");
    };
  }
}
