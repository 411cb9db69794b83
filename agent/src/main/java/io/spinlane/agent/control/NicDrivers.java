package io.spinlane.agent.control;

import io.spinlane.agent.nic.Nic;
import io.spinlane.v1.DriverSupport;
import io.spinlane.v1.Topology;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Opens the NICs of topologies; only the master's thread calls it. */
public interface NicDrivers extends AutoCloseable {
  /** NICs opened for a topology that does not run yet. */
  interface Opened {
    /** Every NIC of the topology by id: those that stay as they are, and new ones. */
    Map<String, Nic> nics();

    /** The topology runs now. */
    void commit();

    /** The topology will not run: closes what was opened for it. */
    void abort();
  }

  /**
   * Opens what the topology needs and is not open yet.
   *
   * @param topology one without errors
   * @throws IOException one message for people that names the NIC; nothing has changed then
   */
  Opened open(Topology topology) throws IOException;

  /** What can be run here and now. */
  List<DriverSupport> support();

  /** Gives back what NICs share; the NICs themselves are closed by then. */
  @Override
  void close();
}
