package io.spinlane.installers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;

/**
 * The package of the agent: the tree in {@code src/main/deb/agent}, the distribution that the agent
 * module makes, a Java runtime.
 *
 * @param recipe the tree, with DEBIAN/ in it
 * @param distribution with bin/ and lib/
 * @param license file of the licence
 */
record AgentPackage(Path recipe, Path distribution, Path license, String version) {
  private static final Pattern PROGRAMS =
      Pattern.compile("DEBIAN/(postinst|prerm|postrm)|.*/bin/[^/]+|.*/lib/(jspawnhelper|jexec)");

  /** Writes the package into {@code folder}, where it may leave its work, and returns it. */
  Path build(Path folder) throws IOException {
    if (!Files.isExecutable(distribution.resolve("bin/spinlane-agent"))) {
      throw new IOException(
          distribution + " is not there: build the agent first (mvn package in the root does)");
    }
    Path tree = folder.resolve("agent");
    Trees.delete(tree);
    Trees.copy(recipe, tree);
    Path home = tree.resolve("usr/lib/spinlane-agent");
    Trees.copy(distribution, home);
    Tools.jdk(
        "jlink",
        List.of(
            "--add-modules",
            Tools.modules(Tools.jars(home.resolve("lib")), List.of()),
            "--strip-debug",
            "--no-header-files",
            "--no-man-pages",
            "--compress",
            "zip-6",
            "--output",
            home.resolve("runtime").toString()));
    compress(tree.resolve("usr/share/man/man1/spinlane-agent.1"));
    Path copyright = tree.resolve("usr/share/doc/spinlane-agent/copyright");
    Files.createDirectories(copyright.getParent());
    Files.copy(license, copyright, StandardCopyOption.REPLACE_EXISTING);

    String architecture = architecture();
    Path control = tree.resolve("DEBIAN/control");
    Files.writeString(
        control,
        Files.readString(control)
            .replace("@version@", version)
            .replace("@architecture@", architecture)
            .replace("@installedKib@", Long.toString(Trees.lengthBytes(tree) / 1024)));
    permissions(tree);

    Path target = folder.resolve("spinlane-agent_" + version + "_" + architecture + ".deb");
    Tools.run(
        List.of("dpkg-deb", "--root-owner-group", "--build", tree.toString(), target.toString()));
    return target;
  }

  /** Debian's word for the machine this runs on. */
  private static String architecture() {
    String machine = System.getProperty("os.arch");
    return switch (machine) {
      case "aarch64" -> "arm64";
      default -> machine;
    };
  }

  private static void compress(Path file) throws IOException {
    Path compressed = file.resolveSibling(file.getFileName() + ".gz");
    try (var output = new GZIPOutputStream(Files.newOutputStream(compressed))) {
      Files.copy(file, output);
    }
    Files.delete(file);
  }

  /** A checkout may have any mask: files are 644, folders, programs and scripts 755. */
  private static void permissions(Path tree) throws IOException {
    try (var paths = Files.walk(tree)) {
      for (Path path : (Iterable<Path>) paths::iterator) {
        String name = tree.relativize(path).toString();
        boolean open = Files.isDirectory(path) || PROGRAMS.matcher(name).matches();
        Files.setPosixFilePermissions(
            path, PosixFilePermissions.fromString(open ? "rwxr-xr-x" : "rw-r--r--"));
      }
    }
  }
}
