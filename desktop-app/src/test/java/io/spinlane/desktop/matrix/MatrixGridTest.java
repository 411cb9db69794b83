package io.spinlane.desktop.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import io.spinlane.desktop.assign.Hosts;
import io.spinlane.desktop.assign.Locality;
import io.spinlane.desktop.model.ReceiveQueue;
import io.spinlane.v1.Inventory;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MatrixGridTest {
  private static MatrixGrid grid(String drawing, String host) {
    return MatrixGrid.of(Hosts.drawing(drawing), Locality.of(Hosts.host(host)));
  }

  @Test
  void columnsGoByNodeThenPhysicalCoreThenCpu() {
    MatrixGrid grid = grid("eth0:2 eth1:1|e@5 d@4 c@7 b@1 a@0 ctl@2", "node:2 core:2 pu:2 nic:2");
    assertThat(grid.columns())
        .extracting(MatrixGrid.Column::core)
        .containsExactly("a", "b", "ctl", "d", "e", "c");
    assertThat(grid.columns().get(1).siblings()).containsExactly(0);
    assertThat(grid.columns().get(2).switches()).isFalse();
    assertThat(grid.rows())
        .extracting(row -> row.queue().id())
        .containsExactly("eth0/0", "eth0/1", "eth1/0");
    assertThat(grid.distance(0, 0)).isEqualTo(10);
    assertThat(grid.distance(2, 0)).isEqualTo(20);
    assertThat(grid.farDistances()).containsExactly(20);
    assertThat(grid.rowOf(new ReceiveQueue("eth1", 0))).isEqualTo(2);
    assertThat(grid.rowOf(new ReceiveQueue("eth1", 1))).isEqualTo(-1);
    assertThat(grid.columnOf("gone")).isEqualTo(-1);
  }

  @Test
  void withoutAHostNothingIsFar() {
    MatrixGrid grid = MatrixGrid.of(Hosts.drawing("eth0:1|b@2 a@1"), Locality.of(null));
    assertThat(grid.columns()).extracting(MatrixGrid.Column::core).containsExactly("a", "b");
    assertThat(grid.distance(0, 0)).isEqualTo(Locality.UNKNOWN);
    assertThat(grid.farDistances()).isEmpty();
  }

  @Test
  void theHostsOwnDistancesCount() {
    Inventory host = Hosts.host("node:3 core:1 nic:3");
    Inventory.Builder told = host.toBuilder();
    told.getNumaNodesBuilder(0).clearDistances().addAllDistances(List.of(10, 16, 32));
    MatrixGrid grid = MatrixGrid.of(Hosts.drawing("eth0:1|a@0 b@1 c@2"), Locality.of(told.build()));
    assertThat(grid.distances().get("eth0")).containsExactly(10, 16, 32);
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "10, 0", "11, 1", "16, 1", "17, 2", "21, 2", "25, 3", "255, 3"})
  void theFartherTheDarker(int distance, int shade) {
    assertThat(MatrixGrid.shade(distance)).isEqualTo(shade);
  }

  @ParameterizedTest
  @CsvSource({"-5, 0", "0, 0", "9.9, 0", "12, 0", "14, 1", "23, 1", "24, 2", "500, 2"})
  void aPlaceIsOfTheNearestTrackBeforeIt(double place, int track) {
    Tracks tracks =
        new Tracks(List.of("a1", "b1", "b2"), 10, 4, (x, y) -> x.charAt(0) != y.charAt(0));
    assertThat(tracks.at(place)).isEqualTo(track);
    assertThat(tracks.total()).isEqualTo(34);
    assertThat(tracks.start(1)).isEqualTo(14);
    assertThat(tracks.end(2)).isEqualTo(34);
  }
}
