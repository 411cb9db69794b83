package io.spinlane.agent;

import io.grpc.StatusRuntimeException;
import io.spinlane.agent.bench.BenchCommand;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command line. */
@Command(
    name = "spinlane-agent",
    mixinStandardHelpOptions = true,
    scope = CommandLine.ScopeType.INHERIT,
    versionProvider = Main.Version.class,
    description = {
      "Runs the switch that a topology file describes, or talks to an agent that does.",
      "A topology names NICs, cores, virtual IPs, services and back-ends; the app draws it."
    },
    synopsisHeading = "Usage: ",
    commandListHeading = "%nCommands:%n",
    optionListHeading = "%nOptions:%n",
    parameterListHeading = "%nParameters:%n",
    subcommands = {
      RunCommand.class,
      ValidateCommand.class,
      InventoryCommand.class,
      ApplyCommand.class,
      RevisionsCommand.class,
      RollbackCommand.class,
      BackendCommand.class,
      ConnectionsCommand.class,
      StatCommand.class,
      ReplayCommand.class,
      BenchCommand.class
    })
public final class Main implements Runnable {
  /** All went well. */
  static final int OK = 0;

  /** The command was understood and could not be done. */
  static final int FAILED = 1;

  /** The command was not understood. */
  static final int USAGE = 2;

  private static final String[] FOOTER = {
    "",
    "Each command explains itself, such as: spinlane-agent run --help",
    "Ends with 0 when all went well, 1 when it could not be done, 2 for a wrong command line."
  };

  @Spec private CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // picocli sets the specification.
  private Main() {}

  /** Runs a command and ends the process with its exit code. */
  public static void main(String[] args) {
    logOnOneLine();
    PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    int code = execute(out, err, args);
    out.flush();
    err.flush();
    System.exit(code);
  }

  /** What the agent logs reads like what it says; who keeps the log adds the time. */
  private static void logOnOneLine() {
    String format = "java.util.logging.SimpleFormatter.format";
    if (System.getProperty(format) == null) {
      System.setProperty(format, "spinlane-agent: %4$s: %5$s%6$s%n");
    }
  }

  /** Runs a command and gives its exit code. */
  static int execute(PrintWriter out, PrintWriter err, String... args) {
    CommandLine line = new CommandLine(new Main());
    line.registerConverter(HostPort.class, HostPort::parse);
    line.registerConverter(Interval.class, Interval::parse);
    line.setOut(out).setErr(err);
    line.setUsageHelpAutoWidth(true);
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.getCommandSpec().usageMessage().footer(FOOTER); // Of an annotation, commands inherit it.
    line.setParameterExceptionHandler((e, _) -> misunderstood(e));
    line.setExecutionExceptionHandler((e, command, _) -> failed(e, command));
    return line.execute(args);
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Name a command, such as run or validate");
  }

  private static int misunderstood(ParameterException e) {
    String message =
        String.valueOf(e.getMessage()).lines().findFirst().orElse("").replaceFirst("^Error: ", "");
    String command = e.getCommandLine().getCommandSpec().qualifiedName();
    e.getCommandLine()
        .getErr()
        .println(
            command + ": " + message.replaceFirst("\\.$", "") + ". See " + command + " --help.");
    return USAGE;
  }

  private static int failed(Exception e, CommandLine command) {
    PrintWriter err = command.getErr();
    switch (e) {
      case ParameterException usage -> {
        return misunderstood(usage);
      }
      case CommandFailure failure -> err.println(failure.getMessage());
      case IOException failure -> err.println("spinlane-agent: " + failure.getMessage());
      case StatusRuntimeException failure ->
          err.println("spinlane-agent: " + AgentClient.sentence(failure));
      default -> {
        err.println("spinlane-agent: a mistake of ours, please report it:");
        e.printStackTrace(err);
      }
    }
    return FAILED;
  }

  /** Tells the version. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {
        "spinlane-agent " + Agent.version(),
        "Java " + System.getProperty("java.version") + ", " + System.getProperty("os.name")
      };
    }
  }
}
