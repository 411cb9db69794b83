package io.spinlane.desktop.assign;

import io.spinlane.desktop.assign.Load.Source;
import io.spinlane.desktop.model.ReceiveQueue;
import io.spinlane.topology.Defaults;
import io.spinlane.v1.DeviceInfo;
import io.spinlane.v1.Nic;
import io.spinlane.v1.NicDriver;
import io.spinlane.v1.NicSide;
import io.spinlane.v1.Topology;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * Guesses what every queue brings: what the agent counts, or else what the drawing and the device
 * declare. A NIC's declared rate spreads evenly over its queues, as RSS means it to.
 */
public final class Loads {
  /** Nobody measures. */
  public static final ToDoubleFunction<ReceiveQueue> UNMEASURED = _ -> Double.NaN;

  /** A link's speed counts as frames of this size; it only has to be the same for all. */
  private static final double FRAME_BITS = 8_000;

  /** Data in a full segment of TCP over Ethernet, in bytes. */
  private static final int SEGMENT_BYTES = 1460;

  /** Packets of one side of a connection without its data: to open, to acknowledge, to close. */
  private static final int FRAMING_PACKETS = 3;

  private Loads() {}

  /**
   * The load of every queue of a drawing.
   *
   * @param measured packets per second now; NaN when not known
   */
  public static Map<ReceiveQueue, Load> of(
      Topology topology, Locality locality, ToDoubleFunction<ReceiveQueue> measured) {
    Map<ReceiveQueue, Double> counted = new HashMap<>();
    Map<ReceiveQueue, Double> declared = new HashMap<>();
    for (Nic nic : topology.getNicsList()) {
      List<ReceiveQueue> queues = ReceiveQueue.of(nic);
      double each = declaredPps(topology, locality, nic) / queues.size();
      for (ReceiveQueue queue : queues) {
        put(counted, queue, measured.applyAsDouble(queue));
        put(declared, queue, each);
      }
    }
    if (counted.values().stream().mapToDouble(Double::doubleValue).sum() <= 0) {
      counted.clear(); // an idle switch says nothing about tomorrow
    }
    return merged(topology, counted, declared);
  }

  private static void put(Map<ReceiveQueue, Double> rates, ReceiveQueue queue, double rate) {
    if (rate >= 0) {
      rates.put(queue, rate);
    }
  }

  private static Map<ReceiveQueue, Load> merged(
      Topology topology, Map<ReceiveQueue, Double> counted, Map<ReceiveQueue, Double> declared) {
    Map<ReceiveQueue, Load> loads = new LinkedHashMap<>();
    for (ReceiveQueue queue : ReceiveQueue.of(topology)) {
      if (counted.containsKey(queue)) {
        loads.put(queue, new Load(counted.getOrDefault(queue, 0.0), Source.MEASURED));
      } else if (declared.containsKey(queue)) {
        loads.put(queue, new Load(declared.getOrDefault(queue, 0.0), Source.DECLARED));
      }
    }
    double mean = loads.values().stream().mapToDouble(Load::packetsPerSecond).average().orElse(1);
    for (ReceiveQueue queue : ReceiveQueue.of(topology)) {
      loads.putIfAbsent(queue, new Load(mean, Source.EVEN));
    }
    return loads;
  }

  /** What the NIC receives by what is drawn or by its link; NaN when neither tells. */
  private static double declaredPps(Topology topology, Locality locality, Nic nic) {
    if (nic.getDriver() == NicDriver.NIC_DRIVER_SIM) {
      return simulatedPps(topology, nic);
    }
    DeviceInfo device = locality.device(nic);
    return device == null || device.getSpeedBitsPerSecond() <= 0
        ? Double.NaN
        : device.getSpeedBitsPerSecond() / FRAME_BITS;
  }

  /** Requests arrive where clients are; answers to all of them where servers are. */
  private static double simulatedPps(Topology topology, Nic nic) {
    double pps = nic.getSide() == NicSide.NIC_SIDE_SERVER ? 0 : requestPps(nic);
    long servers = simulated(topology).stream().filter(Loads::towardsServers).count();
    if (towardsServers(nic) && servers > 0) {
      pps +=
          simulated(topology).stream()
                  .filter(other -> other.getSide() != NicSide.NIC_SIDE_SERVER)
                  .mapToDouble(Loads::responsePps)
                  .sum()
              / servers;
    }
    return pps;
  }

  private static List<Nic> simulated(Topology topology) {
    return topology.getNicsList().stream()
        .filter(nic -> nic.getDriver() == NicDriver.NIC_DRIVER_SIM)
        .toList();
  }

  private static boolean towardsServers(Nic nic) {
    return nic.getSide() != NicSide.NIC_SIDE_CLIENT;
  }

  /** A client also acknowledges every second segment of the answer. */
  private static double requestPps(Nic nic) {
    double acknowledgements = segments(Defaults.responseBytes(nic.getSim())) / 2;
    return Integer.toUnsignedLong(Defaults.connectionsPerSecond(nic.getSim()))
        * (FRAMING_PACKETS + segments(Defaults.requestBytes(nic.getSim())) + acknowledgements);
  }

  private static double responsePps(Nic nic) {
    return Integer.toUnsignedLong(Defaults.connectionsPerSecond(nic.getSim()))
        * (FRAMING_PACKETS + segments(Defaults.responseBytes(nic.getSim())));
  }

  private static double segments(int bytes) {
    return Math.ceil((double) Integer.toUnsignedLong(bytes) / SEGMENT_BYTES);
  }
}
