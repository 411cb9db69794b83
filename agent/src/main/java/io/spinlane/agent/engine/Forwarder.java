package io.spinlane.agent.engine;

import static io.spinlane.agent.packet.FrameMemory.MEMORY;

import io.spinlane.agent.nic.Nic;
import io.spinlane.agent.packet.Address;
import io.spinlane.agent.packet.Ethernet;
import io.spinlane.agent.packet.Frame;
import io.spinlane.agent.packet.FrameBatch;
import io.spinlane.agent.packet.FrameMemory;
import io.spinlane.agent.packet.Tcp;
import io.spinlane.agent.packet.Udp;
import io.spinlane.agent.plan.NicPlan;
import io.spinlane.agent.plan.Plan;
import io.spinlane.agent.switching.NeighbourTable;
import io.spinlane.agent.telemetry.CoreCounter;
import io.spinlane.agent.telemetry.NicCounter;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Steps 10 and 11: finds the next hop and its hardware address, and collects frames for each NIC so
 * that a round ends with one kick for each. Frames whose neighbour is not known yet wait here, a
 * few for each neighbour, while the core asks for it.
 */
final class Forwarder {
  private static final int HOPS = 1024;

  /** How often a neighbour that is used is looked after. */
  private static final long CHECK_NS = 10_000_000L;

  private static final int HELD = 256;
  private static final int HELD_FOR_ONE = 8;
  private static final long HOLD_NS = 3_000_000_000L;
  private static final long HELD_CHECK_NS = 1_000_000L;
  private static final int OFFLOADED = Frame.GSO_TCP4 | Frame.GSO_TCP6 | Frame.GSO_UDP;

  private final CoreContext context;
  private final NeighbourTable neighbours;
  private final Inquirer inquirer;
  private final NextHop[] hops = new NextHop[HOPS];
  private final FrameBatch[] outgoing = new FrameBatch[Plan.MAX_NICS];

  private final int[] heldFrames = new int[HELD];
  private final int[] heldPlaces = new int[HELD];
  private final int[] heldNics = new int[HELD];
  private final long[] heldHighs = new long[HELD];
  private final long[] heldLows = new long[HELD];
  private final long[] heldUntilNs = new long[HELD];
  private int held;
  private long nextCheckNs;

  /** Packets forwarded in this round. */
  private long forwarded;

  Forwarder(CoreContext context, NeighbourTable neighbours) {
    this.context = context;
    this.neighbours = neighbours;
    this.inquirer = new Inquirer(context, this);
    Arrays.setAll(hops, _ -> new NextHop());
    Arrays.setAll(outgoing, _ -> new FrameBatch());
  }

  Inquirer inquirer() {
    return inquirer;
  }

  /** The way to an address, good until the next call; null when there is none. */
  @Nullable NextHop towards(long high, long low) {
    NextHop hop = hops[(int) Address.mix(high, low) & HOPS - 1];
    return hop.low == low && hop.high == high && hop.known ? hop : find(hop, high, low);
  }

  private @Nullable NextHop find(NextHop hop, long high, long low) {
    Plan plan = context.plan;
    int route = plan.findRoute(high, low);
    if (route < 0) {
      return null;
    }
    boolean connected = plan.routeIsConnected(route);
    int nicRow = plan.routeNic(route);
    NicPlan nic = context.nicPlan(nicRow);
    hop.high = high;
    hop.low = low;
    hop.neighbourHigh = connected ? high : plan.routeViaHigh(route);
    hop.neighbourLow = connected ? low : plan.routeViaLow(route);
    hop.nicRow = nicRow;
    hop.mac = nic.info().mac();
    hop.vlanId = nic.vlanId();
    hop.mtuBytes = nic.info().mtuBytes();
    hop.place = neighbours.place(nicRow, hop.neighbourHigh, hop.neighbourLow, context.nowNs);
    hop.known = hop.place != NeighbourTable.NONE;
    hop.checkedNs = context.nowNs - CHECK_NS;
    return hop;
  }

  /** Sends a frame whose packet is finished. */
  void forward(int frame, NextHop hop) {
    if (context.nowNs - hop.checkedNs >= CHECK_NS) {
      check(hop);
    }
    if (hop.place == NeighbourTable.NONE) {
      context.drop(frame, CoreCounter.DROP_NEIGHBOUR_QUEUE_FULL);
      return;
    }
    long mac = neighbours.mac(hop.place);
    if (mac == NeighbourTable.UNRESOLVED) {
      hold(frame, hop.place, hop.nicRow, hop.neighbourHigh, hop.neighbourLow);
      return;
    }
    Ethernet.addresses(MEMORY, Frame.data(frame), mac, hop.mac);
    forwarded++;
    send(frame, hop.nicRow, hop.vlanId);
  }

  /** Makes sure that the neighbour still has its place, and is asked for in time. */
  private void check(NextHop hop) {
    hop.checkedNs = context.nowNs;
    hop.place = neighbours.place(hop.nicRow, hop.neighbourHigh, hop.neighbourLow, context.nowNs);
    if (hop.place != NeighbourTable.NONE && neighbours.claimQuestion(hop.place, context.nowNs)) {
      inquirer.ask(hop.nicRow, hop.neighbourHigh, hop.neighbourLow);
    }
  }

