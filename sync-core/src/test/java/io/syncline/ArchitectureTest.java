package io.syncline;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The walls between the packages of the core. */
@Tag("once")
class ArchitectureTest {

  private static final String OURS = "io.syncline";
  private static final JavaClasses CORE =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(OURS);

  /** Each row: a package, what it may know of ours beside itself, and why no more. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          model     |                                                   | everything else speaks of it
          json      | model                                             | a value reads the same in every report
          packed    | model                                             | a layout of bytes is the same wherever bytes are kept
          version   | model                                             | the order of edits does not depend on what was edited
          spi       | model                                             | an adapter compiles against these two and nothing else
          mapping   | model spi                                         | a lens is a function between two rows
          diff      | model version spi packed json                          | comparing needs no decision
          reconcile | model version                                     | it is a pure function and must run unchanged without a hub
          plan      | model version spi reconcile                       | it orders what was decided and performs none of it
          store     | model version spi packed reconcile plan           | it keeps what others decide
          schedule  | model                                             | when something is due is a question about times alone
          suggest   | model spi mapping config                          | a draft is a declaration that is made before there is a hub
          engine    | model version spi packed mapping diff reconcile plan store schedule | the front door is built on it, not the reverse
          operate   | model version spi packed json mapping diff reconcile plan store schedule engine | the front door is built on it, not the reverse
          """)
  void aPackageKnowsOnlyWhatStandsBelowIt(String name, String known, String reason) {
    String[] allowed =
        Stream.concat(Stream.of(name), known == null ? Stream.empty() : Stream.of(known.split(" ")))
            .map(each -> OURS + "." + each + "..")
            .toArray(String[]::new);

    noClasses()
        .that()
        .resideInAPackage(OURS + "." + name + "..")
        .should()
        .dependOnClassesThat(resideInAPackage(OURS + "..").and(not(resideInAnyPackage(allowed))))
        .because(reason)
        .allowEmptyShould(true)
        .check(CORE);
  }

  @Test
  void nobodyKnowsTheWiring() {
    noClasses()
        .that()
        .resideOutsideOfPackage("io.syncline.wiring..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.syncline.wiring..")
        .because("a host that injects nothing must not need an injector")
        .check(CORE);
  }

  @Test
  void packagesAreFreeOfCycles() {
    slices()
        .matching("io.syncline.(*)..")
        .should()
        .beFreeOfCycles()
        .because("data only moves right, and so do dependencies")
        .check(CORE);
  }

  /** Each row: a library's packages, the only packages of ours that may use it, and why. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          tools.jackson..                                 | config diff.report json operate.json | a file is one way of many to describe a hub, JSON one of many to report
          com.fasterxml.jackson..                         | config  | a file is one way of many to describe a hub
          com.google.inject..                             | wiring  | Guice is an optional dependency
          jakarta.inject..                                | wiring  | Guice is an optional dependency
          com.dynatrace.hash4j..                          | packed  | one digest of rows, chosen once
          com.google.i18n.phonenumbers..                  | mapping | what a phone number is, only a lens asks
          org.apache.commons.text..                       | reconcile.policy | how alike two texts are, only a rule of first contact asks
          """)
  void aLibraryStaysAtHome(String library, String home, String reason) {
    noClasses()
        .that()
        .resideOutsideOfPackages(
            Stream.of(home.split(" ")).map(each -> OURS + "." + each + "..").toArray(String[]::new))
        .should()
        .dependOnClassesThat()
        .resideInAPackage(library)
        .because(reason)
        .check(CORE);
  }

  @Test
  void theCoreNeedsNoOtherLibrary() {
    classes()
        .should()
        .onlyDependOnClassesThat(
            resideInAnyPackage(
                "java..",
                "javax.sql..",
                "javax.crypto..",
                "io.syncline..",
                "org.jspecify..",
                "org.slf4j..",
                "com.github.benmanes.caffeine..",
                "tools.jackson..",
                "com.fasterxml.jackson.annotation..",
                "com.google.inject..",
                "jakarta.inject..",
                "com.google.i18n.phonenumbers..",
                "com.dynatrace.hash4j..",
                "org.apache.commons.text.."))
        .because("each dependency of the core is one that every host must carry")
        .check(CORE);
  }

  @Test
  void threadsBelongToTheEngine() {
    noClasses()
        .that()
        .resideOutsideOfPackage("io.syncline.engine..")
        .and()
        .doNotHaveFullyQualifiedName("io.syncline.diff.merge.ReadAhead")
        .should()
        .dependOnClassesThat()
        .haveNameMatching(
            "java\\.util\\.concurrent\\.(Executors|ForkJoinPool|ThreadPoolExecutor|CompletableFuture)")
        .orShould()
        .callConstructorWhere(target(owner(type(Thread.class))))
        .because(
            "stages are plain functions of their input; a hub owns its few threads by name; only a"
                + " diff, which needs no hub and is as fast as its readers, has one of its own for"
                + " each")
        .check(CORE);
  }
}
