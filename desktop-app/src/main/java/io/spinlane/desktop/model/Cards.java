package io.spinlane.desktop.model;

import io.spinlane.topology.Defaults;
import io.spinlane.v1.Core;
import io.spinlane.v1.CoreRole;
import io.spinlane.v1.ElementKind;
import io.spinlane.v1.Nic;
import io.spinlane.v1.Note;

/**
 * Size of each element's card and the places of its ports, in canvas units from the card's top
 * left. One place for numbers that hit tests, wires, cards and pictures must agree on. Pure.
 */
public final class Cards {
  /** Width of every card. */
  public static final double WIDTH = 164;

  /** Where the input port and the first output port sit, below the card's top. */
  public static final double PORT_Y = 28;

  /** Distance between neighbouring ports of a NIC. */
  public static final double PORT_STEP = 16;

  /** Receive queues that get a port of their own; a NIC with more has one port for all. */
  public static final int MAX_QUEUE_PORTS = 12;

  private static final double HEIGHT = 80;
  private static final double MANY_QUEUES_HEIGHT = 96;
  private static final double SWITCH_CORE_HEIGHT = 120;
  private static final double NOTE_HEIGHT = 96;

  private Cards() {}

  /**
   * Height of an element's card; a switch core's has room for its sparkline, a NIC's with many
   * queues for how many are wired.
   */
  public static double height(Element element) {
    return switch (element.message()) {
      case Nic _ when sharesPort(element) -> MANY_QUEUES_HEIGHT;
      case Nic _ -> Math.max(HEIGHT, PORT_Y + PORT_STEP * queuePorts(element) + PORT_Y);
      case Core _ when isSwitchCore(element) -> SWITCH_CORE_HEIGHT;
      case Note _ -> NOTE_HEIGHT;
      default -> HEIGHT;
    };
  }

  /** Ports for receive queues on a NIC's card. */
  public static int queuePorts(Element nic) {
    return sharesPort(nic) ? 1 : Defaults.queues((Nic) nic.message());
  }

  /** The NIC has too many receive queues for a port each; one port stands for all. */
  public static boolean sharesPort(Element nic) {
    return Defaults.queues((Nic) nic.message()) > MAX_QUEUE_PORTS;
  }

  /** Where a wire leaves its left element, below the card's top; it leaves at the right edge. */
  public static double startY(Wire wire, Element from) {
    if (from.kind() != ElementKind.ELEMENT_KIND_NIC) {
      return PORT_Y;
    }
    int ports = queuePorts(from);
    return wire.kind() == Wire.Kind.ANNOUNCE
        ? PORT_Y + PORT_STEP * ports
        : PORT_Y + PORT_STEP * Math.min(wire.queue(), ports - 1);
  }

  /** The element polls; its card has a sparkline. */
  public static boolean isSwitchCore(Element element) {
    return element.message() instanceof Core core && core.getRole() != CoreRole.CORE_ROLE_CONTROL;
  }

  /** The element can be a wire's right end. */
  public static boolean hasInput(Element element) {
    return switch (element.kind()) {
      case ELEMENT_KIND_NIC, ELEMENT_KIND_NOTE -> false;
      case ELEMENT_KIND_CORE -> isSwitchCore(element);
      default -> true;
    };
  }

  /** Wires can leave the element to the right. */
  public static boolean hasOutput(Element element) {
    return switch (element.kind()) {
      case ELEMENT_KIND_NIC, ELEMENT_KIND_VIP, ELEMENT_KIND_SERVICE, ELEMENT_KIND_POOL -> true;
      default -> false;
    };
  }
}
