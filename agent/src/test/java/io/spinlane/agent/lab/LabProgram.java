package io.spinlane.agent.lab;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** A program running in a namespace; its output (both streams) is kept as it comes. */
public final class LabProgram implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  /** How a program ended. */
  public record Result(int exit, String output) {}

  private final List<String> command;
  private final Process process;
  private final Thread reader;
  private final StringBuilder output = new StringBuilder();
  private boolean ended;

  private LabProgram(List<String> command, Process process) {
    this.command = command;
    this.process = process;
    // A read of a pipe holds on to its carrier, and of those there are few.
    this.reader = Thread.ofPlatform().daemon().start(this::read);
  }

  static LabProgram start(List<String> command) throws IOException {
    return new LabProgram(command, new ProcessBuilder(command).redirectErrorStream(true).start());
  }

  static String runToEnd(List<String> command) throws IOException {
    Result result = start(command).awaitEnd();
    if (result.exit != 0) {
      throw new AssertionError(
          String.join(" ", command) + " answered " + result.exit + ":\n" + result.output);
    }
    return result.output;
  }

  /** What it has printed so far. */
  public String output() {
    synchronized (output) {
      return output.toString();
    }
  }

  /**
   * Waits until it has printed some text, such as "listening".
   *
   * @throws AssertionError when it ends first or does not within a minute
   */
  public void awaitOutput(String text) {
    await(() -> output.indexOf(text) >= 0, "did not print \"" + text + "\"");
  }

  /**
   * Waits until it has begun a line with some text; "ready " is not found in "already there".
   *
   * @throws AssertionError when it ends first or does not within a minute
   */
  public void awaitLine(String start) {
    await(
        () -> output.indexOf(start) == 0 || output.indexOf("\n" + start) >= 0,
        "did not begin a line with \"" + start + "\"");
  }

  private void await(BooleanSupplier printed, String otherwise) {
    long deadlineNs = System.nanoTime() + PATIENCE.toNanos();
    synchronized (output) {
      while (!printed.getAsBoolean()) {
        long leftNs = deadlineNs - System.nanoTime();
        if (ended || leftNs <= 0) {
          throw new AssertionError(describe(otherwise));
        }
        waitForOutput(leftNs);
      }
    }
  }

  /** Waits for its end, at most a minute. */
  public Result awaitEnd() {
    return awaitEnd(PATIENCE);
  }

  /** Waits for its end; one that takes longer is ended and an error. */
  public Result awaitEnd(Duration patience) {
    try {
      if (!process.waitFor(patience)) {
        close();
        throw new AssertionError(describe("did not end within " + patience.toSeconds() + " s"));
      }
      reader.join();
      return new Result(process.exitValue(), output());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(describe("interrupted"), e);
    }
  }

  /** Asks it to end (SIGTERM) and waits for that; one that takes longer is ended and an error. */
  public Result terminate(Duration patience) {
    process.toHandle().destroy(); // Process.destroy would close the output unread.
    return awaitEnd(patience);
  }

  /** Ends it and what it started: asks first, insists after two seconds. */
  @Override
  public void close() {
    List<ProcessHandle> children = process.descendants().toList();
    children.forEach(ProcessHandle::destroy);
    process.toHandle().destroy(); // Process.destroy would close the output unread.
    try {
      if (!process.waitFor(2, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    children.forEach(ProcessHandle::destroyForcibly);
  }

  private void read() {
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        append(line + "\n");
      }
    } catch (IOException e) {
      // The program was ended while it was read; what it had said is kept.
    } finally {
      synchronized (output) {
        ended = true;
        output.notifyAll();
      }
    }
  }

  private void append(String text) {
    synchronized (output) {
      output.append(text);
      output.notifyAll();
    }
  }

  private void waitForOutput(long nanoseconds) {
    try {
      TimeUnit.NANOSECONDS.timedWait(output, nanoseconds);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UncheckedIOException(new IOException(describe("interrupted"), e));
    }
  }

  private String describe(String what) {
    return String.join(" ", command) + " " + what + "; it printed:\n" + output();
  }
}
