package io.spinlane.desktop;

import static io.spinlane.desktop.Waiting.until;

import java.util.concurrent.TimeoutException;
import org.testfx.util.WaitForAsyncUtils;

/** Waits for what is on its way to a file. */
final class Saves {
  private Saves() {}

  /** Until every save that was asked for has ended, one way or another. */
  static void end(Workbench workbench) throws TimeoutException {
    WaitForAsyncUtils.waitForFxEvents();
    until(workbench.fileActions().saving()::idle);
  }
}
