package io.spinlane.topology;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.net.InetAddress;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
  private static final String ROOT = "io.spinlane.topology";
  private static final JavaClasses OURS =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages(ROOT);

  @Test
  void topologyKnowsTheContractAndNothingAroundIt() {
    classes()
        .that()
        .resideInAPackage(ROOT + "..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            ROOT + "..",
            "io.spinlane.v1",
            "com.google.protobuf..",
            "org.snakeyaml..",
            "org.jspecify..",
            "java..")
        .because("agent, designer and command line use it alike")
        .check(OURS);
  }

  @Test
  void topologyLooksNoNamesUp() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .areAssignableTo(InetAddress.class)
        .because("a drawing must mean the same everywhere, and checking it must not wait")
        .check(OURS);
  }

  @Test
  void rulesReadNoFiles() {
    noClasses()
        .that()
        .resideInAnyPackage(ROOT, ROOT + ".rule")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            ROOT + ".file", ROOT + ".diff", ROOT + ".sample", "java.nio.file", "java.io")
        .because("drawings are checked while they are drawn, long before they are files")
        .check(OURS);
  }

  @Test
  void onlyFilesKnowYaml() {
    noClasses()
        .that()
        .resideOutsideOfPackage(ROOT + ".file")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.snakeyaml..")
        .because("how a file is parsed is the business of one package")
        .check(OURS);
  }
}
