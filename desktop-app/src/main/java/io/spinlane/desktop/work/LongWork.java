package io.spinlane.desktop.work;

import io.spinlane.desktop.text.Texts;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import javafx.animation.PauseTransition;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.control.ProgressBar;
import javafx.scene.input.InputEvent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.stage.Window;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Everything that takes its time. It runs on threads of its own; when it takes longer than a
 * moment, the bar in the status line says so. The bar's button and Esc end the latest of it, and so
 * does closing the window. All methods belong to the JavaFX thread unless they say otherwise.
 */
public final class LongWork {
  /** What takes less is over before anybody could read of it. */
  private static final Duration MOMENT = Duration.millis(300);

  /** So long may the window stand still, as it does for small files. */
  private static final long BLINK_MS = 150;

  private final WorkBar bar;
  private final Consumer<String> say;
  private final List<Running> running = new ArrayList<>();
  private @Nullable Running waitedFor;

  /**
   * Nothing goes on.
   *
   * @param say shows a sentence in the window
   */
  public LongWork(Scene window, WorkBar bar, Consumer<String> say) {
    this.bar = bar;
    this.say = say;
    bar.onCancel(this::stopLatest);
    window.addEventFilter(KeyEvent.KEY_PRESSED, this::stopByKey);
    window.addEventFilter(InputEvent.ANY, this::holdBack);
    window
        .windowProperty()
        .flatMap(Window::showingProperty)
        .orElse(false)
        .addListener(
            (_, _, showing) -> {
              if (!showing) {
                stopAll();
              }
            });
  }

  private void stopByKey(KeyEvent event) {
    if (event.getCode() == KeyCode.ESCAPE && !running.isEmpty()) {
      stopLatest();
      event.consume();
    }
  }

  /** Nobody draws into what is about to be replaced. */
  private void holdBack(InputEvent event) {
    if (waitedFor != null && !bar.holds(event.getTarget())) {
      event.consume();
    }
  }

  private void stopLatest() {
    if (!running.isEmpty()) {
      running.getLast().stop();
    }
  }

  private void stopAll() {
    List.copyOf(running).forEach(Running::stop);
  }

  private void refresh() {
    running.stream()
        .filter(work -> work.told)
        .reduce((_, later) -> later)
        .ifPresentOrElse(
            work -> bar.showWork(work.sentence, work.share), // the latest is the one that ends
            bar::hideWork);
  }

  /** One piece of work, from its beginning to its end. */
  public final class Running {
    private final String sentence;
    private final Runnable onStop;
    private final PauseTransition moment = new PauseTransition(MOMENT);
    private double share = ProgressBar.INDETERMINATE_PROGRESS;
    private boolean told;
    private boolean stopped;

    private Running(String sentence, Runnable onStop) {
      this.sentence = sentence;
      this.onStop = onStop;
      moment.setOnFinished(_ -> tell());
      moment.play();
    }

    private void tell() {
      told = true;
      refresh();
    }

    /** How far it is, from 0 to 1. Any thread. */
    public void progress(double done) {
      Platform.runLater(
          () -> {
            share = done;
            refresh();
          });
    }

    /** It is over, one way or another. */
    public void end() {
      moment.stop();
      running.remove(this);
      refresh();
    }

    /** People ended it. */
    public boolean stopped() {
      return stopped;
    }

    /** Ends it as people do; nothing happens when it is over. */
    public void stop() {
      if (running.contains(this)) {
        stopped = true;
        end();
        onStop.run();
      }
    }
  }

  /**
   * Work that somebody else does begins.
   *
   * @param sentence what goes on
   * @param onStop ends it when people want that; {@link Running#end} is not needed then
   */
  public Running begin(String sentence, Runnable onStop) {
    Running work = new Running(sentence, onStop);
    running.add(work);
    return work;
  }

