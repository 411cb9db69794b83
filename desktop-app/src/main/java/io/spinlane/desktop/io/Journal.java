package io.spinlane.desktop.io;

import io.spinlane.desktop.model.DesignModel;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the work that is in no file in a recovery file, at most {@link #DELAY_MS} and one write
 * behind the hand. Listens on the model's thread; writes on its own.
 */
public final class Journal implements AutoCloseable {
  /** How long edits are gathered before they are written, in milliseconds. */
  static final long DELAY_MS = 400;

  private static final Logger LOG = System.getLogger(Journal.class.getName());

  /** What the file must say next; a null snapshot: nothing is to be lost. */
  private record Wish(@Nullable Snapshot snapshot) {}

  private final DesignModel model;
  private final DesignFile file;
  private final Slot slot;
  private final InstantSource clock;
  private final Consumer<IOException> complain;
  private final Runnable deaf;
  private final AtomicReference<@Nullable Wish> wish = new AtomicReference<>();
  private final ScheduledExecutorService writer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("journal").factory());
  private int savedDepth;
  private boolean complained;

  /**
   * Begins to listen.
   *
   * @param complain told once, on the writing thread, when nothing can be written
   */
  public Journal(
      DesignModel model,
      DesignFile file,
      Slot slot,
      InstantSource clock,
      Consumer<IOException> complain) {
    this.model = model;
    this.file = file;
    this.slot = slot;
    this.clock = clock;
    this.complain = complain;
    deaf = model.listen((_, _) -> changed());
  }

  private void changed() {
    int depth = model.undoNames().size();
    if (!model.dirty()) {
      savedDepth = depth;
      want(new Wish(null));
      return;
    }
    int edits = Math.max(1, Math.abs(depth - savedDepth));
    want(
        new Wish(new Snapshot(file.path(), file.hash(), clock.instant(), edits, model.topology())));
  }

  /** Only the first of many wishes plans a write, so that a busy hand cannot put it off. */
  private void want(Wish next) {
    if (wish.getAndSet(next) == null) {
      var _ = writer.schedule(this::write, DELAY_MS, TimeUnit.MILLISECONDS);
    }
  }

  private void write() {
    Wish next = wish.getAndSet(null);
    if (next == null) {
      return;
    }
    try {
      if (next.snapshot() == null) {
        slot.clear();
      } else {
        slot.write(next.snapshot());
      }
    } catch (IOException e) {
      LOG.log(Level.WARNING, "cannot keep unsaved work in {0}: {1}", slot.file(), e.getMessage());
      if (!complained) {
        complained = true;
        complain.accept(e);
      }
    }
  }

  /** Writes what is still to be written, and returns when it is on the disk. */
  public void flush() {
    try {
      writer.submit(this::write).get(10, TimeUnit.SECONDS);
    } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException e) {
      LOG.log(Level.WARNING, "unsaved work may not be in " + slot.file(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Somebody has decided about the work: nothing of it is offered again. */
  public void forget() {
    end();
    slot.discard();
  }

  /** Ends without a decision: unsaved work is offered at the next start. */
  @Override
  public void close() {
    flush();
    end();
    if (model.dirty()) {
      slot.close();
    } else {
      slot.discard();
    }
  }

  private void end() {
    deaf.run();
    writer.shutdown();
    try {
      if (!writer.awaitTermination(10, TimeUnit.SECONDS)) {
        LOG.log(Level.WARNING, "still writing {0}", slot.file());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
