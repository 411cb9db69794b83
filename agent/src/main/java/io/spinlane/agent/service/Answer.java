package io.spinlane.agent.service;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;
import io.spinlane.agent.control.Refusal;

/** Answers calls, with what was asked for or with what went wrong. */
final class Answer {
  /** What makes an answer, or nothing more than an end. */
  interface Work<T> {
    T run() throws Refusal, InterruptedException;
  }

  private Answer() {}

  /** Answers once. */
  static <T> void once(StreamObserver<T> answer, Work<T> work) {
    try {
      answer.onNext(work.run());
    } catch (Refusal | InterruptedException | RuntimeException e) {
      answer.onError(failure(e));
      return;
    }
    answer.onCompleted();
  }

  /** Ends a stream that the work writes itself. */
  static <T> void end(StreamObserver<T> answer, Work<?> work) {
    try {
      work.run();
    } catch (Refusal | InterruptedException | RuntimeException e) {
      answer.onError(failure(e));
      return;
    }
    answer.onCompleted();
  }

  private static RuntimeException failure(Exception e) {
    return switch (e) {
      case Refusal refusal -> Failures.of(refusal);
      case StatusRuntimeException status -> status;
      case InterruptedException _ -> {
        Thread.currentThread().interrupt();
        yield Status.UNAVAILABLE.withDescription("The agent is stopping.").asRuntimeException();
      }
      default -> {
        System.getLogger(Answer.class.getName())
            .log(System.Logger.Level.ERROR, "a call has failed", e);
        yield Status.INTERNAL.withDescription(e.toString()).asRuntimeException();
      }
    };
  }
}