  /**
   * Does something on a thread of its own that leaves nothing behind, such as reading. Who ends it
   * does not wait for it: its thread is interrupted, and what still comes of it is dropped.
   *
   * @param then gets the result
   * @param failed gets what was thrown
   */
  public <T> Running read(
      String sentence, Callable<T> task, Consumer<T> then, Consumer<Throwable> failed) {
    FutureTask<T> future = new FutureTask<>(task);
    Running work =
        begin(
            sentence,
            () -> {
              future.cancel(true);
              say.accept(Texts.get("work.stopped"));
            });
    Thread.ofPlatform()
        .daemon()
        .name("reading")
        .start(
            () -> {
              future.run();
              Platform.runLater(() -> ended(work, future, then, failed));
            });
    return work;
  }

  private <T> void ended(
      Running work, FutureTask<T> future, Consumer<T> then, Consumer<Throwable> failed) {
    work.end();
    switch (future.state()) {
      case SUCCESS -> {
        if (!work.stopped()) {
          then.accept(future.resultNow());
        }
      }
      case FAILED -> failed.accept(future.exceptionNow());
      case CANCELLED, RUNNING -> {} // nobody waits for it any more
    }
  }

  /** Writes a file, or whatever else is there as a whole or not at all. */
  @FunctionalInterface
  public interface Writing {
    /** On a thread of its own, whose interrupt ends it without a trace. */
    void write() throws IOException;
  }

  /**
   * Writes on a thread of its own. Who ends it hears what has become of it: work that was nearly
   * done may still be whole.
   *
   * @param then told when it is written
   * @param failed told why it is not
   */
  public void write(String sentence, Writing writing, Runnable then, Consumer<IOException> failed) {
    write(sentence, writing, then, failed, () -> {});
  }

  /**
   * The same for who has to know how it ended in any case.
   *
   * @param stopped told when people ended it and nothing was written
   */
  public void write(
      String sentence,
      Writing writing,
      Runnable then,
      Consumer<IOException> failed,
      Runnable stopped) {
    Thread[] worker = new Thread[1];
    Running work = begin(sentence, () -> worker[0].interrupt());
    Runnable notWritten =
        () -> {
          say.accept(Texts.get("work.notWritten"));
          stopped.run();
        };
    // a file's channel says in its own way that its thread was interrupted
    Consumer<IOException> failedOrStopped =
        problem -> {
          if (work.stopped()) {
            notWritten.run();
          } else {
            failed.accept(problem);
          }
        };
    worker[0] =
        Thread.ofPlatform()
            .daemon()
            .name("writing")
            .start(() -> write(work, writing, then, failedOrStopped, notWritten));
  }

  private static void write(
      Running work,
      Writing writing,
      Runnable then,
      Consumer<IOException> failed,
      Runnable stopped) {
    Runnable told;
    try {
      writing.write();
      told = then;
    } catch (CancellationException e) {
      told = stopped;
    } catch (IOException e) {
      told = () -> failed.accept(e);
    }
    Runnable last = told;
    Platform.runLater(
        () -> {
          work.end();
          last.run();
        });
  }

  /**
   * Does something on a thread of its own, and waits for it while the window lives on. Until it is
   * over nobody can do anything in the window but end it.
   *
   * @throws ExecutionException with what the task has thrown as its cause
   * @throws CancellationException when people ended it; what still comes of it is dropped
   */
  public <T> T await(String sentence, Callable<T> task) throws ExecutionException {
    Object loop = new Object();
    boolean[] looping = new boolean[1];
    FutureTask<T> future =
        new FutureTask<>(task) {
          @Override
          protected void done() {
            Platform.runLater(
                () -> {
                  if (looping[0]) {
                    Platform.exitNestedEventLoop(loop, null);
                  }
                });
          }
        };
    Thread.ofPlatform().daemon().name("reading").start(future);
    if (!doneInABlink(future) && Platform.canStartNestedEventLoop()) {
      Running work = begin(sentence, () -> future.cancel(true));
      Running outer = waitedFor;
      waitedFor = work;
      looping[0] = true;
      Platform.enterNestedEventLoop(loop);
      looping[0] = false;
      waitedFor = outer;
      work.end();
    }
    return result(future);
  }

  private static boolean doneInABlink(FutureTask<?> future) {
    try {
      future.get(BLINK_MS, TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (ExecutionException e) {
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      future.cancel(true);
      return true;
    }
  }

  private static <T> T result(FutureTask<T> future) throws ExecutionException {
    try {
      return future.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted");
    }
  }
}
