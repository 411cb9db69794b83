package io.spinlane.desktop.push;

import io.grpc.Status;
import io.spinlane.desktop.remote.Failure;
import io.spinlane.v1.ApplyProgress;
import io.spinlane.v1.Change;
import io.spinlane.v1.Diagnostic;
import io.spinlane.v1.PlanAcknowledged;
import io.spinlane.v1.PreviewTopologyResponse;
import io.spinlane.v1.ServiceImpact;
import io.spinlane.v1.Severity;
import java.util.ArrayList;
import java.util.List;

/**
 * One push, from the check on the agent to the stored revision.
 *
 * <pre>
 *   CHECKING ──▶ READY ───push───▶ APPLYING ──▶ DONE
 *    ▲  │  ├───▶ CONFLICT ─overwrite─▶│  ├────▶ CONFLICT
 *    │  │  └───▶ REFUSED (errors)     │  └────▶ UNKNOWN (the line is lost)
 *    │  └──────▶ FAILED ◀─────────────┘
 *    └─again─── any but APPLYING and DONE
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
    CONFLICT,
    APPLYING,
    DONE,
    FAILED,
    UNKNOWN
  }

  private Phase phase = Phase.CHECKING;
  private List<Diagnostic> diagnostics = List.of();
  private List<ServiceImpact> impacts = List.of();
  private List<Change> changes = List.of();
  private final List<PlanAcknowledged> acknowledged = new ArrayList<>();
  private long compileNs = -1;
  private boolean published;
  private boolean began;
  private long revision;
  private String problem = "";

  /**
   * The agent has judged the drawing.
   *
   * @param base the revision that the drawing began from
   */
  public void checked(PreviewTopologyResponse preview, long base) {
    if (phase == Phase.CHECKING) {
      diagnostics = preview.getDiagnosticsList();
      impacts = preview.getImpactsList();
      changes =
          preview.getChangesList().stream().filter(change -> !change.getLayoutOnly()).toList();
      boolean errors =
          diagnostics.stream().anyMatch(one -> one.getSeverity() == Severity.SEVERITY_ERROR);
      phase =
          errors ? Phase.REFUSED : preview.getBaseRevision() == base ? Phase.READY : Phase.CONFLICT;
    }
  }

  /** The drawing, or what runs, has become another: the agent must judge it again. */
  public void again() {
    if (phase != Phase.APPLYING && phase != Phase.DONE) {
      phase = Phase.CHECKING;
      diagnostics = List.of();
      impacts = List.of();
      changes = List.of();
      clearSteps();
    }
  }

  /**
   * The person has said go.
   *
   * @return true when the push may be sent now
   */
  public boolean start() {
    if (phase != Phase.READY && phase != Phase.CONFLICT) {
      return false;
    }
    phase = Phase.APPLYING;
    clearSteps();
    began = true;
    return true;
  }

  private void clearSteps() {
    acknowledged.clear();
    compileNs = -1;
    published = false;
    began = false;
    problem = "";
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
    if (phase != Phase.CHECKING && phase != Phase.APPLYING) {
      return;
    }
    problem = Failure.sentence(cause);
    phase = phase == Phase.CHECKING ? Phase.FAILED : after(Status.fromThrowable(cause).getCode());
  }

  /** An agent finishes what it has begun, whether or not anyone is left to listen. */
  private static Phase after(Status.Code code) {
    return switch (code) {
      case ABORTED -> Phase.CONFLICT;
      case UNAVAILABLE, DEADLINE_EXCEEDED, CANCELLED, UNKNOWN, INTERNAL -> Phase.UNKNOWN;
      default -> Phase.FAILED;
    };
  }

  /** Where the push is. */
  public Phase phase() {
    return phase;
  }

  /** What the agent said about the drawing, errors first. */
  public List<Diagnostic> diagnostics() {
    return diagnostics;
  }

  /** Whom it would touch; one for each service that runs. */
  public List<ServiceImpact> impacts() {
    return impacts;
  }

  /** What it would change of what runs; places on the canvas are no change. */
  public List<Change> changes() {
    return changes;
  }

  /** It has been sent, whatever became of it. */
  public boolean began() {
    return began;
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
    return List.copyOf(acknowledged);
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
