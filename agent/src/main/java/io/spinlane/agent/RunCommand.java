package io.spinlane.agent;

import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.spinlane.agent.control.Refusal;
import io.spinlane.agent.control.RevisionStore.Stored;
import io.spinlane.topology.EnumNames;
import io.spinlane.topology.file.TopologyDocument;
import io.spinlane.v1.CoreRole;
import io.spinlane.v1.Diagnostic;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs the switch until a signal ends it. */
@Command(
    name = "run",
    description = {
      "Runs the switch and listens for pushes, from the app or from spinlane-agent apply.",
      "Prints one line that starts with \"ready\" once every switch core polls. SIGTERM and Ctrl-C"
          + " stop it and give the NICs back."
    })
@SuppressWarnings("NullAway.Init") // picocli sets the fields.
final class RunCommand implements Callable<Integer> {
  @Option(
      names = "--topology",
      paramLabel = "FILE",
      description =
          "Run this file if it is new or has changed since the last start. Otherwise the last applied"
              + " revision runs again, such as one that was pushed since. When there is neither, the"
              + " agent waits for a push.")
  private @Nullable Path file;

  @Option(
      names = "--listen",
      paramLabel = "HOST:PORT",
      defaultValue = HostPort.STANDARD,
      description = "Where to listen for gRPC. Default: ${DEFAULT-VALUE}. Port 0 picks a free one.")
  private HostPort listen;

  @Option(
      names = "--state-dir",
      paramLabel = "DIR",
      description = {
        "Where applied revisions are kept. Default, the first there is:",
        "$$STATE_DIRECTORY, which systemd sets;",
        "$$XDG_STATE_HOME/spinlane-agent;",
        "/var/lib/spinlane-agent for root;",
        "~/.local/state/spinlane-agent."
      })
  private @Nullable Path stateFolder;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws CommandFailure, IOException, InterruptedException {
    TopologyDocument document =
        file == null ? null : DiagnosticText.readWithoutErrors(file, spec.commandLine().getErr());
    InetSocketAddress address = resolve(listen);
    if (!address.getAddress().isLoopbackAddress()) {
      spec.commandLine()
          .getErr()
          .println(
              "spinlane-agent: warning: "
                  + listen
                  + " is reachable from elsewhere, and this release knows no authentication: whoever"
                  + " reaches it controls the switch");
    }
    Path state = stateFolder == null ? StateFolder.standard() : stateFolder;
    Beginning beginning = new Beginning(state, document);
    CountDownLatch end = new CountDownLatch(1);
    try (Shutdown shutdown = new Shutdown()) {
      Agent agent = start(state, beginning, address);
      shutdown.stops(agent);
      begin(agent, beginning);
      PrintWriter out = spec.commandLine().getOut();
      out.println(ready(agent));
      out.flush();
      end.await();
    }
    return Main.OK;
  }

  private Agent start(Path state, Beginning beginning, InetSocketAddress address)
      throws IOException, CommandFailure {
    Path parent = file == null ? null : file.toAbsolutePath().getParent();
    Path folder = parent == null ? Path.of("").toAbsolutePath() : parent;
    // What cannot be listened on is said before any NIC is touched.
    try {
      return new Agent(
          new Agent.Setup(state, folder, false, beginning.topology()),
          NettyServerBuilder.forAddress(address));
    } catch (BindException e) {
      throw new CommandFailure(
          "cannot listen on "
              + listen
              + ": "
              + e.getMessage()
              + "; end what listens there, or choose another address with --listen",
          e);
    }
  }

  private void begin(Agent agent, Beginning beginning)
      throws CommandFailure, IOException, InterruptedException {
    try {
      beginning.run(agent.master());
    } catch (Refusal e) {
      agent.close();
      throw explain(e, beginning);
    }
    beginning
        .choice(new HostPort(listen.host(), agent.port()))
        .ifPresent(words -> spec.commandLine().getErr().println("spinlane-agent: " + words));
  }

  private static CommandFailure explain(Refusal refusal, Beginning beginning) {
    if (refusal instanceof Refusal.Invalid invalid) {
      List<Diagnostic> found =
          beginning
              .document()
              .map(document -> document.locate(invalid.diagnostics()))
              .orElse(invalid.diagnostics());
      return CommandFailure.of(beginning.source(), found, refusal);
    }
    return new CommandFailure(beginning.source() + " cannot run: " + refusal.sentence(), refusal);
  }

  private String ready(Agent agent) {
    Stored running = agent.master().running();
    HostPort address = new HostPort(listen.host(), agent.port());
    if (running.revision().getNumber() == 0) {
      return "ready " + address + " nothing applied yet, waiting for a push";
    }
    return "ready "
        + address
        + " revision "
        + running.revision().getNumber()
        + " cores "
        + running.topology().getCoresList().stream()
            .filter(core -> core.getRole() == CoreRole.CORE_ROLE_SWITCH)
            .map(core -> core.getId() + "@" + core.getCpu())
            .collect(Collectors.joining(","))
        + " nics "
        + running.topology().getNicsList().stream()
            .map(nic -> nic.getId() + ":" + EnumNames.shortName(nic.getDriver()))
            .collect(Collectors.joining(","));
  }

  private static InetSocketAddress resolve(HostPort address) throws CommandFailure {
    try {
      return new InetSocketAddress(InetAddress.getByName(address.host()), address.port());
    } catch (UnknownHostException e) {
      throw new CommandFailure(
          "cannot listen on "
              + address
              + ": this host has no address "
              + address.host()
              + "; use 127.0.0.1 or one that spinlane-agent inventory shows",
          e);
    }
  }
}
