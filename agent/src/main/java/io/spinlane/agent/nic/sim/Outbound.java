package io.spinlane.agent.nic.sim;

import static io.spinlane.agent.packet.FrameMemory.MEMORY;

import io.spinlane.agent.nic.sim.Endpoint.Outcome;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.TimeUnit;

/**
 * Writes the machines' frames: answers first, then what the queue's conversations have to say in
 * turn, each to its next hop, which is asked for when it is not known. Its queue's lock guards it.
 */
final class Outbound {
  /** Time after which a machine gives up resolving its next hop. */
  private static final long UNREACHABLE_NS = TimeUnit.SECONDS.toNanos(3);

  /** Time between two looks at whether the next hop has been resolved. */
  private static final long LOOK_AGAIN_NS = TimeUnit.MILLISECONDS.toNanos(1);

  private final SimQueue queue;
  private final SimCounters counters;
  private final Answers answers;
  private final SimQueue.Past past;
  private final Addresses asking;
  private final Segment out = new Segment();
  private int identification;

  Outbound(
      SimQueue queue, SimCounters counters, AddressBook book, Answers answers, SimQueue.Past past) {
    this.queue = queue;
    this.counters = counters;
    this.answers = answers;
    this.past = past;
    this.asking = new Addresses(book);
  }

  /** Writes the next frame there is and returns its length; 0: there is none. */
  int produce(SimPlan plan, long at, long nowNs) {
    if (!answers.isEmpty()) {
      return answers.take(MEMORY, at);
    }
    for (Conversation next = queue.nextReady(); next != null; next = queue.nextReady()) {
      int length = next.live ? produce(next, plan.neighbours(), at, nowNs) : 0;
      queue.settle(next);
      if (length > 0) {
        return length;
      }
    }
    return 0;
  }

  private int produce(Conversation from, Neighbours neighbours, long at, long nowNs) {
    if (from.goesPast()) {
      if (from.endpoint.send(out, nowNs)) {
        queue.makeReady(from);
        past.carry(from, out);
      }
      return 0;
    }
    long mac = from.nextHop < 0 ? 0 : neighbours.mac(from.station, from.nextHop);
    if (mac == 0) {
      return resolve(from, neighbours, at, nowNs);
    }
    from.unreachableNs = Endpoint.NEVER;
    from.addresses.remoteMac = mac;
    if (!from.endpoint.send(out, nowNs)) {
      return 0;
    }
    if (out.repeated) {
      counters.count(SimStatistic.REPETITIONS);
    }
    queue.makeReady(from); // There may be more, but others come first.
    MemorySegment stream = from.client ? Payload.REQUEST : Payload.RESPONSE;
    identification++;
    return from.protocol == Frames.TCP
        ? Frames.tcp(MEMORY, at, from.addresses, identification, out, stream)
        : Frames.udp(MEMORY, at, from.addresses, identification, out.payloadBytes, stream);
  }

  private int resolve(Conversation from, Neighbours neighbours, long at, long nowNs) {
    if (from.unreachableNs == Endpoint.NEVER) {
      from.unreachableNs = nowNs + UNREACHABLE_NS;
    } else if (from.unreachableNs - nowNs <= 0) {
      queue.finish(from, Outcome.FAILED);
      return 0;
    }
    queue.lookAgain(from, nowNs + LOOK_AGAIN_NS);
    if (from.nextHop < 0 || !neighbours.claimQuestion(from.station, from.nextHop, nowNs)) {
      return 0;
    }
    if (from.addresses.areIpv6()) {
      return ask(from, neighbours, at);
    }
    return Frames.arp(
        MEMORY,
        at,
        Frames.BROADCAST,
        Frames.ARP_REQUEST,
        from.addresses.localMac,
        neighbours.stationAddress(from.station),
        0,
        neighbours.address(from.nextHop));
  }

  /** In the name of the station, which is the router's for those who live behind one. */
  private int ask(Conversation from, Neighbours neighbours, long at) {
    int target = neighbours.address(from.nextHop);
    asking.set(neighbours.stationAddress(from.station), 0, target, 0);
    asking.localMac = from.addresses.localMac;
    return Frames.neighbour(MEMORY, at, Frames.SOLICITATION, asking, target);
  }
}
