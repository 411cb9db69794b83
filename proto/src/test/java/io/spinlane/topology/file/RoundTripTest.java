package io.spinlane.topology.file;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import com.google.protobuf.util.JsonFormat;
import io.spinlane.topology.TopologyGenerator;
import io.spinlane.v1.Topology;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Nothing is lost between a topology and its files, whatever it holds. */
class RoundTripTest {
  private final long seed = Long.getLong("spinlane.seed", new Random().nextLong());

  @ParameterizedTest
  @EnumSource(Format.class)
  void readsWhatItWrote(Format format) throws Exception {
    System.out.println("RoundTripTest " + format + ": -Dspinlane.seed=" + seed);
    TopologyGenerator generator = new TopologyGenerator(seed);
    for (int i = 0; i < 400; i++) {
      Topology topology = generator.next();
      String text = TopologyFiles.write(topology, format);
      assertThat(TopologyFiles.read(text, format, "generated").topology())
          .as("seed %d, number %d%n%s", seed, i, text)
          .isEqualTo(topology);
      assertThat(TopologyFiles.write(topology.toBuilder().build(), format)).isEqualTo(text);
    }
  }

  @Test
  void jsonIsTheProtobufMapping() throws Exception {
    System.out.println("RoundTripTest mapping: -Dspinlane.seed=" + seed);
    TopologyGenerator generator = new TopologyGenerator(seed);
    for (int i = 0; i < 200; i++) {
      Topology topology = generator.next();
      Topology.Builder parsed = Topology.newBuilder();
      JsonFormat.parser().merge(TopologyFiles.write(topology, Format.JSON), parsed);
      assertThat(parsed.build()).as("seed %d, number %d", seed, i).isEqualTo(topology);
      List<JsonFormat.Printer> printers =
          List.of(
              JsonFormat.printer().omittingInsignificantWhitespace(),
              JsonFormat.printer().preservingProtoFieldNames(),
              JsonFormat.printer().printingEnumsAsInts(),
              JsonFormat.printer().alwaysPrintFieldsWithNoPresence());
      for (JsonFormat.Printer printer : printers) {
        assertThat(TopologyFiles.read(printer.print(topology), Format.JSON, "printed").topology())
            .as("seed %d, number %d", seed, i)
            .isEqualTo(topology);
      }
    }
  }

  @Test
  void generatorReachesEveryField() {
    Set<FieldDescriptor> seen = new HashSet<>();
    TopologyGenerator generator = new TopologyGenerator(7);
    for (int i = 0; i < 400; i++) {
      collect(generator.next(), seen);
    }
    Set<FieldDescriptor> all = new HashSet<>();
    declared(Topology.newBuilder(), all);
    assertThat(seen).containsAll(all);
  }

  private static void collect(Message message, Set<FieldDescriptor> seen) {
    message
        .getAllFields()
        .forEach(
            (field, value) -> {
              seen.add(field);
              List<?> values = value instanceof List<?> list ? list : List.of(value);
              for (Object one : values) {
                if (one instanceof Message inner) {
                  collect(inner, seen);
                }
              }
            });
  }

  private static void declared(Message.Builder message, Set<FieldDescriptor> all) {
    for (FieldDescriptor field : message.getDescriptorForType().getFields()) {
      if (all.add(field) && field.getJavaType() == FieldDescriptor.JavaType.MESSAGE) {
        declared(message.newBuilderForField(field), all);
      }
    }
  }
}
