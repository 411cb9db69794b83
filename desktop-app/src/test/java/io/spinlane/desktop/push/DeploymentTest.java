package io.spinlane.desktop.push;

import static org.assertj.core.api.Assertions.assertThat;

import io.spinlane.desktop.push.DeployMark.Kind;
import io.spinlane.desktop.remote.ConnectionStatus;
import io.spinlane.desktop.remote.ConnectionStatus.Running;
import io.spinlane.desktop.remote.ConnectionStatus.State;
import io.spinlane.v1.Box;
import io.spinlane.v1.Nic;
import io.spinlane.v1.Revision;
import io.spinlane.v1.Topology;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DeploymentTest {
  private static final Topology BASE = nics("a", 1, "b", 1);

  private final Deployment deployment = new Deployment();

  private static Topology nics(Object... idsAndQueues) {
    Topology.Builder topology = Topology.newBuilder();
    for (int i = 0; i < idsAndQueues.length; i += 2) {
      topology.addNics(
          Nic.newBuilder().setId((String) idsAndQueues[i]).setQueues((int) idsAndQueues[i + 1]));
    }
    return topology.build();
  }

  private static ConnectionStatus status(State state, String place, long revision, Topology runs) {
    return new ConnectionStatus(
        state,
        place,
        "",
        0,
        null,
        new Running(Revision.newBuilder().setNumber(revision).build(), runs));
  }

  private void runs(long revision, Topology topology, Topology drawing) {
    deployment.agentChanged(status(State.CONNECTED, "lab", revision, topology), drawing);
  }

  private Map<String, Kind> kinds() {
    Map<String, Kind> kinds = new HashMap<>();
    deployment.marks().forEach((id, mark) -> kinds.put(id, mark.kind()));
    return kinds;
  }

  @Test
  void whatIsDrawnAndDoesNotRunIsMarked() {
    assertThat(deployment.known()).isFalse();
    assertThat(deployment.marks()).isEmpty();
    runs(3, BASE, BASE);
    assertThat(deployment.marks()).isEmpty();
    deployment.drawingChanged(nics("a", 2, "b", 1, "c", 1));
    assertThat(kinds())
        .containsExactlyInAnyOrderEntriesOf(Map.of("a", Kind.CHANGED, "c", Kind.NEW));
    assertThat(deployment.marks())
        .hasEntrySatisfying(
            "a", mark -> assertThat(mark.properties().getFirst().getPath()).isEqualTo("queues"));
    assertThat(deployment.changes()).hasSize(2);
    assertThat(deployment.drifted()).isFalse();
  }

  @Test
  void movingABoxIsNoChange() {
    runs(3, BASE, BASE);
    deployment.drawingChanged(BASE.toBuilder().putLayout("a", Box.getDefaultInstance()).build());
    assertThat(deployment.changes()).isEmpty();
    assertThat(deployment.marks()).isEmpty();
  }

  @Test
  void whatOthersChangedIsToldApart() {
    runs(3, BASE, BASE);
    deployment.drawingChanged(nics("a", 2, "b", 1, "c", 1));
    runs(4, nics("a", 3, "b", 4), nics("a", 2, "b", 1, "c", 1));
    assertThat(deployment.drifted()).isTrue();
    assertThat(kinds())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of("a", Kind.BOTH, "b", Kind.THEIRS, "c", Kind.NEW));
    assertThat(deployment.base().revision()).isEqualTo(3);
    assertThat(deployment.theirs()).hasSize(2);
    assertThat(deployment.mine()).hasSize(2);
    assertThat(deployment.sides().caughtUp()).as("both changed a").isEmpty();
    deployment.rebase(nics("a", 2, "b", 1, "c", 1));
    assertThat(deployment.drifted()).isFalse();
    assertThat(deployment.base().revision()).isEqualTo(4);
  }

  @Test
  void whatNobodyElseTouchedIsCaughtUp() {
    runs(3, BASE, nics("a", 2, "b", 1));
    runs(4, nics("a", 1, "b", 5), nics("a", 2, "b", 1));
    assertThat(deployment.sides().caughtUp()).contains(nics("a", 2, "b", 5));
  }

  @Test
  void whoDrawsTheSameIsUpToDate() {
    runs(3, BASE, nics("a", 2, "b", 1));
    runs(4, nics("a", 2, "b", 1), nics("a", 2, "b", 1));
    assertThat(deployment.drifted()).isFalse();
    assertThat(deployment.base().revision()).isEqualTo(4);
  }

  @Test
  void aRevisionThatConfiguresTheSameIsNoDrift() {
    runs(3, BASE, nics("a", 2, "b", 1));
    runs(
        4, BASE.toBuilder().putLayout("a", Box.getDefaultInstance()).build(), nics("a", 2, "b", 1));
    assertThat(deployment.drifted()).isFalse();
    assertThat(deployment.base().revision()).isEqualTo(4);
  }

  @Test
  void takingOverKeepsBoxesWhereTheyAre() {
    Box mine = Box.newBuilder().setX(7).build();
    runs(3, BASE, BASE);
    Topology moved = BASE.toBuilder().putLayout("a", mine).build();
    deployment.drawingChanged(moved);
    runs(4, nics("a", 1, "b", 9), moved);
    assertThat(deployment.takenOver())
        .isEqualTo(nics("a", 1, "b", 9).toBuilder().putLayout("a", mine).build());
  }

  @Test
  void aLostLineKeepsWhatIsKnown() {
    runs(3, BASE, nics("a", 2, "b", 1));
    deployment.agentChanged(status(State.LOST, "lab", 3, BASE), nics("a", 2, "b", 1));
    assertThat(deployment.connected()).isFalse();
    assertThat(deployment.known()).isTrue();
    assertThat(deployment.changes()).hasSize(1);
  }

  @Test
  void whoComesBackHasStillBegunFromWhereTheyBegan() {
    runs(3, BASE, nics("a", 2, "b", 1));
    deployment.forget(nics("a", 2, "b", 1));
    assertThat(deployment.known()).isFalse();
    assertThat(deployment.changes()).isEmpty();
    runs(4, nics("a", 1, "b", 9), nics("a", 2, "b", 1));
    assertThat(deployment.drifted()).as("someone else was quicker meanwhile").isTrue();
    deployment.agentChanged(status(State.CONNECTED, "elsewhere", 9, BASE), nics("a", 2, "b", 1));
    assertThat(deployment.drifted()).as("another host").isFalse();
    assertThat(deployment.base().revision()).isEqualTo(9);
  }

  @Test
  void anAgentThatStartedOverIsBegunFromAnew() {
    runs(3, BASE, BASE);
    runs(0, Topology.getDefaultInstance(), BASE);
    assertThat(deployment.base().revision()).isZero();
    assertThat(deployment.drifted()).isFalse();
    assertThat(kinds()).containsOnlyKeys("a", "b").containsValue(Kind.NEW);
  }

  @Test
  void anAgentThatCountedAnewUpToTheSameNumberIsBegunFromAnew() {
    runs(3, BASE, BASE);
    Revision other = Revision.newBuilder().setNumber(3).setAuthor("anna").build();
    deployment.agentChanged(
        new ConnectionStatus(State.CONNECTED, "lab", "", 0, null, new Running(other, nics("z", 1))),
        BASE);
    assertThat(deployment.base().author()).isEqualTo("anna");
    assertThat(kinds()).containsEntry("a", Kind.NEW);
  }

  @Test
  void whoMergedWithOneRevisionHasNotSeenTheNext() {
    runs(3, BASE, BASE);
    Topology mine = nics("a", 2, "b", 1);
    deployment.drawingChanged(mine);
    runs(4, nics("a", 1, "b", 9), mine);
    Sides merged = deployment.sides();
    runs(5, nics("a", 7, "b", 9), mine);
    deployment.rebase(nics("a", 2, "b", 9), merged.running());
    assertThat(deployment.drifted()).isTrue();
    assertThat(deployment.base().revision()).isEqualTo(4);
  }

  @Test
  void aChangeFromHereIsNobodyElsesDoing() {
    runs(3, BASE, BASE);
    deployment.expectChange();
    runs(4, nics("a", 1, "b", 9), BASE);
    assertThat(deployment.drifted()).isFalse();
    deployment.changeCame();
    assertThat(deployment.drifted()).as("if it did not lead to the drawing following").isTrue();
  }
}
