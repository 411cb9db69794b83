package io.spinlane.desktop;

import java.util.List;
import javafx.application.Application;
import picocli.CommandLine;

/** Starts the desktop app. */
public final class Main {
  private static final int USAGE = 2;

  private Main() {}

  /**
   * Opens the window; see {@link LaunchOptions} for the arguments. Ends with 2 on wrong ones and
   * when a headless run cannot open its file, with 1 when it saw no packets, else with 0.
   */
  public static void main(String[] arguments) {
    try {
      LaunchOptions options = LaunchOptions.parse(List.of(arguments));
      if (options.help()) {
        System.out.print(LaunchOptions.usage());
        return;
      }
      if (options.headless() || lacksDisplay()) {
        // JavaFX's own platform without a window system; read when the toolkit starts.
        System.setProperty("glass.platform", "Headless");
        System.setProperty("prism.order", "sw");
      }
    } catch (CommandLine.ParameterException e) {
      System.err.println("spinlane: " + e.getMessage() + " (try --help)");
      System.exit(USAGE);
    }
    // Pictures are drawn in memory by Java2D, which would otherwise look for a window system too.
    System.setProperty("java.awt.headless", "true");
    // gRPC's Netty would otherwise ask for sun.misc.Unsafe, which Java warns about.
    System.setProperty("io.grpc.netty.shaded.io.netty.noUnsafe", "true");
    Application.launch(DesktopApp.class, arguments);
    System.exit(DesktopApp.exitCode());
  }

  /** There is no window system to open a window on. */
  static boolean lacksDisplay() {
    return System.getProperty("os.name").equals("Linux")
        && System.getenv("DISPLAY") == null
        && System.getenv("WAYLAND_DISPLAY") == null
        && System.getProperty("glass.platform") == null;
  }
}
