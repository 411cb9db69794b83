package io.spinlane.agent.lab;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The agent as people run it: a process on one of a lab's hosts, and the commands beside it. */
public final class AgentProcess implements AutoCloseable {
  /** Where it listens for commands, on its host's loopback. */
  public static final String LISTEN = "127.0.0.1:7420";

  /** What a service manager allows before it insists. */
  private static final Duration END_WITHIN = Duration.ofSeconds(5);

  private final LabNamespace host;
  private final LabProgram program;

  private AgentProcess(LabNamespace host, LabProgram program) {
    this.host = host;
    this.program = program;
  }

  /**
   * An agent that has said it is ready.
   *
   * @param state its folder, which may be one that another agent left
   * @param arguments of {@code run}, further ones
   */
  public static AgentProcess start(LabNamespace host, Path state, String... arguments)
      throws IOException {
    List<String> run =
        new ArrayList<>(List.of("run", "--listen", LISTEN, "--state-dir", state.toString()));
    run.addAll(List.of(arguments));
    LabProgram program = host.start(command(run));
    program.awaitLine("ready ");
    return new AgentProcess(host, program);
  }

  /** What it has printed so far. */
  public String output() {
    return program.output();
  }

  /** Pushes a topology by the command; the answer is what that printed. */
  public String apply(Path topology) throws IOException {
    return ask("apply", topology.toString());
  }

  /** Runs any command that connects to it; the answer is what that printed. */
  public String ask(String... command) throws IOException {
    List<String> arguments = new ArrayList<>(List.of(command));
    arguments.addAll(List.of("--connect", LISTEN));
    return host.run(command(arguments));
  }

  /** Its counters: kind, then id, then counter. */
  public JsonObject stat() throws IOException {
    String json = host.run(command(List.of("stat", "--connect", LISTEN, "--count", "1", "--json")));
    return JsonParser.parseString(json).getAsJsonObject();
  }

  /**
   * Ends it as a service manager does.
   *
   * @throws AssertionError when it takes too long, fails, or has said more than that it was ready
   */
  public void end() {
    LabProgram.Result result = program.terminate(END_WITHIN);
    if (result.exit() != 0 || result.output().lines().count() != 1) {
      throw new AssertionError("the agent ended with " + result.exit() + ":\n" + result.output());
    }
  }

  @Override
  public void close() {
    program.close();
  }

  private static String[] command(List<String> arguments) {
    return AgentCommand.of(arguments.toArray(String[]::new)).toArray(String[]::new);
  }
}
