package io.spinlane.agent;

import picocli.CommandLine.Option;

/** The option that names the agent a command talks to. */
@SuppressWarnings("NullAway.Init") // picocli sets the field.
final class AgentAddress {
  @Option(
      names = "--connect",
      paramLabel = "HOST:PORT",
      defaultValue = HostPort.STANDARD,
      description = "Where the agent listens. Default: ${DEFAULT-VALUE}.")
  private HostPort address;

  AgentClient connect() {
    return new AgentClient(address);
  }
}
