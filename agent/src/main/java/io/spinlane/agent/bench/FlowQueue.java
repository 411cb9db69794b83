package io.spinlane.agent.bench;

import static io.spinlane.agent.packet.FrameMemory.MEMORY;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import io.spinlane.agent.packet.Arp;
import io.spinlane.agent.packet.Ethernet;
import io.spinlane.agent.packet.Frame;
import io.spinlane.agent.packet.FrameBatch;
import io.spinlane.agent.packet.FrameMemory;
import io.spinlane.agent.packet.FramePool;
import io.spinlane.agent.packet.Icmp6;
import io.spinlane.agent.packet.Ipv6;
import io.spinlane.agent.packet.Ndp;
import org.jspecify.annotations.Nullable;

/** One core's end of a {@link FlowNic}. The core's; {@link #play} is for another thread. */
final class FlowQueue {
  private static final int GROUP = 1;

  private volatile @Nullable Stream stream;
  private long transmitted;

  /** Answers to questions for neighbours, on their way to the core. */
  private final FrameBatch answers = new FrameBatch();

  /** Receives from this stream from now on. */
  void play(Stream next) {
    stream = next;
  }

  /** Frames taken that were no questions for a neighbour. */
  long transmitted() {
    return transmitted;
  }

  int receive(FrameBatch batch, FramePool pool) {
    int before = batch.count;
    if (answers.count > 0) {
      for (int i = 0; i < answers.count && !batch.isFull(); i++) {
        batch.add(answers.frames[i]);
      }
      answers.clear();
    }
    Stream playing = stream;
    if (playing != null) {
      playing.receive(batch, pool);
    }
    return batch.count - before;
  }

  int transmit(FrameBatch batch, FramePool pool) {
    int count = batch.count;
    int questions = 0;
    for (int i = 0; i < count; i++) {
      int frame = batch.frames[i];
      long first = MEMORY.get(JAVA_BYTE, Frame.data(frame));
      if ((first & GROUP) != 0) {
        questions++;
        if (!answers.isFull() && answer(frame)) {
          answers.add(frame);
          continue;
        }
      }
      pool.give(frame);
    }
    transmitted += count - questions;
    return count;
  }

  /** Makes a question the answer to itself; false when it was another thing. */
  private static boolean answer(int frame) {
    long data = Frame.data(frame);
    long packet = FrameMemory.at(data + Ethernet.HEADER_BYTES);
    long asker = Ethernet.source(MEMORY, data);
    if (Ethernet.type(MEMORY, data) == Ethernet.TYPE_ARP) {
      int target = Arp.targetAddress(MEMORY, packet);
      int sender = Arp.senderAddress(MEMORY, packet);
      Arp.write(MEMORY, packet, Arp.REPLY, Template.PEER_MAC, target, asker, sender);
      Ethernet.addresses(MEMORY, data, asker, Template.PEER_MAC);
      return sender != target;
    }
    long message = FrameMemory.at(packet + Ipv6.HEADER_BYTES);
    if (Ethernet.type(MEMORY, data) != Ethernet.TYPE_IPV6
        || Icmp6.type(MEMORY, message) != Icmp6.NEIGHBOUR_SOLICITATION) {
      return false;
    }
    Ndp.writeAdvertisement(
        MEMORY,
        packet,
        Ndp.targetHigh(MEMORY, message),
        Ndp.targetLow(MEMORY, message),
        Ipv6.sourceHigh(MEMORY, packet),
        Ipv6.sourceLow(MEMORY, packet),
        Ndp.SOLICITED | Ndp.OVERRIDE,
        Template.PEER_MAC);
    Ethernet.addresses(MEMORY, data, asker, Template.PEER_MAC);
    return true;
  }
}