  /**
   * Size of a packet that the MTU is compared with. With segmentation offload the pieces count, not
   * the whole.
   *
   * @param packet offset of the IP header, behind which there are {@code ipBytes}
   */
  static int largestPacket(int frame, long packet, int ipBytes) {
    if ((Frame.flags(frame) & OFFLOADED) == 0) {
      return ipBytes;
    }
    int ethernet = (int) (packet - Frame.data(frame));
    long transport = FrameMemory.at(Frame.data(frame) + Frame.checksumStart(frame));
    boolean udp = (Frame.flags(frame) & Frame.GSO_UDP) != 0;
    int headers =
        Frame.checksumStart(frame)
            - ethernet
            + (udp ? Udp.HEADER_BYTES : Tcp.headerBytes(MEMORY, transport));
    return Math.min(ipBytes, headers + Frame.gsoSize(frame));
  }

  /** Puts a finished frame into the batch of its NIC. */
  void send(int frame, int nicRow) {
    send(frame, nicRow, context.nicPlan(nicRow).vlanId());
  }

  private void send(int frame, int nicRow, int vlan) {
    if (vlan != 0) {
      VlanTag.set(frame, vlan);
    }
    FrameBatch batch = outgoing[nicRow];
    if (batch.isFull()) {
      flush(nicRow);
    }
    batch.add(frame);
  }

  /** Hands all batches to their NICs; an empty one only lets the NIC finish what it has begun. */
  void flushAll() {
    context.counters.add(CoreCounter.FORWARD_PACKETS, forwarded);
    forwarded = 0;
    for (int row = 0; row < context.plan.nicRows(); row++) {
      flush(row);
    }
  }

  private void flush(int nicRow) {
    FrameBatch batch = outgoing[nicRow];
    Nic nic = context.nics[nicRow];
    if (nic == null) {
      context.pool.giveAll(batch);
      return;
    }
    int count = batch.count;
    if (count == 0) {
      nic.transmit(context.row, batch, context.pool);
      return;
    }
    long bytes = 0;
    for (int i = 0; i < count; i++) {
      bytes += Frame.length(batch.frames[i]);
    }
    int accepted = nic.transmit(context.row, batch, context.pool);
    for (int i = accepted; i < count; i++) {
      bytes -= Frame.length(batch.frames[i]);
      context.drop(batch.frames[i], CoreCounter.DROP_TRANSMIT_FULL);
    }
    batch.clear();
    context.counters.core.add(0, CoreCounter.TRANSMIT_PACKETS, accepted, bytes);
    context.counters.nics.add(nicRow, NicCounter.TRANSMIT_PACKETS, accepted, bytes);
    context.counters.nics.add(nicRow, NicCounter.DROP_TRANSMIT_FULL, count - accepted);
  }

  private void hold(int frame, int place, int nicRow, long high, long low) {
    int waiting = 0;
    for (int i = 0; i < held; i++) {
      waiting += heldPlaces[i] == place ? 1 : 0;
    }
    if (waiting >= HELD_FOR_ONE || held == HELD) {
      context.drop(frame, CoreCounter.DROP_NEIGHBOUR_QUEUE_FULL);
      return;
    }
    if (held == 0) {
      nextCheckNs = context.nowNs;
    }
    heldFrames[held] = frame;
    heldPlaces[held] = place;
    heldNics[held] = nicRow;
    heldHighs[held] = high;
    heldLows[held] = low;
    heldUntilNs[held] = context.nowNs + HOLD_NS;
    held++;
    context.count(CoreCounter.FRAMES_HELD);
  }

  /** Sends held frames whose neighbour has answered, asks again, and gives up the old ones. */
  int workOffHeld() {
    if (held == 0 || context.nowNs - nextCheckNs < 0) {
      return 0;
    }
    nextCheckNs = context.nowNs + HELD_CHECK_NS;
    int kept = 0;
    int done = 0;
    for (int i = 0; i < held; i++) {
      long mac = neighbours.mac(heldPlaces[i]);
      if (mac != NeighbourTable.UNRESOLVED) {
        long own = context.nicPlan(heldNics[i]).info().mac();
        Ethernet.addresses(MEMORY, Frame.data(heldFrames[i]), mac, own);
        forwarded++;
        send(heldFrames[i], heldNics[i]);
        done++;
      } else if (context.nowNs - heldUntilNs[i] >= 0) {
        context.drop(heldFrames[i], CoreCounter.DROP_NEIGHBOUR_UNRESOLVED);
        done++;
      } else {
        if (neighbours.claimQuestion(heldPlaces[i], context.nowNs)) {
          inquirer.ask(heldNics[i], heldHighs[i], heldLows[i]);
        }
        keep(i, kept++);
      }
    }
    held = kept;
    return done;
  }

  private void keep(int from, int to) {
    heldFrames[to] = heldFrames[from];
    heldPlaces[to] = heldPlaces[from];
    heldNics[to] = heldNics[from];
    heldHighs[to] = heldHighs[from];
    heldLows[to] = heldLows[from];
    heldUntilNs[to] = heldUntilNs[from];
  }

  /** Another plan: finds all ways anew, and drops frames held for NICs that it does not have. */
  void adopt() {
    for (NextHop hop : hops) {
      hop.known = false;
    }
    int kept = 0;
    for (int i = 0; i < held; i++) {
      if (context.plan.nic(heldNics[i]) == null) {
        context.drop(heldFrames[i], CoreCounter.DROP_NEIGHBOUR_UNRESOLVED);
      } else {
        keep(i, kept++);
      }
    }
    held = kept;
  }

  /** Frees every held frame; before the core ends. */
  void close() {
    for (int i = 0; i < held; i++) {
      context.drop(heldFrames[i], CoreCounter.DROP_NEIGHBOUR_UNRESOLVED);
    }
    held = 0;
  }
}
