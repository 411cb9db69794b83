package io.spinlane.agent;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The command line. */
@Command(
    name = "spinlane-agent",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    description = "Load balancer and packet switch whose cores poll their interfaces.",
    synopsisSubcommandLabel = "COMMAND",
    commandListHeading = "%nCommands:%n",
    footer = "%nEach command explains itself with --help.",
    subcommands = {ValidateCommand.class})
public final class Main implements Runnable {
  @Spec
  @SuppressWarnings("NullAway.Init") // Set by picocli.
  private CommandSpec spec;

  private Main() {}

  /** Runs one command and ends the process with its exit code. */
  public static void main(String[] args) {
    System.exit(
        new CommandLine(new Main())
            .setParameterExceptionHandler(
                (wrong, given) -> {
                  CommandLine command = wrong.getCommandLine();
                  command
                      .getErr()
                      .println(
                          command.getCommandName()
                              + ": "
                              + String.valueOf(wrong.getMessage()).replaceAll("\\s*\\R\\s*", " ")
                              + " See "
                              + command.getCommandSpec().qualifiedName()
                              + " --help.");
                  return CommandLine.ExitCode.USAGE;
                })
            .execute(args));
  }

  @Override
  public void run() {
    throw new CommandLine.ParameterException(spec.commandLine(), "Name a command.");
  }

  /** The version of this build. */
  static String version() {
    String version = Main.class.getPackage().getImplementationVersion();
    return version == null ? "unpacked build" : version;
  }

  /** What {@code --version} prints. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"spinlane-agent " + version()};
    }
  }
}
