package io.spinlane.agent;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import io.spinlane.agent.linux.HostProbe;
import io.spinlane.v1.CpuInfo;
import io.spinlane.v1.DeviceInfo;
import io.spinlane.v1.DriverSupport;
import io.spinlane.v1.Inventory;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows what the host has. */
@Command(
    name = "inventory",
    description = "Shows what this host has: CPUs, NUMA nodes, devices, and usable drivers.")
@SuppressWarnings("NullAway.Init") // picocli sets the fields.
final class InventoryCommand implements Callable<Integer> {
  @Option(names = "--json", description = "Print the contract's Inventory message as JSON.")
  private boolean json;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws InvalidProtocolBufferException {
    PrintWriter out = spec.commandLine().getOut();
    Inventory inventory =
        Agent.inventory(new HostProbe(), new Drivers(Path.of(""), false, System::nanoTime));
    if (json) {
      out.println(JsonFormat.printer().alwaysPrintFieldsWithNoPresence().print(inventory));
      return Main.OK;
    }
    out.printf(
        "host    %s, %s, %s memory%n",
        inventory.getHostname(),
        inventory.getOperatingSystem(),
        Units.bytes(inventory.getMemoryBytes()));
    Table cpus = new Table("CPU", "core", "package", "node", "siblings", "usable", "model");
    for (CpuInfo cpu : inventory.getCpusList()) {
      cpus.row(
          cpu.getCpu(),
          cpu.getCore(),
          cpu.getPackage(),
          cpu.getNumaNode(),
          cpu.getSmtSiblingsList(),
          cpu.getAvailable() ? "yes" : "no",
          cpu.getModel());
    }
    cpus.print(out);
    Table devices =
        new Table("device", "MAC", "MTU", "state", "queues", "node", "driver", "addresses");
    for (DeviceInfo device : inventory.getDevicesList()) {
      devices.row(
          device.getName(),
          device.getMac(),
          device.getMtuBytes(),
          (device.getUp() ? "up" : "down") + (device.getDefaultRoute() ? ", default route" : ""),
          device.getReceiveQueues(),
          device.getNumaNode() < 0 ? "-" : device.getNumaNode(),
          device.getKernelDriver(),
          String.join(" ", device.getAddressesList()));
    }
    devices.print(out);
    Table drivers = new Table("driver", "usable", "why not");
    for (DriverSupport driver : inventory.getDriversList()) {
      drivers.row(
          driver.getDriver().replace("NIC_DRIVER_", ""),
          driver.getUsable() ? "yes" : "no",
          driver.getReason());
    }
    drivers.print(out);
    return Main.OK;
  }
}
