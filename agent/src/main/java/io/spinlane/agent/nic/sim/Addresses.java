package io.spinlane.agent.nic.sim;

/** Who talks to whom, from the view of the simulated machine ("local"), by the world's book. */
final class Addresses {
  final AddressBook book;
  long localMac;
  long remoteMac;
  int localAddress;
  int remoteAddress;
  int localPort;
  int remotePort;

  Addresses(AddressBook book) {
    this.book = book;
  }

  boolean areIpv6() {
    return AddressBook.isIpv6(localAddress);
  }

  /** Bytes of the IP header. */
  int headerBytes() {
    return areIpv6() ? Frames.IPV6_BYTES : Frames.IPV4_BYTES;
  }

  /** Sum of the pseudo-header of what the machine sends, or gets. */
  int pseudoHeader(int protocol, int length) {
    return Bytes.pseudoHeader(book.sum(localAddress), book.sum(remoteAddress), protocol, length);
  }

  Addresses set(int newLocal, int newLocalPort, int newRemote, int newRemotePort) {
    localAddress = newLocal;
    localPort = newLocalPort;
    remoteAddress = newRemote;
    remotePort = newRemotePort;
    return this;
  }
}
