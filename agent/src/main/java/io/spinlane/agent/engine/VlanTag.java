package io.spinlane.agent.engine;

import static io.spinlane.agent.packet.FrameMemory.MEMORY;

import io.spinlane.agent.packet.Ethernet;
import io.spinlane.agent.packet.Frame;
import io.spinlane.agent.packet.FrameMemory;
import io.spinlane.agent.packet.Wire;

/**
 * The 802.1Q tag of NICs bound to a VLAN: taken off behind the NIC and put on before it, so that
 * the steps between see plain frames. Stateless; for the frame's owner.
 */
final class VlanTag {
  private static final int ADDRESS_BYTES = 12;
  private static final int ID = 0xfff;

  private VlanTag() {}

  /** VLAN of a frame that has at least {@link Ethernet#HEADER_BYTES}; −1 without a whole tag. */
  static int of(int frame) {
    long data = Frame.data(frame);
    return Ethernet.type(MEMORY, data) == Ethernet.TYPE_VLAN
            && Frame.length(frame) >= Ethernet.HEADER_BYTES + Ethernet.TAG_BYTES
        ? Wire.u16(MEMORY, FrameMemory.at(data + Ethernet.HEADER_BYTES)) & ID
        : -1;
  }

  /** Takes the tag off, by moving the addresses towards the type field. */
  static void remove(int frame) {
    long from = Frame.data(frame);
    long destination = Ethernet.destination(MEMORY, from);
    long source = Ethernet.source(MEMORY, from);
    Frame.move(frame, Ethernet.TAG_BYTES);
    Ethernet.addresses(MEMORY, Frame.data(frame), destination, source);
  }

  /** Puts a tag on, or another in the place of the one there is. Priority 0. */
  static void set(int frame, int vlan) {
    long from = Frame.data(frame);
    if (Ethernet.type(MEMORY, from) != Ethernet.TYPE_VLAN) {
      long destination = Ethernet.destination(MEMORY, from);
      long source = Ethernet.source(MEMORY, from);
      Frame.move(frame, -Ethernet.TAG_BYTES);
      long to = Frame.data(frame);
      Ethernet.addresses(MEMORY, to, destination, source);
      Wire.u16(MEMORY, FrameMemory.at(to + ADDRESS_BYTES), Ethernet.TYPE_VLAN);
      from = to;
    }
    Wire.u16(MEMORY, FrameMemory.at(from + Ethernet.HEADER_BYTES), vlan);
  }
}
