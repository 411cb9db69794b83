package io.spinlane.desktop.remote;

import io.grpc.Status;
import io.spinlane.desktop.text.Texts;
import java.util.concurrent.CancellationException;

/** A refused or failed call in words for people. */
public final class Failure {
  private Failure() {}

  /** One sentence; says what the agent said, or what is likely wrong when it said nothing. */
  public static String sentence(Throwable problem) {
    if (problem instanceof CancellationException) {
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
              : said.matches(".*[.!?]") ? said : said + ".";
    };
  }
}
