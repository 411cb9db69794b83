package io.spinlane.agent.nic.sim;

import io.spinlane.agent.nic.Nic;
import io.spinlane.agent.nic.NicContract;
import java.util.List;
import java.util.concurrent.TimeUnit;

class SimNicContractTest extends NicContract {
  private long nowNs;

  @Override
  protected Nic open() {
    SimWorld world = new SimWorld(() -> nowNs);
    world.update(Worlds.busy());
    return world.open(new SimConfig("ext0", 0x020000000001L, 1500, 1, 1), LANES);
  }

  /** Nobody answers the clients: each of them asks for the VIP once a second. */
  @Override
  protected void arrive(List<byte[]> frames) {
    nowNs += TimeUnit.MILLISECONDS.toNanos(1);
  }

  @Override
  protected List<byte[]> departed(int expected) {
    throw new UnsupportedOperationException("frames end at the machines behind the NIC");
  }

  @Override
  protected boolean carriesGivenFrames() {
    return false;
  }
}
