package io.spinlane.desktop.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Message;
import io.spinlane.v1.AfXdpSettings;
import io.spinlane.v1.Backend;
import io.spinlane.v1.Box;
import io.spinlane.v1.Nic;
import io.spinlane.v1.Pool;
import io.spinlane.v1.SimSettings;
import io.spinlane.v1.Topology;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A difference leads from one message to the other and back, in every bit and every order. */
class DeltaTest {
  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {3, 20261129})
  void everyStepOfASessionBothWays(long seed) {
    DesignModel model = new DesignModel();
    Session session = new Session(model, seed);
    Topology far = model.topology();
    for (int step = 0; step < 1500; step++) {
      Topology before = model.topology();
      session.step();
      model.endMerge();
      check(before, model.topology());
      check(far, model.topology());
      if (step % 100 == 0) {
        far = model.topology();
      }
    }
  }

  @Test
  void theOrderOfTheLayoutComesBack() {
    Box box = Box.newBuilder().setX(8).build();
    Topology ab = Topology.newBuilder().putLayout("a", box).putLayout("b", box).build();
    Topology ba = Topology.newBuilder().putLayout("b", box).putLayout("a", box).build();
    check(ab, ba);
    check(ba, ab.toBuilder().putLayout("c", box).build());
  }

  @Test
  void oneOfSeveralSettingsTakesThePlaceOfAnother() {
    Nic nic = Nic.newBuilder().setId("nic1").setSim(SimSettings.newBuilder().setSeed(7)).build();
    Nic xdp = nic.toBuilder().setAfXdp(AfXdpSettings.newBuilder().setZeroCopy(true)).build();
    check(nic, xdp);
    check(nic, nic.toBuilder().clearSettings().setQueues(4).addAddresses("10.0.0.1/24").build());
  }

  @Test
  void aChangeInALargePoolKeepsOnlyTheBackendConcerned() {
    Pool.Builder pool = Pool.newBuilder().setId("pool1");
    for (int i = 0; i < 2000; i++) {
      pool.addBackends(Backend.newBuilder().setId("backend" + i).setAddress("10.1.0.1"));
    }
    Topology all = Topology.newBuilder().addPools(pool).build();
    pool.getBackendsBuilder(1234).setWeight(0);
    Topology weighed = Topology.newBuilder().addPools(pool).build();
    Topology fewer = Topology.newBuilder().addPools(pool.removeBackends(77)).build();
    check(all, weighed);
    check(weighed, fewer);
    check(all, fewer);
    assertThat(Delta.between(all, weighed).bytes()).isLessThan(1000);
    assertThat(Delta.between(weighed, fewer).bytes()).isLessThan(1000);
  }

  private static void check(Message before, Message after) {
    Delta delta = Delta.between(before, after);
    assertThat(delta.forth(before).toByteArray()).isEqualTo(after.toByteArray());
    assertThat(delta.back(after).toByteArray()).isEqualTo(before.toByteArray());
  }
}
