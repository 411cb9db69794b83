package io.spinlane.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.inprocess.InProcessServerBuilder;
import io.spinlane.topology.file.TopologyFiles;
import io.spinlane.v1.ApplyTopologyRequest;
import io.spinlane.v1.Topology;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Who wins at a start: the file, or what was pushed. Topologies differ in their request rate. */
@Timeout(60)
final class BeginningTest {
  private static final HostPort AGENT = new HostPort("127.0.0.1", 7420);

  @TempDir Path state;
  @TempDir Path etc;
  private Path file;

  @BeforeEach
  void write() throws Exception {
    file = etc.resolve("topology.yaml");
    edit(1);
  }

  @Test
  void theFileRunsFirstAndRunsAgain() throws Exception {
    assertThat(start(file)).isEqualTo(new Started(1, 1, ""));
    assertThat(start(file)).isEqualTo(new Started(1, 1, ""));
    assertThat(start(null)).isEqualTo(new Started(1, 1, ""));
  }

  @Test
  void nothingRunsWhenThereIsNothing() throws Exception {
    assertThat(start(null).revision()).isZero();
  }

  @Test
  void aPushOutlivesRestartsWhileTheFileStaysAsItWas() throws Exception {
    start(file);
    startAndPush(file, 20);

    for (int restart = 0; restart < 2; restart++) {
      Started again = start(file);
      assertThat(again.revision()).isEqualTo(2);
      assertThat(again.rate()).isEqualTo(20);
      assertThat(again.choice())
          .isEqualTo(
              "revision 2 by ann runs, which was applied after %1$s; to run the file:"
                  + " spinlane-agent apply %1$s --connect 127.0.0.1:7420",
              file);
    }
  }

  @Test
  void anEditedFileRunsWithoutAWordWhenNobodyPushed() throws Exception {
    start(file);
    edit(2);

    assertThat(start(file)).isEqualTo(new Started(2, 2, ""));
    edit(1); // Back to what it was, which is a change as well.
    assertThat(start(file)).isEqualTo(new Started(3, 1, ""));
  }

  @Test
  void anEditedFileWinsOverAPushAndSaysHowToGetThatBack() throws Exception {
    startAndPush(file, 20);
    edit(2);

    Started edited = start(file);

    assertThat(edited.revision()).isEqualTo(3);
    assertThat(edited.rate()).isEqualTo(2);
    assertThat(edited.choice())
        .isEqualTo(
            "%s is new or has changed and replaces revision 2 by ann; to get that back:"
                + " spinlane-agent rollback 2 --connect 127.0.0.1:7420",
            file);
    assertThat(start(file)).isEqualTo(new Started(3, 2, ""));
  }

  @Test
  void aFileThatWasPushedItselfIsKnown() throws Exception {
    start(file);
    edit(2);
    startAndPush(null, 2); // As spinlane-agent apply does after an edit.
    startAndPush(null, 20);

    Started again = start(file);

    assertThat(again.revision()).isEqualTo(3);
    assertThat(again.rate()).isEqualTo(20);
    assertThat(again.choice()).startsWith("revision 3 by ann runs, which was applied after ");
  }

  @Test
  void layoutIsNoChange() throws Exception {
    startAndPush(file, 20);
    Files.writeString(file, "layout: {ext0: {x: 1, y: 2}}\n", StandardOpenOption.APPEND);

    assertThat(start(file).rate()).isEqualTo(20);
  }

  @Test
  void damagedMemoryMakesTheFileNew() throws Exception {
    startAndPush(file, 20);
    Files.write(state.resolve("topology-file"), new byte[] {(byte) 0xff, 0, '\n'});

    Started again = start(file);

    assertThat(again.rate()).isEqualTo(1);
    assertThat(again.choice()).contains("replaces revision 2 by ann");
    assertThat(start(file)).isEqualTo(new Started(3, 1, ""));
  }

  private record Started(long revision, int rate, String choice) {}

  private void edit(int rate) throws Exception {
    Files.writeString(file, Simulated.text(1, rate));
  }

  private Started start(@Nullable Path from) throws Exception {
    return run(from, 0);
  }

  private void startAndPush(@Nullable Path from, int rate) throws Exception {
    run(from, rate);
  }

  private Started run(@Nullable Path from, int pushedRate) throws Exception {
    Beginning beginning = new Beginning(state, from == null ? null : TopologyFiles.read(from));
    try (Agent agent =
        new Agent(
            new Agent.Setup(state, etc, true, beginning.topology()),
            InProcessServerBuilder.forName(InProcessServerBuilder.generateName()))) {
      beginning.run(agent.master());
      var running = agent.master().running();
      if (pushedRate > 0) {
        agent
            .master()
            .apply(
                ApplyTopologyRequest.newBuilder()
                    .setTopology(Simulated.topology(1, pushedRate))
                    .setBaseRevision(running.revision().getNumber())
                    .setAuthor("ann")
                    .build(),
                _ -> {});
      }
      return new Started(
          running.revision().getNumber(),
          rate(running.topology()),
          beginning.choice(AGENT).orElse(""));
    }
  }

  private static int rate(Topology topology) {
    return topology.getNicsCount() == 0
        ? 0
        : topology.getNics(0).getSim().getConnectionsPerSecond();
  }
}
