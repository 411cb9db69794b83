package io.spinlane.installers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Makes both packages. Arguments: the root of the tree, and the version; jars of the app are in
 * {@code installers/target/app}. Ends with 1 and one line when a package cannot be made here.
 */
public final class BuildInstallers {
  private final Path root;
  private final Path target;
  private final String version;

  private BuildInstallers(Path root, String version) {
    this.root = root;
    this.target = root.resolve("installers/target");
    this.version = version;
  }

  /** Runs once per build, in profile {@code installers}. */
  public static void main(String[] arguments) {
    List<String> missing = Tools.missing("dpkg-deb", "objcopy");
    if (!missing.isEmpty()) {
      System.err.println(
          "Cannot make Debian packages here: "
              + String.join(", ", missing)
              + " not found. On Debian or Ubuntu: apt-get install dpkg binutils");
      System.exit(1);
    }
    try {
      new BuildInstallers(Path.of(arguments[0]).toRealPath(), arguments[1]).build();
    } catch (IOException e) {
      System.err.println("Cannot make the Debian packages: " + e.getMessage());
      System.exit(1);
    }
  }

  private void build() throws IOException {
    Path recipes = root.resolve("installers/src/main/deb");
    Path agent = target.resolve("tree/spinlane-agent");
    new AgentFiles(recipes.resolve("agent"), root.resolve("agent/target/spinlane-agent"))
        .layOut(agent);
    pack(agent);
    Path desktop = target.resolve("tree/spinlane");
    new DesktopFiles(
            recipes.resolve("desktop"),
            target.resolve("app/lib"),
            target.resolve("app/javafx"),
            "spinlane-desktop-app-" + version + ".jar",
            root.resolve("icons/target/classes/io/spinlane/icons"))
        .layOut(desktop, target.resolve("scratch"), release());
    pack(desktop);
  }

  /** A tree is named as its package. */
  private void pack(Path tree) throws IOException {
    Path deb =
        new DebianPackage(tree.getFileName().toString(), tree, root.resolve("LICENSE"), release())
            .build(target);
    System.out.printf("%s  %.1f MB%n", root.relativize(deb), Files.size(deb) / 1e6);
  }

  /** Debian packages have no snapshots: what is built before a release carries its number. */
  private String release() {
    return version.replace("-SNAPSHOT", "");
  }
}
