package io.spinlane.agent;

import io.spinlane.topology.EnumNames;
import io.spinlane.topology.file.TopologyDocument;
import io.spinlane.v1.Nic;
import io.spinlane.v1.NicDriver;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs capture files through the engine. */
@Command(
    name = "replay",
    description = {
      "Runs capture files through the engine and prints every counter that is not zero as JSON.",
      "All NICs of the topology have the driver PCAP; time is what the captures say, so the same"
          + " input gives the same bytes, however fast the machine is. Files the topology names for"
          + " writing are replaced."
    })
@SuppressWarnings("NullAway.Init") // picocli sets the fields.
final class ReplayCommand implements Callable<Integer> {
  @Parameters(paramLabel = "FILE", description = "A topology whose NICs are capture files.")
  private Path file;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws CommandFailure, IOException {
    TopologyDocument document = DiagnosticText.readWithoutErrors(file, spec.commandLine().getErr());
    for (Nic nic : document.topology().getNicsList()) {
      if (nic.getDriver() != NicDriver.NIC_DRIVER_PCAP) {
        throw new CommandFailure(
            file
                + ": NIC "
                + nic.getId()
                + " has the driver "
                + EnumNames.shortName(nic.getDriver())
                + ", and a replay takes capture files only: give it the driver PCAP");
      }
    }
    Path folder = file.toAbsolutePath().getParent();
    Replay replay = new Replay(document.topology(), folder == null ? Path.of("") : folder);
    spec.commandLine().getOut().println(replay.run());
    return Main.OK;
  }
}
