package io.spinlane.desktop;

import java.util.List;
import javafx.application.Application;

/** Starts the desktop app. */
public final class Main {
  private Main() {}

  /** Opens the window; see {@link LaunchOptions} for the arguments. Ends with 2 on wrong ones. */
  public static void main(String[] arguments) {
    try {
      boolean headless = LaunchOptions.parse(List.of(arguments)).headless();
      if (!headless && lacksDisplay()) {
        System.out.println("No display (DISPLAY is not set): drawing in memory until stopped.");
        headless = true;
      }
      if (headless) {
        // JavaFX's own platform without a window system; read when the toolkit starts.
        System.setProperty("glass.platform", "Headless");
        System.setProperty("prism.order", "sw");
      }
    } catch (IllegalArgumentException e) {
      System.err.println("spinlane: " + e.getMessage());
      System.exit(2);
    }
    Application.launch(DesktopApp.class, arguments);
  }

  private static boolean lacksDisplay() {
    return System.getProperty("os.name").equals("Linux")
        && System.getenv("DISPLAY") == null
        && System.getProperty("glass.platform") == null;
  }
}
