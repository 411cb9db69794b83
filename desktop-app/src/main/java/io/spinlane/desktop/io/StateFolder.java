package io.spinlane.desktop.io;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/** Where the app keeps what it remembers between runs; never what people drew and saved. */
public final class StateFolder {
  private StateFolder() {}

  /**
   * The folder of this user on this machine: below {@code XDG_STATE_HOME} (XDG Base Directory
   * Specification 0.8), Library/Application Support on macOS, LOCALAPPDATA on Windows. It may not
   * exist yet.
   */
  public static Path ofUser() {
    return of(
        System.getenv(),
        System.getProperty("os.name", ""),
        Path.of(System.getProperty("user.home")));
  }

  static Path of(Map<String, String> environment, String system, Path home) {
    String name = system.toLowerCase(Locale.ROOT);
    if (name.startsWith("mac")) {
      return home.resolve("Library").resolve("Application Support").resolve("Spinlane");
    }
    if (name.startsWith("windows")) {
      return absolute(environment.get("LOCALAPPDATA"), home.resolve("AppData").resolve("Local"))
          .resolve("Spinlane");
    }
    return absolute(environment.get("XDG_STATE_HOME"), home.resolve(".local").resolve("state"))
        .resolve("spinlane-desktop");
  }

  /** The specification has relative paths ignored. */
  private static Path absolute(@org.jspecify.annotations.Nullable String path, Path otherwise) {
    return path == null || path.isEmpty() || !Path.of(path).isAbsolute()
        ? otherwise
        : Path.of(path);
  }
}
