package io.spinlane.installers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/**
 * The files of the agent's package: the tree in {@code src/main/deb/agent}, the distribution that
 * the agent module makes, a Java runtime.
 *
 * @param recipe the tree, with DEBIAN/ in it
 * @param distribution with bin/ and lib/
 */
record AgentFiles(Path recipe, Path distribution) {

  /** Lays the files out in {@code tree}, which is made anew. */
  void layOut(Path tree) throws IOException {
    if (!Files.isExecutable(distribution.resolve("bin/spinlane-agent"))) {
      throw new IOException(
          distribution + " is not there: build the agent first (mvn package in the root does)");
    }
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
  }

  private static void compress(Path file) throws IOException {
    Path compressed = file.resolveSibling(file.getFileName() + ".gz");
    try (var output = new GZIPOutputStream(Files.newOutputStream(compressed))) {
      Files.copy(file, output);
    }
    Files.delete(file);
  }
}
