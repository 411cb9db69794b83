package io.spinlane.agent.nic.sim;

/** Who talks to whom, from the view of the simulated machine ("local"). */
final class Addresses {
  long localMac;
  long remoteMac;
  int localAddress;
  int remoteAddress;
  int localPort;
  int remotePort;

  Addresses set(int newLocal, int newLocalPort, int newRemote, int newRemotePort) {
    localAddress = newLocal;
    localPort = newLocalPort;
    remoteAddress = newRemote;
    remotePort = newRemotePort;
    return this;
  }
}
