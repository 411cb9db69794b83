package io.spinlane.agent.nic.sim;

import org.jspecify.annotations.Nullable;

/**
 * A slot for one TCP connection or UDP exchange of a machine, made in advance and used again. Its
 * queue's lock guards it.
 */
final class Conversation {
  /** What {@link #timerTick} is outside of the wheel. */
  static final long NO_TIMER = Long.MIN_VALUE;

  final TcpEndpoint tcp = new TcpEndpoint();
  final UdpEndpoint udp = new UdpEndpoint();
  final Addresses addresses;

  /** One of the two above. */
  Endpoint endpoint = tcp;

  int protocol;
  boolean client;
  int station;

  /** Address of its machine; another than the local one when that is a VIP the machine owns. */
  int machine;

  /** Number of the next hop among the neighbours' targets; -1: there is no way. */
  int nextHop;

  /** When to stop waiting for the next hop's hardware address; never while it is known. */
  long unreachableNs = Endpoint.NEVER;

  /** In use. */
  boolean live;

  /** Stands in the queue's list of those that may have something to send. */
  boolean ready;

  /** Next in the same bucket of the {@link ConversationTable}. */
  @Nullable Conversation nextInBucket;

  /** Neighbours in the {@link TimerWheel}, and the tick there. */
  @Nullable Conversation timerBefore;

  @Nullable Conversation timerAfter;
  long timerTick = NO_TIMER;

  /** Whether its answers go past the switch, as a server's that owns the VIP do. */
  boolean goesPast() {
    return machine != addresses.localAddress;
  }

  Conversation(AddressBook book) {
    addresses = new Addresses(book);
  }
}
