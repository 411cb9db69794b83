package io.spinlane.installers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Turns a tree of files with a DEBIAN folder into a package. The control file may hold
 * {@code @version@}, {@code @architecture@} and {@code @installedKib@}.
 *
 * @param tree what is installed at /
 * @param license file of the licence
 */
record DebianPackage(String name, Path tree, Path license, String version) {
  private static final Pattern PROGRAMS =
      Pattern.compile("DEBIAN/(postinst|prerm|postrm)|.*/bin/[^/]+|.*/lib/(jspawnhelper|jexec)");

  /** Writes the package into {@code folder} and returns it. */
  Path build(Path folder) throws IOException {
    Path copyright = tree.resolve("usr/share/doc/" + name + "/copyright");
    Files.createDirectories(copyright.getParent());
    Files.copy(license, copyright);
    String architecture =
        switch (System.getProperty("os.arch")) {
          case "aarch64" -> "arm64";
          case String other -> other;
        };
    Path control = tree.resolve("DEBIAN/control");
    Files.writeString(
        control,
        Files.readString(control)
            .replace("@version@", version)
            .replace("@architecture@", architecture)
            .replace("@installedKib@", Long.toString(Trees.lengthBytes(tree) / 1024)));
    setPermissions();
    Path target = folder.resolve(name + "_" + version + "_" + architecture + ".deb");
    Tools.run(
        List.of("dpkg-deb", "--root-owner-group", "--build", tree.toString(), target.toString()));
    return target;
  }

  /** A checkout may have any mask: files are 644; folders, programs and scripts are 755. */
  private void setPermissions() throws IOException {
    try (var paths = Files.walk(tree)) {
      for (Path path : (Iterable<Path>) paths::iterator) {
        if (!Files.isSymbolicLink(path)) {
          String inside = tree.relativize(path).toString();
          boolean open = Files.isDirectory(path) || PROGRAMS.matcher(inside).matches();
          Files.setPosixFilePermissions(
              path, PosixFilePermissions.fromString(open ? "rwxr-xr-x" : "rw-r--r--"));
        }
      }
    }
  }
}
