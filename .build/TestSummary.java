import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;

/**
 * Adds up the test reports of all modules and names every skipped test with its reason. Arguments:
 * the root of the tree, and {@code true} where every test must run: then a skipped test, or no test
 * at all, exits with 1.
 */
public final class TestSummary {
  private int run;
  private int failures;
  private int errors;
  private final List<String> skipped = new ArrayList<>();

  public static void main(String[] args) throws Exception {
    TestSummary summary = new TestSummary();
    for (Path report : reports(Path.of(args[0]))) {
      summary.add(report);
    }
    boolean requireAll = Boolean.parseBoolean(args[1]);
    summary.skipped.forEach(test -> System.out.println("Skipped: " + test));
    if (requireAll && !summary.skipped.isEmpty()) {
      System.out.println("Tests were skipped, and spinlane.require.all=true forbids it.");
    }
    System.out.printf(
        "All modules: Tests run: %d, Failures: %d, Errors: %d, Skipped: %d%n",
        summary.run, summary.failures, summary.errors, summary.skipped.size());
    if (requireAll && (summary.run == 0 || !summary.skipped.isEmpty())) {
      System.exit(1);
    }
  }

  private static List<Path> reports(Path root) throws Exception {
    List<Path> found = new ArrayList<>();
    try (var modules = Files.newDirectoryStream(root, Files::isDirectory)) {
      for (Path module : modules) {
        Path folder = module.resolve("target/surefire-reports");
        if (Files.isDirectory(folder)) {
          try (var files = Files.newDirectoryStream(folder, "TEST-*.xml")) {
            files.forEach(found::add);
          }
        }
      }
    }
    found.sort(null);
    return found;
  }

  private void add(Path report) throws Exception {
    DocumentBuilder builder = DocumentBuilderFactory.newDefaultInstance().newDocumentBuilder();
    var cases = builder.parse(report.toFile()).getElementsByTagName("testcase");
    run += cases.getLength();
    for (int i = 0; i < cases.getLength(); i++) {
      Element test = (Element) cases.item(i);
      failures += test.getElementsByTagName("failure").getLength();
      errors += test.getElementsByTagName("error").getLength();
      var marks = test.getElementsByTagName("skipped");
      if (marks.getLength() > 0) {
        String reason = ((Element) marks.item(0)).getAttribute("message");
        skipped.add(
            test.getAttribute("classname") + "." + test.getAttribute("name") + ": " + reason);
      }
    }
  }
}
