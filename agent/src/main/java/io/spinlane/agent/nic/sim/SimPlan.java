package io.spinlane.agent.nic.sim;

import io.spinlane.topology.PortRange;
import java.util.List;

/**
 * What is behind one SIM NIC. Immutable but for the neighbours.
 *
 * @param hosts every machine, by address
 * @param clients the machines that open connections
 * @param targets what they talk to
 * @param neighbours what the machines know of the switch
 * @param gateway number of the switch's own address among the neighbours' targets, or -1
 * @param ratePerSecond new connections and exchanges of this NIC
 * @param requestBytes bytes of a request
 * @param responseBytes bytes of a response
 * @param thinkNs time between request and response
 */
record SimPlan(
    Hosts hosts,
    List<Host> clients,
    List<Target> targets,
    Neighbours neighbours,
    int gateway,
    int ratePerSecond,
    int requestBytes,
    int responseBytes,
    long thinkNs) {

  /**
   * One service, or one of its port ranges.
   *
   * @param address the VIP
   * @param protocol {@link Frames#TCP} or {@link Frames#UDP}
   * @param ports where it listens
   * @param nextHop number of the address to resolve, among the neighbours' targets
   */
  record Target(int address, int protocol, PortRange ports, int nextHop) {}
}
