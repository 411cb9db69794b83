package io.spinlane.installers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Makes both packages. Arguments: the root of the tree, and the version; jars of the app are in
 * {@code installers/target/app}. Ends with 1 and one line when the machine cannot make packages.
 */
public final class BuildInstallers {
  private BuildInstallers() {}

  /** Runs once per build, in profile {@code installers}. */
  public static void main(String[] arguments) throws IOException {
    List<String> missing = Tools.missing("dpkg-deb", "fakeroot", "objcopy");
    if (!missing.isEmpty()) {
      System.err.println(
          "Cannot make Debian packages here: "
              + String.join(", ", missing)
              + " not found. On Debian or Ubuntu: apt-get install dpkg fakeroot binutils");
      System.exit(1);
    }
    Path root = Path.of(arguments[0]).toRealPath();
    // Debian packages have no snapshots: what is built before a release is older than it.
    String version = arguments[1].replace("-SNAPSHOT", "");
    Path target = root.resolve("installers/target");
    Path recipes = root.resolve("installers/src/main/deb");
    Path license = root.resolve("LICENSE");
    Path agent =
        new AgentPackage(
                recipes.resolve("agent"),
                root.resolve("agent/target/spinlane-agent"),
                license,
                version)
            .build(target);
    Path desktop =
        new DesktopPackage(
                recipes.resolve("desktop"),
                target.resolve("app/lib"),
                target.resolve("app/javafx"),
                "spinlane-desktop-app-" + arguments[1] + ".jar",
                root.resolve("icons/target/classes/io/spinlane/icons/app-512.png"),
                license,
                version)
            .build(target);
    for (Path deb : List.of(agent, desktop)) {
      System.out.printf("%s  %.1f MB%n", root.relativize(deb), Files.size(deb) / 1e6);
    }
  }
}
