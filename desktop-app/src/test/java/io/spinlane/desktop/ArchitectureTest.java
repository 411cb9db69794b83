package io.spinlane.desktop;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The arrows between the app's packages; they are read once. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ArchitectureTest {
  private static final String APP = "io.spinlane.desktop";

  private final JavaClasses app =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages(APP);

  @Test
  void modelGesturesAndFilesKnowNoToolkit() {
    noClasses()
        .that()
        .resideInAnyPackage(
            APP + ".model",
            APP + ".gesture",
            APP + ".layout",
            APP + ".io",
            APP + ".text",
            APP + ".assign",
            APP + ".fix")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("javafx..", "com.sun..", "java.awt..", "javax.swing..")
        .because("what is drawn and what a drag means are tested without a window")
        .check(app);
  }

  @Test
  void theLineAndItsNumbersKnowNoToolkit() {
    noClasses()
        .that()
        .resideInAnyPackage(APP + ".remote", APP + ".live")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("javafx..", "com.sun..", "java.awt..", "javax.swing..")
        .because("gRPC's threads fill rings; a node they touched would be torn or would block them")
        .check(app);
  }

  @Test
  void onlyTheLineSpeaksGrpc() {
    noClasses()
        .that()
        .resideOutsideOfPackages(APP + ".remote", APP + ".push")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.grpc..")
        .because("panes see states, numbers and sentences; push reads why a call was refused")
        .check(app);
  }

  @Test
  void onlyTheCompositionRootKnowsTheAgent() {
    noClasses()
        .that()
        .resideOutsideOfPackage(APP)
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.spinlane.agent..")
        .because("the agent inside the app is spoken to like any other, over the contract")
        .check(app);
  }

  @Test
  void theModelDependsOnTheContractOnly() {
    classes()
        .that()
        .resideInAPackage(APP + ".model")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            APP + ".model",
            APP + ".text",
            "io.spinlane.v1..",
            "io.spinlane.topology..",
            "com.google.protobuf..",
            "org.jspecify..",
            "java..")
        .because("everything else is built on the model, and nothing under it")
        .check(app);
  }

  @Test
  void gesturesKnowTheModelOnly() {
    classes()
        .that()
        .resideInAPackage(APP + ".gesture")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            APP + ".gesture", APP + ".model", "io.spinlane.v1..", "org.jspecify..", "java..")
        .because("a gesture decides what a drag means; the canvas shows it and the model does it")
        .check(app);
  }

  @Test
  void paintersKnowNoNodesOfTheCanvas() {
    noClasses()
        .that()
        .resideInAPackage(APP + ".painter")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(APP, APP + ".canvas", APP + ".gesture", APP + ".inspector")
        .because("the same painter draws on the screen and into pictures")
        .check(app);
  }

  @Test
  void panesDoNotKnowEachOther() {
    for (String pane : new String[] {"canvas", "inspector", "problems"}) {
      for (String other : new String[] {"canvas", "inspector", "problems", "io"}) {
        if (!pane.equals(other)) {
          noClasses()
              .that()
              .resideInAPackage(APP + "." + pane)
              .should()
              .dependOnClassesThat()
              .resideInAPackage(APP + "." + other)
              .because("panes meet in the model; only the composition root knows them all")
              .allowEmptyShould(true)
              .check(app);
        }
      }
    }
  }

  @Test
  void commandsKnowNothingOfWhatTheyDo() {
    noClasses()
        .that()
        .resideInAPackage(APP + ".command")
        .should()
        .dependOnClassesThat(
            resideInAPackage(APP + "..")
                .and(not(resideInAnyPackage(APP + ".command", APP + ".text"))))
        .because("every part of the app registers its commands; the list knows none of them")
        .check(app);
  }

  @Test
  void nobodyDependsOnTheCompositionRoot() {
    noClasses()
        .that()
        .resideInAnyPackage(
            APP + ".model",
            APP + ".gesture",
            APP + ".canvas",
            APP + ".painter",
            APP + ".inspector",
            APP + ".problems",
            APP + ".io",
            APP + ".assign",
            APP + ".fix",
            APP + ".matrix",
            APP + ".proposal",
            APP + ".host",
            APP + ".text")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(APP)
        .because("parts are handed what they need")
        .check(app);
  }
}
