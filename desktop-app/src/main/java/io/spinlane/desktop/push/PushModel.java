package io.spinlane.desktop.push;

import io.grpc.Status;
import io.spinlane.desktop.remote.Failure;
import io.spinlane.v1.ApplyProgress;
import io.spinlane.v1.Diagnostic;
import io.spinlane.v1.PlanAcknowledged;
import io.spinlane.v1.Severity;
import java.util.ArrayList;
import java.util.List;

/**
 * One push, from the check on the agent to the stored revision.
 *
 * <pre>
 *   CHECKING ──▶ READY ──push──▶ APPLYING ──▶ DONE
 *      │  └────▶ REFUSED (errors)    ├──▶ CONFLICT ──overwrite──▶ APPLYING
 *      └───────▶ FAILED ◀────────────┘
 * </pre>
 *
 * <p>Belongs to one thread; what happens out of turn changes nothing.
 */
public final class PushModel {
  /** Where the push is. */
  public enum Phase {
    CHECKING,
    READY,
    REFUSED,
    APPLYING,
    CONFLICT,
    DONE,
    FAILED
  }

  private Phase phase = Phase.CHECKING;
  private List<Diagnostic> diagnostics = List.of();
  private final List<PlanAcknowledged> acknowledged = new ArrayList<>();
  private long compileNs = -1;
  private boolean published;
  private long revision;
  private String problem = "";

  /** The agent has judged the drawing. */
  public void checked(List<Diagnostic> found) {
    if (phase == Phase.CHECKING) {
      diagnostics = List.copyOf(found);
      boolean errors = found.stream().anyMatch(one -> one.getSeverity() == Severity.SEVERITY_ERROR);
      phase = errors ? Phase.REFUSED : Phase.READY;
    }
  }

  /**
   * The person has said go.
   *
   * @return true when the push may be sent now
   */
  public boolean start() {
    if (phase != Phase.READY && phase != Phase.CONFLICT && phase != Phase.FAILED) {
      return false;
    }
    phase = Phase.APPLYING;
    acknowledged.clear();
    compileNs = -1;
    published = false;
    problem = "";
    return true;
  }

  /** The agent has made a step. */
  public void progress(ApplyProgress step) {
    if (phase != Phase.APPLYING) {
      return;
    }
    switch (step.getStepCase()) {
      case COMPILED -> compileNs = step.getCompiled().getDurationNs();
      case PUBLISHED -> published = true;
      case ACKNOWLEDGED -> acknowledged.add(step.getAcknowledged());
      case STORED -> {
        revision = step.getStored().getRevision().getNumber();
        phase = Phase.DONE;
      }
      case STEP_NOT_SET -> {}
    }
  }

  /** The check or the push has failed. */
  public void failed(Throwable cause) {
    if (phase == Phase.DONE || phase == Phase.READY || phase == Phase.REFUSED) {
      return;
    }
    boolean conflict =
        phase == Phase.APPLYING && Status.fromThrowable(cause).getCode() == Status.Code.ABORTED;
    problem = Failure.sentence(cause);
    phase = conflict ? Phase.CONFLICT : Phase.FAILED;
  }

  /** Where the push is. */
  public Phase phase() {
    return phase;
  }

  /** What the agent said about the drawing, errors first. */
  public List<Diagnostic> diagnostics() {
    return diagnostics;
  }

  /** Time the compilation took in nanoseconds; -1 before. */
  public long compileNs() {
    return compileNs;
  }

  /** The plan has been handed to the cores. */
  public boolean published() {
    return published;
  }

  /** The cores that have it, in the order of their answers. */
  public List<PlanAcknowledged> acknowledged() {
    return acknowledged;
  }

  /** The revision that was stored; 0 before. */
  public long revision() {
    return revision;
  }

  /** Why it failed or who was first, in a sentence; empty otherwise. */
  public String problem() {
    return problem;
  }
}
