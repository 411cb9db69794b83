package io.spinlane.desktop;

import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.testfx.util.WaitForAsyncUtils;

/** Waits for what other threads and agents bring about. Not on the JavaFX thread. */
final class Waiting {
  /** Far more than anything takes: other processes share the machine. */
  static final int PATIENCE_SECONDS = 60;

  private Waiting() {}

  /**
   * Until it is so, and the window shows what came with it.
   *
   * @param condition asked on the JavaFX thread, as nodes may come and go on it meanwhile
   */
  static void until(Callable<Boolean> condition) throws TimeoutException {
    WaitForAsyncUtils.waitFor(
        PATIENCE_SECONDS, TimeUnit.SECONDS, () -> WaitForAsyncUtils.asyncFx(condition).get());
    WaitForAsyncUtils.waitForFxEvents();
  }
}
