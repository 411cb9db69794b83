package io.spinlane.agent;

import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.spinlane.agent.control.Refusal;
import io.spinlane.agent.control.RevisionStore;
import io.spinlane.agent.control.RevisionStore.Stored;
import io.spinlane.topology.EnumNames;
import io.spinlane.topology.diff.ContentHash;
import io.spinlane.topology.file.TopologyDocument;
import io.spinlane.v1.ApplyTopologyRequest;
import io.spinlane.v1.CoreRole;
import io.spinlane.v1.Diagnostic;
import io.spinlane.v1.Topology;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
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
      "Runs the switch and listens for pushes.",
      "Prints one line that starts with \"ready\" once every switch core polls. SIGTERM and Ctrl-C"
          + " stop it and give the NICs back."
    })
@SuppressWarnings("NullAway.Init") // picocli sets the fields.
final class RunCommand implements Callable<Integer> {
  @Option(
      names = "--topology",
      paramLabel = "FILE",
      description =
          "Run this file. Without it the last applied revision runs again, and when there is none"
              + " the agent waits for a push.")
  private @Nullable Path file;

  @Option(
      names = "--listen",
      paramLabel = "HOST:PORT",
      defaultValue = "127.0.0.1:7420",
      description = "Where to listen for gRPC. Default: ${DEFAULT-VALUE}. Port 0 picks a free one.")
  private HostPort listen;

  @Option(
      names = "--state-dir",
      paramLabel = "DIR",
      description =
          "Where applied revisions are kept. Default: $$STATE_DIRECTORY, else"
              + " $$XDG_STATE_HOME/spinlane-agent or ~/.local/state/spinlane-agent; root:"
              + " /var/lib/spinlane-agent.")
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
    CountDownLatch end = new CountDownLatch(1);
    try (Shutdown shutdown = new Shutdown()) {
      Agent agent = start(document, address);
      shutdown.stops(agent);
      begin(agent, document);
      PrintWriter out = spec.commandLine().getOut();
      out.println(ready(agent));
      out.flush();
      end.await();
    }
    return Main.OK;
  }

  private Agent start(@Nullable TopologyDocument document, InetSocketAddress address)
      throws IOException, CommandFailure {
    Path state = stateFolder == null ? StateFolder.standard() : stateFolder;
    Path parent = file == null ? null : file.toAbsolutePath().getParent();
    Path folder = parent == null ? Path.of("").toAbsolutePath() : parent;
    Topology first =
        document != null
            ? document.topology()
            : new RevisionStore(state.resolve("revisions"))
                .latest()
                .orElse(Stored.NOTHING)
                .topology();
    // What cannot be listened on is said before any NIC is touched.
    try {
      return new Agent(
          new Agent.Setup(state, folder, false, first), NettyServerBuilder.forAddress(address));
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

  /** Applies the file, unless it is what was applied last; without a file runs what was. */
  private void begin(Agent agent, @Nullable TopologyDocument document)
      throws CommandFailure, IOException, InterruptedException {
    Optional<Stored> latest = agent.store().latest();
    try {
      if (document == null) {
        if (latest.isPresent()) {
          agent.master().restore(latest.get());
        }
        return;
      }
      String hash = ContentHash.of(document.topology());
      if (latest.isPresent() && latest.get().revision().getContentHash().equals(hash)) {
        agent.master().restore(latest.get());
        return;
      }
      agent
          .master()
          .apply(
              ApplyTopologyRequest.newBuilder()
                  .setTopology(document.topology())
                  .setOverwrite(true)
                  .setAuthor(System.getProperty("user.name", ""))
                  .setNote("from " + document.sourceName())
                  .build(),
              _ -> {});
    } catch (Refusal e) {
      agent.close();
      throw explain(e, document);
    }
  }

  private static CommandFailure explain(Refusal refusal, @Nullable TopologyDocument document) {
    String source = document == null ? "the last applied revision" : document.sourceName();
    if (refusal instanceof Refusal.Invalid invalid) {
      List<Diagnostic> found =
          document == null ? invalid.diagnostics() : document.locate(invalid.diagnostics());
      return CommandFailure.of(source, found, refusal);
    }
    return new CommandFailure(source + " cannot run: " + refusal.sentence(), refusal);
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
