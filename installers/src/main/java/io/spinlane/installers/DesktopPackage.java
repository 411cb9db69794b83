package io.spinlane.installers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The package of the desktop app, made by jpackage: JavaFX becomes part of the runtime, everything
 * else stays on the class path.
 *
 * @param recipe folder of the file associations
 * @param jars folder of the app's jars without JavaFX
 * @param javafx folder of the JavaFX jars
 * @param mainJar file name of the jar with the main class
 * @param icon PNG of 512 px
 * @param license file of the licence
 */
record DesktopPackage(
    Path recipe, Path jars, Path javafx, String mainJar, Path icon, Path license, String version) {
  private static final String MAIN_CLASS = "io.spinlane.desktop.Main";

  /** What the app starts with; without these Java would warn about what JavaFX does. */
  private static final List<String> JAVA_OPTIONS =
      List.of(
          "--enable-native-access=ALL-UNNAMED,javafx.graphics",
          "--illegal-native-access=deny",
          "--sun-misc-unsafe-memory-access=deny",
          "-XX:+UseSerialGC",
          "-Xmx256m");

  /** Writes the package into {@code folder}, where it may leave its work, and returns it. */
  Path build(Path folder) throws IOException {
    String modules = Tools.modules(Tools.jars(jars), Tools.jars(javafx)) + ",javafx.controls";
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--type",
                "deb",
                "--dest",
                folder.toString(),
                "--name",
                "Spinlane",
                "--linux-package-name",
                "spinlane",
                "--app-version",
                version,
                "--vendor",
                "Spinlane",
                "--description",
                "Draw a load balancer, push it to a host, watch it run",
                "--linux-deb-maintainer",
                "packages@spinlane.io",
                "--linux-app-category",
                "net",
                "--linux-menu-group",
                "Network;",
                "--linux-shortcut",
                "--license-file",
                license.toString()));
    arguments.addAll(
        List.of(
            "--icon",
            icon.toString(),
            "--input",
            jars.toString(),
            "--main-jar",
            mainJar,
            "--main-class",
            MAIN_CLASS,
            "--module-path",
            javafx.toString(),
            "--add-modules",
            modules,
            "--jlink-options",
            "--strip-debug --no-header-files --no-man-pages --compress zip-6"));
    for (String association : List.of("yaml.properties", "json.properties")) {
      arguments.addAll(List.of("--file-associations", recipe.resolve(association).toString()));
    }
    JAVA_OPTIONS.forEach(option -> arguments.addAll(List.of("--java-options", option)));
    Tools.jdk("jpackage", arguments);
    try (var files = Files.newDirectoryStream(folder, "spinlane_" + version + "*.deb")) {
      return files.iterator().next();
    }
  }
}
