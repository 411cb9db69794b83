package io.spinlane.installers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The files of the desktop app's package: the tree in {@code src/main/deb/desktop}, icons, and an
 * app image made by jpackage. JavaFX becomes part of the app's runtime, everything else stays on
 * the class path.
 *
 * @param recipe the tree, with DEBIAN/ in it
 * @param jars folder of the app's jars without JavaFX
 * @param javafx folder of the JavaFX jars
 * @param mainJar file name of the jar with the main class
 * @param icons folder of the icons' files
 */
record DesktopFiles(Path recipe, Path jars, Path javafx, String mainJar, Path icons) {
  private static final String MAIN_CLASS = "io.spinlane.desktop.Main";

  /**
   * What the app starts with; without the first two Java would warn about what JavaFX does. Not
   * {@code --illegal-native-access}: with it Java makes hardly any use of {@link StartCache}.
   */
  private static final List<String> JAVA_OPTIONS =
      List.of(
          "--enable-native-access=ALL-UNNAMED,javafx.graphics",
          "--sun-misc-unsafe-memory-access=deny",
          "-Xmx256m");

  /** Lays the files out in {@code tree}, which is made anew; {@code scratch} is used on the way. */
  void layOut(Path tree, Path scratch, String version) throws IOException {
    Trees.delete(tree);
    Trees.copy(recipe, tree);
    Path icon = icons.resolve("app-512.png");
    Path theme = tree.resolve("usr/share/icons/hicolor");
    for (int sizePx : List.of(16, 24, 32, 48, 64, 128, 256, 512)) {
      copyIcon("app-" + sizePx + ".png", theme.resolve(sizePx + "x" + sizePx), "spinlane.png");
    }
    copyIcon("app.svg", theme.resolve("scalable"), "spinlane.svg");

    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--type",
                "app-image",
                "--dest",
                tree.resolve("usr/lib").toString(),
                "--name",
                "spinlane",
                "--app-version",
                version,
                "--icon",
                icon.toString(),
                "--input",
                jars.toString(),
                "--main-jar",
                mainJar,
                "--main-class",
                MAIN_CLASS));
    arguments.addAll(
        List.of(
            "--module-path",
            javafx.toString(),
            "--add-modules",
            Tools.modules(Tools.jars(jars), Tools.jars(javafx)) + ",javafx.controls",
            "--jlink-options",
            "--strip-debug --no-header-files --no-man-pages --compress zip-6"));
    JAVA_OPTIONS.forEach(option -> arguments.addAll(List.of("--java-options", option)));
    Tools.jdk("jpackage", arguments);
    new StartCache(tree.resolve("usr/lib/spinlane"), scratch).make();

    Path command = tree.resolve("usr/bin/spinlane");
    Files.createDirectories(command.getParent());
    Files.createSymbolicLink(command, Path.of("../lib/spinlane/bin/spinlane"));
  }

  private void copyIcon(String file, Path folder, String name) throws IOException {
    Path target = folder.resolve("apps").resolve(name);
    Files.createDirectories(target.getParent());
    Files.copy(icons.resolve(file), target);
  }
}
