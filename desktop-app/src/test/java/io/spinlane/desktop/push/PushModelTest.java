package io.spinlane.desktop.push;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Status;
import io.spinlane.desktop.push.PushModel.Phase;
import io.spinlane.v1.ApplyProgress;
import io.spinlane.v1.Diagnostic;
import io.spinlane.v1.PlanAcknowledged;
import io.spinlane.v1.PlanCompiled;
import io.spinlane.v1.PlanPublished;
import io.spinlane.v1.PreviewTopologyResponse;
import io.spinlane.v1.Revision;
import io.spinlane.v1.RevisionStored;
import io.spinlane.v1.Severity;
import java.util.List;
import org.junit.jupiter.api.Test;

class PushModelTest {
  private static final Diagnostic WARNING =
      Diagnostic.newBuilder().setSeverity(Severity.SEVERITY_WARNING).build();
  private static final Diagnostic ERROR =
      Diagnostic.newBuilder().setSeverity(Severity.SEVERITY_ERROR).build();
  private static final ApplyProgress STORED =
      ApplyProgress.newBuilder()
          .setStored(RevisionStored.newBuilder().setRevision(Revision.newBuilder().setNumber(5)))
          .build();

  private final PushModel push = new PushModel();

  /** Of an agent that runs revision 4. */
  private static PreviewTopologyResponse preview(Diagnostic... found) {
    return PreviewTopologyResponse.newBuilder()
        .setBaseRevision(4)
        .addAllDiagnostics(List.of(found))
        .build();
  }

  @Test
  void goesFromCheckToStored() {
    assertThat(push.start()).as("not before the check").isFalse();
    push.checked(preview(WARNING), 4);
    assertThat(push.phase()).isEqualTo(Phase.READY);
    assertThat(push.start()).isTrue();
    assertThat(push.start()).as("not twice").isFalse();
    push.progress(
        ApplyProgress.newBuilder().setCompiled(PlanCompiled.newBuilder().setDurationNs(7)).build());
    push.progress(
        ApplyProgress.newBuilder().setPublished(PlanPublished.getDefaultInstance()).build());
    push.progress(
        ApplyProgress.newBuilder()
            .setAcknowledged(PlanAcknowledged.newBuilder().setCore("sw1"))
            .build());
    assertThat(push.compileNs()).isEqualTo(7);
    assertThat(push.published()).isTrue();
    assertThat(push.acknowledged()).extracting(PlanAcknowledged::getCore).containsExactly("sw1");
    assertThat(push.phase()).isEqualTo(Phase.APPLYING);
    push.progress(STORED);
    assertThat(push.phase()).isEqualTo(Phase.DONE);
    assertThat(push.revision()).isEqualTo(5);
    push.failed(Status.UNAVAILABLE.asException());
    assertThat(push.phase()).as("what is stored stays stored").isEqualTo(Phase.DONE);
  }

  @Test
  void errorsRefuse() {
    push.checked(preview(WARNING, ERROR), 4);
    assertThat(push.phase()).isEqualTo(Phase.REFUSED);
    assertThat(push.start()).isFalse();
  }

  @Test
  void aConflictMayBeOverwritten() {
    push.checked(preview(), 4);
    push.start();
    push.failed(Status.ABORTED.withDescription("Revision 4 of anna runs.").asException());
    assertThat(push.phase()).isEqualTo(Phase.CONFLICT);
    assertThat(push.problem()).isEqualTo("Revision 4 of anna runs.");
    assertThat(push.start()).isTrue();
    push.progress(STORED);
    assertThat(push.phase()).isEqualTo(Phase.DONE);
  }

  @Test
  void whoeverBeganFromAnotherRevisionIsToldAtOnce() {
    push.checked(preview(), 3);
    assertThat(push.phase()).isEqualTo(Phase.CONFLICT);
    push.again();
    assertThat(push.phase()).as("merged meanwhile").isEqualTo(Phase.CHECKING);
    push.checked(preview(), 4);
    assertThat(push.phase()).isEqualTo(Phase.READY);
  }

  @Test
  void whatTheHostCannotRunIsNotTriedAgainUnchecked() {
    push.checked(preview(), 4);
    push.start();
    push.failed(Status.FAILED_PRECONDITION.withDescription("eth9 is missing.").asException());
    assertThat(push.phase()).isEqualTo(Phase.FAILED);
    assertThat(push.problem()).isEqualTo("eth9 is missing.");
    assertThat(push.began()).as("the steps stay visible").isTrue();
    push.progress(STORED);
    assertThat(push.phase()).as("out of turn").isEqualTo(Phase.FAILED);
    assertThat(push.start()).isFalse();
    push.again();
    assertThat(push.problem()).isEmpty();
    assertThat(push.began()).isFalse();
  }

  @Test
  void aLostLineLeavesOpenWhatBecameOfIt() {
    for (Status status :
        List.of(Status.UNAVAILABLE, Status.CANCELLED, Status.DEADLINE_EXCEEDED, Status.UNKNOWN)) {
      PushModel lost = new PushModel();
      lost.checked(preview(), 4);
      lost.start();
      lost.failed(status.asException());
      assertThat(lost.phase()).as(status.toString()).isEqualTo(Phase.UNKNOWN);
    }
  }

  @Test
  void nothingStartsAnewWhileItIsPushed() {
    push.checked(preview(), 4);
    push.start();
    push.again();
    assertThat(push.phase()).isEqualTo(Phase.APPLYING);
    push.progress(STORED);
    push.again();
    assertThat(push.phase()).isEqualTo(Phase.DONE);
  }

  @Test
  void aCheckThatFailsIsNoConflict() {
    push.failed(Status.ABORTED.asException());
    assertThat(push.phase()).isEqualTo(Phase.FAILED);
    assertThat(push.began()).isFalse();
  }
}
