package io.spinlane.desktop.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.util.JsonFormat;
import io.spinlane.desktop.assign.Hosts;
import io.spinlane.desktop.io.foreign.BrokenFileException;
import io.spinlane.v1.Inventory;
import java.nio.file.Files;
import java.nio.file.Path;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InventoryFileTest {
  @TempDir private Path folder;

  @Test
  void whatWasSavedOpensAsItWas() throws Exception {
    Inventory host = Hosts.host("package:2 node:2 core:4 pu:2 nic:3 queues:4");
    Path file = folder.resolve("host" + InventoryFile.EXTENSION);
    InventoryFile.write(file, host);
    assertThat(InventoryFile.read(file)).isEqualTo(host);
    String first = Files.readString(file);
    InventoryFile.write(file, host);
    assertThat(Files.readString(file)).as("the same bytes again").isEqualTo(first);
  }

  @Test
  void whatTheAgentPrintsOpensToo() throws Exception {
    Inventory host = Hosts.host("node:2 core:2 nic:1");
    Path file = folder.resolve("printed.json");
    Files.writeString(
        file, JsonFormat.printer().alwaysPrintFieldsWithNoPresence().print(host) + "\n");
    assertThat(InventoryFile.read(file)).isEqualTo(host);
    String newer = Files.readString(file).replaceFirst("\\{", "{ \"boardTemperature\": 41,");
    Files.writeString(file, newer);
    assertThat(InventoryFile.read(file)).as("a newer agent's").isEqualTo(host);
  }

  @Test
  void lstopoAndMadeUpHostsOpenToo() throws Exception {
    assertThat(InventoryFile.parse("node:2 core:8 nic:2").getCpusList()).hasSize(16);
    String xml =
        "<topology version=\"2.0\"><object type=\"Machine\" os_index=\"0\" cpuset=\"0x1\">"
            + "<object type=\"PU\" os_index=\"0\" cpuset=\"0x1\"/></object></topology>";
    assertThat(InventoryFile.parse(xml).getCpusList()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"cpus\": [{\"cpu\": 1,}|1",
        "{\\n\"cpus\": [\\n  nonsense:::|3",
        "{\"name\": \"a topology\"}|1",
        "node:2 cores:8|1"
      })
  void aBrokenOneSaysWhere(String text, int line) {
    assertThatThrownBy(() -> InventoryFile.parse(text.replace("\\n", "\n")))
        .isInstanceOf(BrokenFileException.class)
        .message()
        .isNotBlank();
    assertThatThrownBy(() -> InventoryFile.parse(text.replace("\\n", "\n")))
        .asInstanceOf(InstanceOfAssertFactories.type(BrokenFileException.class))
        .extracting(BrokenFileException::line)
        .isEqualTo(line);
  }
}
