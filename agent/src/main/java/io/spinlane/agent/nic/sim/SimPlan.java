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
 * @param gateway number of the switch's own IPv4 address among the neighbours' targets, or -1
 * @param gateway6 the same of IPv6
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
    int gateway6,
    int ratePerSecond,
    int requestBytes,
    int responseBytes,
    long thinkNs) {

  /** Where machines send what is not on their link. */
  int gateway(int address) {
    return AddressBook.isIpv6(address) ? gateway6 : gateway;
  }

  /**
   * One service, or one of its port ranges.
   *
   * @param address the VIP, by the world's book
   * @param protocol {@link Frames#TCP} or {@link Frames#UDP}
   * @param ports where it listens
   * @param nextHop number of the address to resolve, among the neighbours' targets
   * @param firstClient first of those who talk to it
   * @param clients how many do: all of its family
   */
  record Target(
      int address, int protocol, PortRange ports, int nextHop, int firstClient, int clients) {}
}
