package io.spinlane.desktop.io.foreign;

import static org.assertj.core.api.Assertions.assertThat;

import io.spinlane.topology.sample.Samples;
import io.spinlane.v1.ForwardingMode;
import io.spinlane.v1.Service;
import io.spinlane.v1.Topology;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is written for other programs: they accept it, and it means the same when read again. */
class ExportTest {
  private static final int DRAWINGS = 25;

  /** Written for HAProxy, and not understood when it is read. */
  private static final Pattern NOT_READ =
      Pattern.compile("stick|verify none|timeout (client|server)");

  /** Different in each run; put a printed one here to see a failure again. */
  private final long seed = new Random().nextLong();

  @TempDir private Path folder;

  private void accepted(ForeignFormat format, Topology topology, String what)
      throws IOException, InterruptedException {
    String text = ForeignFiles.write(format, topology).text();
    Path file = folder.resolve("out" + format.extension());
    if (format == ForeignFormat.HAPROXY && !text.contains("bind ")) {
      return; // "no error but will not start (no listener)"
    }
    Files.writeString(file, text);
    Checkers.accept(format, file, what + ", seed " + seed);
  }

  private static List<ForeignFormat> written() {
    return List.of(ForeignFormat.KEEPALIVED, ForeignFormat.HAPROXY, ForeignFormat.NFTABLES);
  }

  @ParameterizedTest
  @EnumSource(names = {"KEEPALIVED", "HAPROXY", "NFTABLES"})
  void theProgramItselfAcceptsIt(ForeignFormat format) throws Exception {
    for (var sample : Samples.all()) {
      accepted(format, sample.topology(), sample.id());
    }
    RandomServices drawings = new RandomServices(new Random(seed));
    for (int i = 0; i < DRAWINGS; i++) {
      accepted(format, drawings.next(), "drawing " + i);
    }
    RandomServices anything = new RandomServices(new Random(seed));
    for (int i = 0; i < 5; i++) {
      accepted(format, anything.nasty(), "anything " + i);
    }
  }

  @Test
  void anyDrawingCanBeWrittenAndReadAgain() throws BrokenFileException {
    RandomServices anything = new RandomServices(new Random(seed));
    for (int i = 0; i < 400; i++) {
      Topology topology = anything.nasty();
      for (ForeignFormat format : written()) {
        Exported exported = ForeignFiles.write(format, topology);
        if (format.readable()) {
          Imported again = ForeignFiles.read(format, exported.text());
          assertThat(again.leftOut())
              .as("seed %d: %s", seed, exported.text())
              .filteredOn(each -> !NOT_READ.matcher(each.text()).lookingAt())
              .isEmpty();
        }
      }
    }
  }

  /** What a service is, but for names and for what formats round. */
  private static List<String> meaning(Topology topology, Service service) {
    List<String> meaning = new ArrayList<>();
    topology.getVipsList().stream()
        .filter(vip -> vip.getId().equals(service.getVip()))
        .forEach(vip -> meaning.add(vip.getAddress()));
    meaning.add(service.getProtocol() + " " + service.getPortsList());
    for (String pool : List.of(service.getPool(), service.getFallbackPool())) {
      topology.getPoolsList().stream()
          .filter(each -> each.getId().equals(pool))
          .flatMap(each -> each.getBackendsList().stream())
          .forEach(each -> meaning.add(each.getAddress() + " " + each.getPort()));
    }
    return meaning;
  }

  private static List<List<String>> meanings(Topology topology) {
    return topology.getServicesList().stream()
        .map(each -> meaning(topology, each))
        .sorted(java.util.Comparator.comparing(Object::toString))
        .toList();
  }

  @Test
  void comesBackFromHaproxyAsTheSameServices() throws BrokenFileException {
    RandomServices drawings = new RandomServices(new Random(seed));
    for (int i = 0; i < 100; i++) {
      Topology.Builder drawing = drawings.next().toBuilder();
      drawing
          .getServicesBuilderList()
          .forEach(
              service ->
                  service
                      .setProtocol(io.spinlane.v1.Protocol.PROTOCOL_TCP)
                      .setMode(ForwardingMode.FORWARDING_MODE_FULL_NAT)
                      .clearPersistence()
                      .clearPorts()
                      .addPorts("80"));
      Topology before = drawing.build();
      String text = ForeignFiles.write(ForeignFormat.HAPROXY, before).text();
      Topology after = ForeignFiles.read(ForeignFormat.HAPROXY, text).topology();
      assertThat(meanings(after)).as("seed %d: %s", seed, text).isEqualTo(meanings(before));
      assertThat(after.getServicesList().stream().map(Service::getAccessRulesList).toList())
          .hasSameSizeAs(before.getServicesList());
    }
  }

  @Test
  void saysWhatStaysBehind() {
    Topology topology = Samples.find(Samples.FIRST).orElseThrow().topology();
    assertThat(ForeignFiles.write(ForeignFormat.HAPROXY, topology).leftOut())
        .extracting(LeftOut::text)
        .contains("dns", "ext0", "int0");
    assertThat(ForeignFiles.write(ForeignFormat.HAPROXY, topology).leftOut())
        .allSatisfy(each -> assertThat(each.reason()).isNotBlank());
  }
}
