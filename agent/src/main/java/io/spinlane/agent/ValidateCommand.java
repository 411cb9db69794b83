package io.spinlane.agent;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import io.spinlane.agent.linux.HostProbe;
import io.spinlane.topology.file.TopologyDocument;
import io.spinlane.topology.file.TopologyFileException;
import io.spinlane.topology.file.TopologyFiles;
import io.spinlane.topology.rule.Rules;
import io.spinlane.v1.Diagnostic;
import io.spinlane.v1.ValidateTopologyResponse;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Checks a topology file. */
@Command(
    name = "validate",
    description = {
      "Checks a topology file: its syntax, and every rule that a drawing must keep.",
      "Ends with 0 when it can be applied, 1 when it has errors, 2 for a wrong command line."
    })
@SuppressWarnings("NullAway.Init") // picocli sets the fields.
final class ValidateCommand implements Callable<Integer> {
  @Parameters(paramLabel = "FILE", description = "A topology, *.yaml or *.json.")
  private Path file;

  @Option(
      names = "--host",
      description = "Also check against this host: its devices, CPUs, and what may be run on it.")
  private boolean host;

  @Option(names = "--json", description = "Print the contract's ValidateTopologyResponse as JSON.")
  private boolean json;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws InvalidProtocolBufferException {
    PrintWriter out = spec.commandLine().getOut();
    List<Diagnostic> found = check();
    boolean errors = Rules.hasErrors(found);
    if (json) {
      out.println(
          JsonFormat.printer()
              .alwaysPrintFieldsWithNoPresence()
              .print(ValidateTopologyResponse.newBuilder().addAllDiagnostics(found)));
    } else {
      DiagnosticText.print(spec.commandLine().getErr(), file.toString(), found);
      if (!errors) {
        out.println(file + ": no errors");
      }
    }
    return errors ? Main.FAILED : Main.OK;
  }

  private List<Diagnostic> check() {
    try {
      TopologyDocument document = TopologyFiles.read(file);
      return document.locate(
          host
              ? Rules.check(
                  document.topology(),
                  Agent.inventory(
                      new HostProbe(), new Drivers(Path.of(""), false, System::nanoTime)))
              : Rules.check(document.topology()));
    } catch (TopologyFileException e) {
      return e.diagnostics();
    }
  }
}
