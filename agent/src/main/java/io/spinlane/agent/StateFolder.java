package io.spinlane.agent;

import java.nio.file.Path;
import java.util.Map;

/** Where an agent remembers, unless told otherwise. */
final class StateFolder {
  private static final String NAME = "spinlane-agent";

  private StateFolder() {}

  static Path standard() {
    return standard(
        System.getenv(),
        System.getProperty("user.name", ""),
        Path.of(System.getProperty("user.home", "")));
  }

  /** systemd's folder, else root's, else the user's (XDG Base Directory Specification). */
  static Path standard(Map<String, String> environment, String user, Path home) {
    String systemd = environment.getOrDefault("STATE_DIRECTORY", "");
    if (!systemd.isEmpty()) {
      return Path.of(systemd.replaceFirst(":.*", "")); // The first of several.
    }
    String xdg = environment.getOrDefault("XDG_STATE_HOME", "");
    if (!xdg.isEmpty()) {
      return Path.of(xdg, NAME);
    }
    return user.equals("root")
        ? Path.of("/var/lib", NAME)
        : home.resolve(".local/state").resolve(NAME);
  }
}
