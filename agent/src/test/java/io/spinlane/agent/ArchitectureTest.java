package io.spinlane.agent;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.spinlane.agent.engine.Clock;
import java.util.concurrent.locks.Lock;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The arrows between the agent's packages. */
class ArchitectureTest {
  private static final String AGENT = "io.spinlane.agent";

  /** Read once: it is a second or two. */
  private static final JavaClasses AGENT_CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages(AGENT);

  private static String[] packages(String... names) {
    return Stream.of(names).map(name -> AGENT + name).toArray(String[]::new);
  }

  /** A package may use these of the agent's packages, any library, and the clock's interface. */
  private static void uses(String user, String because, String... used) {
    noClasses()
        .that()
        .resideInAPackage(AGENT + user)
        .should()
        .dependOnClassesThat(
            resideInAPackage(AGENT + "..")
                .and(not(resideInAnyPackage(packages(used))))
                .and(not(type(Clock.class))))
        .because(because)
        .allowEmptyShould(true)
        .check(AGENT_CLASSES);
  }

  @Test
  void eachPartUsesWhatIsBelowIt() {
    uses(".packet", "frames are under everything", ".packet", ".linux");
    uses(".linux", "it is the bottom", ".linux");
    uses(".telemetry", "counters describe themselves", ".telemetry");
    uses(".switching", "who is where is policy alone", ".switching", ".packet");
    uses(".balance", "who serves whom is policy over frame memory", ".balance", ".packet");
    uses(
        ".plan",
        "a plan is tables; it names NICs by what they are",
        ".plan",
        ".balance",
        ".nic",
        ".packet");
    uses(
        ".nic..",
        "a driver carries frames and knows nothing of what they are for",
        ".nic..",
        ".packet",
        ".linux");
    uses(
        ".engine",
        "the packet path must not wait for the control side",
        ".engine",
        ".nic",
        ".switching",
        ".balance",
        ".packet",
        ".plan",
        ".telemetry");
    uses(
        ".service",
        "an endpoint tells what the master has decided, and decides nothing",
        ".service",
        ".control",
        ".telemetry",
        ".plan");
  }

  @Test
  void theControlSideMeetsPacketsInPlansAndCountersOnly() {
    noClasses()
        .that()
        .resideInAnyPackage(packages(".control", ".service"))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(packages(".balance", ".switching", ".packet"))
        .because("what a core works on belongs to that core")
        .allowEmptyShould(true)
        .check(AGENT_CLASSES);
  }

  @Test
  void nothingGoesRoundInCircles() {
    slices()
        .matching(AGENT + ".(*)..")
        .should()
        .beFreeOfCycles()
        .because("a part that can be understood alone can be tested alone")
        .check(AGENT_CLASSES);
  }

  @Test
  void onlyOnePackageCallsTheKernel() {
    noClasses()
        .that()
        .resideOutsideOfPackage(AGENT + ".linux")
        .should()
        .dependOnClassesThat()
        .haveFullyQualifiedName("java.lang.foreign.Linker")
        .because("a wrong call ends the process, so each is in one place")
        .check(AGENT_CLASSES);
  }

  @Test
  void policyAsksNobodyForTheTime() {
    noClasses()
        .that()
        .resideInAnyPackage(packages(".balance", ".switching", ".plan", ".packet", ".engine"))
        .should()
        .callMethod(System.class, "nanoTime")
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .because("a clock that is handed in makes every run repeatable")
        .check(AGENT_CLASSES);
  }

  @Test
  void policyOpensNoSockets() {
    noClasses()
        .that()
        .resideInAnyPackage(packages(".balance", ".switching", ".plan", ".packet", ".engine"))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.net..", "java.nio.channels..", "javax.net..")
        .because("packets come from NICs")
        .check(AGENT_CLASSES);
  }

  @Test
  void onlyTheServiceSpeaksGrpc() {
    noClasses()
        .that()
        .resideOutsideOfPackages(packages(".service", ""))
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.grpc..")
        .because("how an agent is spoken to may change without touching what it does")
        .check(AGENT_CLASSES);
  }

  @Test
  void coresUseNoLocks() {
    noClasses()
        .that()
        .resideInAnyPackage(packages(".balance", ".switching", ".engine"))
        .should()
        .dependOnClassesThat(assignableTo(Lock.class))
        .because("a core that waits for another loses packets")
        .check(AGENT_CLASSES);
    classes()
        .that()
        .resideInAnyPackage(packages(".balance", ".switching"))
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            AGENT + ".balance",
            AGENT + ".switching",
            AGENT + ".packet",
            "java.lang..",
            "java.util..",
            "java.nio",
            "java.nio.charset..",
            "org.jspecify..")
        .because("policy needs nothing but memory")
        .check(AGENT_CLASSES);
  }
}
