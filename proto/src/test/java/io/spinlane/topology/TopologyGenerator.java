package io.spinlane.topology;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Duration;
import com.google.protobuf.Message;
import io.spinlane.v1.Topology;
import java.util.List;
import java.util.Random;

/** Makes topologies that fill every field of the contract sooner or later, by its descriptors. */
public final class TopologyGenerator {
  private static final List<String> TEXTS =
      List.of(
          "",
          "ext0",
          "80",
          "8000-8999",
          "*",
          "true",
          "null",
          "~",
          "no",
          "1e3",
          "0x1f",
          " a ",
          "a b",
          "10.0.0.1/24",
          "2001:db8::1",
          "- x",
          "a: b",
          "#",
          "'",
          "\"",
          "\\",
          "{}",
          "[",
          "a\nb\n",
          "\t",
          "\r\n",
          "\u0000\u0001\u007f\u0085\u00a0",
          "\u2028\ufeff\ufffd\uffff",
          "Grüße",
          "日本語",
          "\ud83d\ude00 \ud83c\udde9\ud83c\uddea",
          "2026-01-01",
          "12:30:45",
          "<&='>",
          "---",
          "x ".repeat(90));

  private final Random random;

  public TopologyGenerator(long seed) {
    random = new Random(seed);
  }

  /** The next topology; few fields or many. */
  public Topology next() {
    Topology.Builder topology = Topology.newBuilder();
    fill(topology, random.nextDouble(), 0);
    return topology.build();
  }

  private void fill(Message.Builder message, double share, int depth) {
    for (FieldDescriptor field : message.getDescriptorForType().getFields()) {
      if (random.nextDouble() >= share) {
        continue;
      }
      if (field.isMapField()) {
        for (int i = random.nextInt(4); i > 0; i--) {
          Message.Builder entry = message.newBuilderForField(field);
          FieldDescriptor key = field.getMessageType().findFieldByNumber(1);
          FieldDescriptor value = field.getMessageType().findFieldByNumber(2);
          // One key at most once: the generated map would keep only the last.
          entry.setField(key, i + text());
          entry.setField(value, value(value, entry, share, depth));
          message.addRepeatedField(field, entry.build());
        }
      } else if (field.isRepeated()) {
        for (int i = random.nextInt(4); i > 0; i--) {
          message.addRepeatedField(field, value(field, message, share, depth));
        }
      } else {
        message.setField(field, value(field, message, share, depth));
      }
    }
  }

  private Object value(FieldDescriptor field, Message.Builder parent, double share, int depth) {
    return switch (field.getType()) {
      case STRING -> text();
      case BOOL -> random.nextBoolean();
      case UINT32, INT32 -> random.nextInt(3) == 0 ? random.nextInt() : random.nextInt(3);
      case UINT64, INT64 -> random.nextInt(3) == 0 ? random.nextLong() : random.nextInt(3);
      case DOUBLE -> real();
      case ENUM ->
          field.getEnumType().getValue(random.nextInt(field.getEnumType().getValues().size()));
      case BYTES -> {
        byte[] bytes = new byte[random.nextInt(20)];
        random.nextBytes(bytes);
        yield ByteString.copyFrom(bytes);
      }
      case MESSAGE -> {
        if (field.getMessageType().equals(Duration.getDescriptor())) {
          yield duration();
        }
        Message.Builder message = parent.newBuilderForField(field);
        fill(message, share, depth + 1);
        yield message.build();
      }
      default -> throw new IllegalStateException("teach the generator " + field);
    };
  }

  private String text() {
    return TEXTS.get(random.nextInt(TEXTS.size()));
  }

  private double real() {
    return switch (random.nextInt(6)) {
      case 0 -> random.nextInt(2000);
      case 1 -> random.nextGaussian();
      case 2 -> Double.longBitsToDouble(random.nextLong() & ~(1L << 62));
      case 3 -> 1_000_000;
      case 4 -> -999_999.5;
      default -> 0.1;
    };
  }

  private Duration duration() {
    long seconds = random.nextInt(4) * 60L * random.nextInt(90);
    int nanos =
        random.nextInt(3) == 0 ? random.nextInt(1_000_000_000) : random.nextInt(3) * 500_000;
    int sign = random.nextInt(8) == 0 ? -1 : 1;
    return Duration.newBuilder().setSeconds(sign * seconds).setNanos(sign * nanos).build();
  }
}
