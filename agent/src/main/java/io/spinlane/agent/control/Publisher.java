package io.spinlane.agent.control;

import io.spinlane.agent.engine.Clock;
import io.spinlane.agent.engine.Dataplane;
import io.spinlane.agent.nic.Nic;
import io.spinlane.agent.nic.NicInfo;
import io.spinlane.agent.plan.Plan;
import io.spinlane.agent.plan.PlanCompiler;
import io.spinlane.topology.Sentences;
import io.spinlane.v1.ApplyProgress;
import io.spinlane.v1.Diagnostic;
import io.spinlane.v1.PlanAcknowledged;
import io.spinlane.v1.PlanCompiled;
import io.spinlane.v1.PlanPublished;
import io.spinlane.v1.Topology;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Lets the switch cores work by a topology: opens its NICs, compiles, publishes, and waits. When
 * that fails they work by what ran before. Only the master's thread.
 */
final class Publisher {
  private static final Logger LOG = System.getLogger(Publisher.class.getName());

  private final Dataplane dataplane;
  private final NicDrivers drivers;
  private final Consumer<Topology> arrange;
  private final Clock clock;
  private final PlanCompiler compiler = new PlanCompiler();
  private Map<String, Nic> nics = Map.of();
  private long generation;

  /** Opened for topologies that do not run; a core that hangs may still be using them. */
  private final List<NicDrivers.Opened> inDoubt = new ArrayList<>();

  Publisher(Dataplane dataplane, NicDrivers drivers, Consumer<Topology> arrange, Clock clock) {
    this.dataplane = dataplane;
    this.drivers = drivers;
    this.arrange = arrange;
    this.clock = clock;
  }

  /** Knows which id has which row. */
  PlanCompiler ids() {
    return compiler;
  }

  /**
   * Publishes a topology without errors and waits until every core works by it.
   *
   * @param before what runs now, and again when this fails
   * @throws Refusal when it does not run
   */
  void publish(
      Topology topology,
      Topology before,
      Consumer<ApplyProgress> progress,
      List<Diagnostic> warnings)
      throws Refusal {
    NicDrivers.Opened opened;
    try {
      opened = drivers.open(topology);
    } catch (IOException e) {
      throw new Refusal.Host(Sentences.sentence("refused.host", e.getMessage()), e);
    }
    boolean published = false;
    try {
      long startNs = clock.nanoTime();
      Plan plan = compile(topology, opened.nics());
      progress.accept(
          ApplyProgress.newBuilder()
              .setCompiled(
                  PlanCompiled.newBuilder()
                      .setGeneration(plan.generation())
                      .setDurationNs(clock.nanoTime() - startNs)
                      .addAllWarnings(warnings))
              .build());
      dataplane.apply(plan, opened.nics(), new Steps(plan.generation(), progress));
      published = true;
      nics = Map.copyOf(opened.nics());
      opened.commit();
      closeDoubtful();
      arrange.accept(topology);
    } catch (IOException | IllegalArgumentException e) {
      throw new Refusal.Host(Sentences.sentence("refused.host", e.getMessage()), e);
    } finally {
      if (!published) {
        inDoubt.add(opened);
        if (takeBack(before)) {
          closeDoubtful();
        }
      }
    }
  }

  /** Lets every core work by what ran before; false when one does not. */
  private boolean takeBack(Topology before) {
    try {
      Plan plan = compile(before, nics);
      dataplane.apply(plan, nics, new Steps(plan.generation(), _ -> {}));
      return true;
    } catch (IOException | RuntimeException e) {
      LOG.log(Level.ERROR, "the plan that ran before is not taken up again: {0}", e.getMessage());
      return false;
    }
  }

  /** Every core works by a plan without them, so none uses them any more. */
  private void closeDoubtful() {
    inDoubt.forEach(NicDrivers.Opened::abort);
    inDoubt.clear();
  }

  private Plan compile(Topology topology, Map<String, Nic> open) {
    List<NicInfo> infos = open.values().stream().map(Nic::info).toList();
    return compiler.compile(topology, ++generation, infos);
  }

  /** Passes the data plane's progress on in the contract's words. */
  private final class Steps implements Dataplane.Progress {
    private final long plan;
    private final Consumer<ApplyProgress> progress;

    Steps(long plan, Consumer<ApplyProgress> progress) {
      this.plan = plan;
      this.progress = progress;
    }

    @Override
    public void published(long published) {
      compiler.published();
      progress.accept(
          ApplyProgress.newBuilder()
              .setPublished(PlanPublished.newBuilder().setGeneration(published))
              .build());
    }

    @Override
    public void acknowledged(String coreId, long delayNs) {
      progress.accept(
          ApplyProgress.newBuilder()
              .setAcknowledged(
                  PlanAcknowledged.newBuilder()
                      .setGeneration(plan)
                      .setCore(coreId)
                      .setDelayNs(delayNs))
              .build());
    }
  }
}
