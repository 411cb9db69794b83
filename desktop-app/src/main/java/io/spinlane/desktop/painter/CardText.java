package io.spinlane.desktop.painter;

import com.google.protobuf.ProtocolMessageEnum;
import io.spinlane.desktop.model.Element;
import io.spinlane.desktop.model.Kinds;
import io.spinlane.desktop.text.EnumText;
import io.spinlane.desktop.text.Texts;
import io.spinlane.topology.Defaults;
import io.spinlane.v1.Backend;
import io.spinlane.v1.BackendState;
import io.spinlane.v1.Core;
import io.spinlane.v1.CoreRole;
import io.spinlane.v1.Nic;
import io.spinlane.v1.Note;
import io.spinlane.v1.Pool;
import io.spinlane.v1.Service;
import io.spinlane.v1.Vip;

/** The words on an element's card. */
public final class CardText {
  private CardText() {}

  /** Second line: what it is. */
  public static String subtitle(Element element) {
    return switch (element.message()) {
      case Nic nic -> join(name(nic.getDriver()), name(nic.getSide()));
      case Core core -> Texts.get("card.core", core.getCpu(), name(core.getRole()));
      case Vip vip -> orMissing(vip.getAddress(), "card.noAddress");
      case Service service ->
          join(name(service.getProtocol()), String.join(", ", service.getPortsList()));
      case Pool pool -> Texts.count("card.backends", pool.getBackendsCount());
      case Backend backend ->
          orMissing(
              backend.getPort() == 0
                  ? backend.getAddress()
                  : backend.getAddress() + ":" + backend.getPort(),
              "card.noAddress");
      default -> "";
    };
  }

  /** Third line, when nothing live stands there. */
  public static String footer(Element element) {
    return switch (element.message()) {
      case Nic nic ->
          nic.getAddressesCount() == 0
              ? Texts.get("card.noAddress")
              : String.join(", ", nic.getAddressesList());
      case Core core when core.getRole() == CoreRole.CORE_ROLE_CONTROL -> Texts.get("card.control");
      case Core core -> name(core.getIdle());
      case Vip vip ->
          vip.getNicsCount() == 0
              ? Texts.get("card.unannounced")
              : Texts.get("card.via", String.join(", ", vip.getNicsList()));
      case Service service -> join(name(service.getMode()), name(service.getScheduler()));
      case Pool pool -> Texts.get(pool.hasHealth() ? "card.health" : "card.noHealth");
      case Backend backend -> backendFooter(backend);
      default -> "";
    };
  }

  /** How many receive queues a core polls, of a NIC that has one port for all. */
  public static String queues(Element nic, int wired) {
    return Texts.get("card.queues", wired, Defaults.queues((Nic) nic.message()));
  }

  /** The same where there is little room. */
  public static String queuesShort(Element nic, int wired) {
    return Texts.get("card.queues.short", wired, Defaults.queues((Nic) nic.message()));
  }

  /** What a screen reader says. */
  public static String spoken(Element element) {
    return Kinds.title(element.kind())
        + " "
        + element.id()
        + ", "
        + subtitle(element)
        + ", "
        + footer(element);
  }

  /** The text of a note. */
  public static String note(Element element) {
    return element.message() instanceof Note note ? note.getText() : "";
  }

  private static String backendFooter(Backend backend) {
    String text = Texts.get("card.weight", Defaults.weight(backend));
    return Defaults.state(backend) == BackendState.BACKEND_STATE_UP
        ? text
        : join(text, name(backend.getState()));
  }

  private static String name(ProtocolMessageEnum value) {
    return EnumText.shortName(value);
  }

  private static String join(String a, String b) {
    return a.isEmpty() ? b : b.isEmpty() ? a : a + " · " + b;
  }

  private static String orMissing(String text, String missingKey) {
    return text.isEmpty() ? Texts.get(missingKey) : text;
  }
}
