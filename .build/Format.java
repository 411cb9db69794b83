import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.ImportOrderer;
import com.google.googlejavaformat.java.JavaFormatterOptions;
import com.google.googlejavaformat.java.RemoveUnusedImports;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Checks or applies the project's Java format. Arguments: {@code check|apply} and the root of the
 * tree. Exits with 1 and the list of files when a check finds differences.
 */
public final class Format {
  public static void main(String[] args) throws Exception {
    boolean apply = args[0].equals("apply");
    Path root = Path.of(args[1]);
    Formatter formatter = new Formatter(JavaFormatterOptions.defaultOptions());
    List<Path> different = new ArrayList<>();
    for (Path file : sources(root)) {
      String text = Files.readString(file);
      String formatted =
          formatter.formatSource(
              RemoveUnusedImports.removeUnusedImports(
                  ImportOrderer.reorderImports(text, JavaFormatterOptions.Style.GOOGLE)));
      if (!formatted.equals(text)) {
        different.add(root.relativize(file));
        if (apply) {
          Files.writeString(file, formatted);
        }
      }
    }
    if (apply) {
      System.out.println("Formatted " + different.size() + " file(s).");
    } else if (!different.isEmpty()) {
      System.err.println("Not in the project's format (run: mvn -N -Pformat):");
      different.forEach(file -> System.err.println("  " + file));
      System.exit(1);
    }
  }

  private static List<Path> sources(Path root) throws Exception {
    List<Path> found = new ArrayList<>();
    for (String module :
        List.of("proto", "icons", "agent", "desktop-app", "installers", ".build")) {
      Path directory = root.resolve(module);
      if (Files.isDirectory(directory)) {
        try (var walk = Files.walk(directory)) {
          walk.filter(file -> file.toString().endsWith(".java"))
              .filter(file -> !root.relativize(file).toString().contains("target"))
              .forEach(found::add);
        }
      }
    }
    found.sort(null);
    return found;
  }
}
