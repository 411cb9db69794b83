package io.spinlane.topology.rule;

import static io.spinlane.topology.Sentences.sentence;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Duration;
import io.spinlane.v1.AfPacketSettings;
import io.spinlane.v1.AfXdpSettings;
import io.spinlane.v1.Backend;
import io.spinlane.v1.ConnectionSettings;
import io.spinlane.v1.HttpCheck;
import io.spinlane.v1.LoadReports;
import io.spinlane.v1.Nic;
import io.spinlane.v1.Persistence;
import io.spinlane.v1.RateLimit;
import io.spinlane.v1.Sentence;
import io.spinlane.v1.SimSettings;
import io.spinlane.v1.TcpCheck;
import io.spinlane.v1.UdpCheck;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The ranges that the comments of topology.proto give to its numbers. */
final class Ranges {
  /**
   * What a number may be; 0 asks for the default and is always allowed.
   *
   * @param powerOfTwo true when only powers of two are allowed
   */
  record Range(long least, long most, boolean powerOfTwo) {
    boolean holds(Number number) {
      long value = unsigned(number);
      boolean inside = value >= least && value <= most;
      return value == 0 || (inside && (!powerOfTwo || Long.bitCount(value) == 1));
    }

    String text(Number number) {
      return Long.toUnsignedString(unsigned(number));
    }

    /** The contract has no signed numbers; what a long cannot hold is out of every range. */
    private static long unsigned(Number number) {
      return number instanceof Integer narrow ? Integer.toUnsignedLong(narrow) : number.longValue();
    }

    /** What to write instead. */
    Sentence wanted() {
      return powerOfTwo
          ? sentence("VALUE_OUT_OF_RANGE.hint.powerOfTwo", least, most)
          : sentence("VALUE_OUT_OF_RANGE.hint", least, most);
    }
  }

  private static final Map<FieldDescriptor, Range> RANGES = new HashMap<>();

  static {
    put(Nic.getDescriptor(), "queues", 1, 256);
    put(Nic.getDescriptor(), "mtu_bytes", 68, 9000);
    put(Nic.getDescriptor(), "vlan_id", 1, 4094);
    put(SimSettings.getDescriptor(), "clients", 1, 65_535);
    put(SimSettings.getDescriptor(), "connections_per_second", 0, 10_000_000);
    put(SimSettings.getDescriptor(), "request_bytes", 1, 1400);
    put(SimSettings.getDescriptor(), "response_bytes", 1, 10_000_000);
    putRing(AfPacketSettings.getDescriptor(), "receive_slots");
    putRing(AfPacketSettings.getDescriptor(), "transmit_slots");
    putRing(AfXdpSettings.getDescriptor(), "ring_entries");
    put(Backend.getDescriptor(), "port", 1, 65_535);
    put(Backend.getDescriptor(), "weight", 0, 65_535);
    put(Persistence.getDescriptor(), "ipv4_prefix_length", 1, 32);
    put(Persistence.getDescriptor(), "ipv6_prefix_length", 1, 128);
    put(RateLimit.getDescriptor(), "ipv4_prefix_length", 1, 32);
    put(RateLimit.getDescriptor(), "ipv6_prefix_length", 1, 128);
    put(TcpCheck.getDescriptor(), "port", 1, 65_535);
    put(HttpCheck.getDescriptor(), "port", 1, 65_535);
    put(HttpCheck.getDescriptor(), "expected_statuses", 100, 599);
    put(UdpCheck.getDescriptor(), "port", 1, 65_535);
    put(LoadReports.getDescriptor(), "port", 1, 65_535);
    put(ConnectionSettings.getDescriptor(), "capacity", 1024, 67_108_864);
    put(ConnectionSettings.getDescriptor(), "new_per_second", 1, 100_000_000);
  }

  private Ranges() {}

  private static void put(Descriptor message, String field, long least, long most) {
    RANGES.put(message.findFieldByName(field), new Range(least, most, false));
  }

  private static void putRing(Descriptor message, String field) {
    RANGES.put(message.findFieldByName(field), new Range(64, 65_536, true));
  }

  /** The range of a number; null when every number is allowed. */
  static @Nullable Range of(FieldDescriptor field) {
    return RANGES.get(field);
  }

  /** True for times that must be positive and are not; only thinking may take no time. */
  static boolean isRefused(FieldDescriptor field, Duration duration) {
    boolean negative = duration.getSeconds() < 0 || duration.getNanos() < 0;
    boolean zero = duration.getSeconds() == 0 && duration.getNanos() == 0;
    return negative || (zero && !field.getContainingType().equals(SimSettings.getDescriptor()));
  }
}
