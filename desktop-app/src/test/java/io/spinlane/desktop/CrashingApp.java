package io.spinlane.desktop;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;
import org.testfx.util.WaitForAsyncUtils;

/**
 * The real app in a process of its own, worked by a hand that says on standard output what it sees.
 * First argument: {@code edit} adds three notes and waits to be killed; {@code look} says what is
 * offered and ends; {@code restore} takes it. The rest are the app's own.
 */
final class CrashingApp {
  private CrashingApp() {}

  public static void main(String[] arguments) {
    Thread.ofPlatform().daemon().start(() -> work(arguments[0]));
    String[] rest = new String[arguments.length - 1];
    System.arraycopy(arguments, 1, rest, 0, rest.length);
    Main.main(rest);
  }

  private static void work(String what) {
    try {
      // Not a window before its fields, and nothing before the toolkit has started.
      WaitForAsyncUtils.waitFor(
          60, TimeUnit.SECONDS, () -> onFx(() -> find("#palette-NOTE") != null));
      onFx(
          () -> {
            act(what);
            return true;
          });
    } catch (Exception e) {
      e.printStackTrace(System.out);
      Runtime.getRuntime().halt(3);
    }
  }

  private static void act(String what) {
    if (what.equals("edit")) {
      Node note = find("#palette-NOTE");
      for (int i = 0; note != null && i < 3; i++) {
        note.fireEvent(
            new KeyEvent(KeyEvent.KEY_PRESSED, "", "", KeyCode.ENTER, false, false, false, false));
      }
      say("edited");
      return;
    }
    Node banner = find("#recovery-text");
    say("offered: " + (banner instanceof Label label ? label.getText() : "nothing"));
    if (what.equals("restore") && find("#recovery-restore") instanceof Button restore) {
      restore.fire();
      say("title: " + ((Stage) window()).getTitle());
      say("notes: " + window().getScene().getRoot().lookupAll(".kind-note").size());
      say("banner: " + (find("#recovery-banner") == null ? "gone" : "still there"));
    }
    if (what.equals("look")) {
      Platform.exit();
    }
  }

  private static Window window() {
    return Window.getWindows().getFirst();
  }

  private static @Nullable Node find(String selector) {
    for (Window window : Window.getWindows()) {
      Node found = window.getScene().getRoot().lookup(selector);
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  private static void say(String line) {
    System.out.println("APP " + line);
    System.out.flush();
  }

  private static boolean onFx(Callable<Boolean> task) throws Exception {
    CompletableFuture<Boolean> result = new CompletableFuture<>();
    try {
      Platform.runLater(
          () -> {
            try {
              result.complete(task.call());
            } catch (Throwable e) {
              result.completeExceptionally(e);
            }
          });
    } catch (IllegalStateException e) {
      return false; // the toolkit has not started yet
    }
    return result.get(60, TimeUnit.SECONDS);
  }
}
