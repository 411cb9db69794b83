package io.spinlane.agent;

import io.spinlane.topology.file.TopologyDocument;
import io.spinlane.topology.file.TopologyFileException;
import io.spinlane.topology.file.TopologyFiles;
import io.spinlane.topology.rule.Rules;
import io.spinlane.v1.Diagnostic;
import io.spinlane.v1.ValidateTopologyResponse;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Checks a topology file by itself, whatever host it is meant for. */
@Command(
    name = "validate",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    description = {
      "Checks a topology file.",
      "What only a host can tell (its devices and CPUs) is not checked."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:no errors; there may be warnings",
      "1:errors, or the file cannot be read",
      "2:called wrongly"
    })
final class ValidateCommand implements Callable<Integer> {
  @Spec
  @SuppressWarnings("NullAway.Init") // Set by picocli.
  private CommandSpec spec;

  @Parameters(paramLabel = "FILE", description = "A topology: *.yaml, *.yml or *.json.")
  @SuppressWarnings("NullAway.Init") // Set by picocli.
  private Path file;

  @Option(names = "--json", description = "Print a ValidateTopologyResponse as JSON.")
  private boolean json;

  private ValidateCommand() {}

  @Override
  public Integer call() {
    List<Diagnostic> diagnostics;
    try {
      TopologyDocument document = TopologyFiles.read(file);
      diagnostics = document.locate(Rules.check(document.topology()));
    } catch (TopologyFileException e) {
      diagnostics = e.diagnostics();
    }
    if (json) {
      print(Output.json(ValidateTopologyResponse.newBuilder().addAllDiagnostics(diagnostics)));
    } else {
      diagnostics.forEach(this::report);
    }
    boolean errors = Rules.hasErrors(diagnostics);
    if (!errors && !json) {
      print(file + ": no errors");
    }
    return errors ? 1 : 0;
  }

  private void print(String text) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(text);
    out.flush();
  }

  private void report(Diagnostic diagnostic) {
    String place =
        diagnostic.getLine() == 0 ? "" : ":" + diagnostic.getLine() + ":" + diagnostic.getColumn();
    String severity =
        diagnostic.getSeverity().name().replace("SEVERITY_", "").toLowerCase(Locale.ROOT);
    PrintWriter err = spec.commandLine().getErr();
    err.println(
        file
            + place
            + ": "
            + severity
            + ": "
            + diagnostic.getMessage()
            + " ["
            + diagnostic.getCode()
            + "]");
    if (!diagnostic.getHint().isEmpty()) {
      err.println("    " + diagnostic.getHint());
    }
    err.flush();
  }
}
