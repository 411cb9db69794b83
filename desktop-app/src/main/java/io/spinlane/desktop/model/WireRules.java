package io.spinlane.desktop.model;

import static io.spinlane.v1.ElementKind.ELEMENT_KIND_BACKEND;
import static io.spinlane.v1.ElementKind.ELEMENT_KIND_CORE;
import static io.spinlane.v1.ElementKind.ELEMENT_KIND_NIC;
import static io.spinlane.v1.ElementKind.ELEMENT_KIND_POOL;
import static io.spinlane.v1.ElementKind.ELEMENT_KIND_SERVICE;
import static io.spinlane.v1.ElementKind.ELEMENT_KIND_VIP;

import io.spinlane.desktop.model.Verdict.Allowed;
import io.spinlane.desktop.model.Verdict.Refused;
import io.spinlane.desktop.model.Wire.Kind;
import io.spinlane.desktop.text.Texts;
import io.spinlane.v1.Core;
import io.spinlane.v1.CoreRole;
import io.spinlane.v1.ElementKind;
import io.spinlane.v1.Nic;
import io.spinlane.v1.Service;
import io.spinlane.v1.Topology;
import io.spinlane.v1.Vip;

/** Which two elements a wire may join, and why not. Every refusal is a sentence. Pure. */
public final class WireRules {
  /** Stands for "whichever receive queue is free". */
  public static final int ANY_QUEUE = -1;

  private WireRules() {}

  /**
   * Judges a wire a person draws from one element to another, in either direction.
   *
   * @param queue the NIC's receive queue the wire begins at, or {@link #ANY_QUEUE}
   */
  public static Verdict check(Topology topology, Element start, int queue, Element end) {
    if (start.id().equals(end.id())) {
      return refuse("wire.self", start.id());
    }
    return rank(start) <= rank(end)
        ? leftToRight(topology, start, queue, end)
        : leftToRight(topology, end, ANY_QUEUE, start);
  }

  /**
   * Judges leading one end of a wire elsewhere.
   *
   * @param wire as it is drawn now
   * @param fixed the element at the end that stays
   * @param end the element at the other end from now on
   */
  public static Verdict checkReattach(Topology topology, Wire wire, Element fixed, Element end) {
    boolean fixedIsLeft = wire.from().equals(fixed.id());
    if (end.id().equals(fixedIsLeft ? wire.to() : wire.from())) {
      return new Allowed(wire);
    }
    if (wire.kind() == Kind.MEMBER && fixedIsLeft) {
      return refuse("wire.member.stays");
    }
    int queue = wire.kind() == Kind.LANE && fixedIsLeft ? wire.queue() : ANY_QUEUE;
    Verdict verdict = check(topology, fixed, queue, end);
    boolean otherKind = verdict instanceof Allowed(Wire next) && next.kind() != wire.kind();
    return otherKind ? refuse("wire.reattach.other", wire.kind().title()) : verdict;
  }

  private static Verdict leftToRight(Topology topology, Element left, int queue, Element right) {
    ElementKind from = left.kind();
    ElementKind to = right.kind();
    if (from == ELEMENT_KIND_NIC && to == ELEMENT_KIND_CORE) {
      return lane(topology, (Nic) left.message(), queue, (Core) right.message());
    }
    if (from == ELEMENT_KIND_NIC && to == ELEMENT_KIND_VIP) {
      return unlessDrawn(Kind.ANNOUNCE, left, right);
    }
    if (from == ELEMENT_KIND_VIP && to == ELEMENT_KIND_SERVICE) {
      return unlessDrawn(Kind.SERVICE, left, right);
    }
    if (from == ELEMENT_KIND_SERVICE && to == ELEMENT_KIND_POOL) {
      return unlessDrawn(Kind.POOL, left, right);
    }
    if (from == ELEMENT_KIND_POOL && to == ELEMENT_KIND_BACKEND) {
      return unlessDrawn(Kind.MEMBER, left, right);
    }
    return refuse("wire.never." + name(from) + "." + name(to));
  }

  private static Verdict lane(Topology topology, Nic nic, int queue, Core core) {
    if (core.getRole() == CoreRole.CORE_ROLE_CONTROL) {
      return refuse("wire.control", core.getId());
    }
    int chosen = queue == ANY_QUEUE ? Wires.freeQueue(topology, nic) : queue;
    if (chosen < 0) {
      return refuse("wire.noQueue", nic.getId());
    }
    Wire wire = new Wire(Kind.LANE, nic.getId(), core.getId(), chosen);
    boolean present =
        topology.getLanesList().stream()
            .anyMatch(
                lane ->
                    lane.getNic().equals(wire.from())
                        && lane.getQueue() == wire.queue()
                        && lane.getCore().equals(wire.to()));
    return present ? refuse("wire.polled", core.getId(), chosen, nic.getId()) : new Allowed(wire);
  }

  private static Verdict unlessDrawn(Kind kind, Element left, Element right) {
    boolean drawn =
        switch (kind) {
          case ANNOUNCE -> ((Vip) right.message()).getNicsList().contains(left.id());
          case SERVICE -> ((Service) right.message()).getVip().equals(left.id());
          case POOL -> ((Service) left.message()).getPool().equals(right.id());
          case MEMBER -> right.pool().equals(left.id());
          case LANE -> false;
        };
    return drawn
        ? refuse("wire.already", left.id(), right.id())
        : new Allowed(Wire.of(kind, left.id(), right.id()));
  }

  private static Verdict refuse(String key, Object... arguments) {
    return new Refused(Texts.get(key, arguments));
  }

  /** Place of a kind on the way of a packet from left to right. */
  private static int rank(Element element) {
    return switch (element.kind()) {
      case ELEMENT_KIND_NIC -> 0;
      case ELEMENT_KIND_CORE -> 1;
      case ELEMENT_KIND_VIP -> 2;
      case ELEMENT_KIND_SERVICE -> 3;
      case ELEMENT_KIND_POOL -> 4;
      case ELEMENT_KIND_BACKEND -> 5;
      default -> 6;
    };
  }

  private static String name(ElementKind kind) {
    return Kinds.key(kind);
  }
}
