package io.spinlane.desktop.problems;

import static org.assertj.core.api.Assertions.assertThat;

import io.spinlane.v1.Diagnostic;
import io.spinlane.v1.Topology;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The newest drawing is always judged; those between need not be. The test runs the worker. */
class RuleRunnerTest {
  private final Deque<Runnable> tasks = new ArrayDeque<>();
  private final List<String> judged = new ArrayList<>();
  private final List<String> told = new ArrayList<>();
  private Runnable meanwhile = () -> {};
  private final RuleRunner runner =
      new RuleRunner(this::judge, tasks::add, found -> told.add(found.getFirst().getMessage()));

  private List<Diagnostic> judge(Topology topology) {
    judged.add(topology.getName());
    meanwhile.run();
    return List.of(Diagnostic.newBuilder().setMessage(topology.getName()).build());
  }

  private void ask(String name) {
    runner.judge(Topology.newBuilder().setName(name).build());
  }

  private void work() {
    while (!tasks.isEmpty()) {
      tasks.poll().run();
    }
  }

  @Test
  void drawingsThatWaitReplaceEachOther() {
    ask("a");
    ask("b");
    ask("c");
    assertThat(tasks).hasSize(1);
    work();
    assertThat(judged).containsExactly("c");
    assertThat(told).containsExactly("c");
  }

  @Test
  void aJudgementThatIsOutOfDateIsNotTold() {
    meanwhile =
        () -> {
          meanwhile = () -> {};
          ask("newer");
        };
    ask("older");
    work();
    assertThat(judged).containsExactly("older", "newer");
    assertThat(told).containsExactly("newer");
  }

  @Test
  void afterAPauseItWorksAgain() {
    ask("a");
    work();
    ask("b");
    work();
    assertThat(told).containsExactly("a", "b");
  }
}
