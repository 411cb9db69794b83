package io.spinlane.desktop.assign;

import io.spinlane.desktop.text.Texts;
import java.util.List;

/**
 * Why a lane is proposed as it is, or what else people should know of a proposal.
 *
 * @param kind what is said
 * @param arguments of the sentence
 */
public record Reason(Kind kind, List<Object> arguments) {
  /** Everything that is said. */
  public enum Kind {
    /** 0: NUMA node of NIC and core. */
    LOCAL,
    /** 0: node of the NIC, 1: node of the core, 2: distance. */
    NEAREST,
    /** The node of the NIC or of the core is not known. */
    ANYWHERE,
    /** 0: queues of the core then, 1: all queues. */
    BALANCED_COUNT,
    /** 0: rate of the core then, 1: rate of all. */
    BALANCED_RATE,
    /** The core polls the queue already. */
    STAYS,
    /** 0: CPU. The core is not drawn yet. */
    NEW_CORE,
    /** 0: distance. A person chose a core that is farther than it need be. */
    CHOSEN_FAR,
    /** A person chose the core. */
    CHOSEN,
    /** Note; 0: CPU of the control core. */
    CONTROL_FREE,
    /** Note; 0: CPU of the control core, 1: its SMT siblings. */
    CONTROL_FREE_SMT,
    /** Note; 0: core left without a queue, 1: core whose physical core it shares. */
    SIBLING_IDLE,
    /** Note; 0: core whose CPU shares a physical core with the control core. */
    CONTROL_SHARED,
    /** Note: no host is known, so neither distances nor siblings are. */
    NO_HOST
  }

  static Reason of(Kind kind, Object... arguments) {
    return new Reason(kind, List.of(arguments));
  }

  /** The sentence. */
  public String text() {
    return Texts.get("assign.reason." + kind, arguments.toArray());
  }
}
