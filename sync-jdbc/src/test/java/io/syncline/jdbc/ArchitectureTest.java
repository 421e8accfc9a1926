package io.syncline.jdbc;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The walls around the SQL adapter and the state store, and between the two. */
@Tag("once")
class ArchitectureTest {

  private static final JavaClasses JDBC =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.syncline.jdbc");

  @Test
  void theAdapterKnowsTheModelAndTheSpiOfTheCore() {
    noClasses()
        .that()
        .resideInAnyPackage(
            "io.syncline.jdbc.capture..",
            "io.syncline.jdbc.apply..",
            "io.syncline.jdbc.schema..",
            "io.syncline.jdbc.dialect..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "io.syncline",
            "io.syncline.version..",
            "io.syncline.mapping..",
            "io.syncline.diff..",
            "io.syncline.reconcile..",
            "io.syncline.plan..",
            "io.syncline.store..",
            "io.syncline.engine..",
            "io.syncline.operate..",
            "io.syncline.config..",
            "io.syncline.wiring..")
        .because("an adapter knows no more of the hub than a vendor's would")
        .allowEmptyShould(true)
        .check(JDBC);
  }

  @Test
  void comparingKnowsTheDiffEngineAndNothingElseOfTheCore() {
    noClasses()
        .that()
        .resideInAPackage("io.syncline.jdbc.diff..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "io.syncline",
            "io.syncline.mapping..",
            "io.syncline.reconcile..",
            "io.syncline.plan..",
            "io.syncline.store..",
            "io.syncline.engine..",
            "io.syncline.operate..",
            "io.syncline.config..",
            "io.syncline.wiring..",
            "io.syncline.jdbc",
            "io.syncline.jdbc.capture..",
            "io.syncline.jdbc.apply..",
            "io.syncline.jdbc.store..")
        .because("two tables are compared without a hub, and without an adapter")
        .check(JDBC);
  }

  @Test
  void theStoreKnowsNothingOfTheEngineNorOfTheAdapter() {
    noClasses()
        .that()
        .resideInAPackage("io.syncline.jdbc.store..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "io.syncline",
            "io.syncline.engine..",
            "io.syncline.operate..",
            "io.syncline.config..",
            "io.syncline.wiring..",
            "io.syncline.jdbc",
            "io.syncline.jdbc.capture..",
            "io.syncline.jdbc.apply..",
            "io.syncline.jdbc.schema..")
        .because(
            "where state is kept and what is synchronised are two databases, even if they are one")
        .allowEmptyShould(true)
        .check(JDBC);
  }

  @Test
  void theAdapterKnowsNothingOfTheStore() {
    noClasses()
        .that()
        .resideInAnyPackage(
            "io.syncline.jdbc.capture..",
            "io.syncline.jdbc.apply..",
            "io.syncline.jdbc.schema..",
            "io.syncline.jdbc.dialect..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.syncline.jdbc.store..", "io.syncline.jdbc.wiring..")
        .because("adapters keep no state of their own")
        .allowEmptyShould(true)
        .check(JDBC);
  }

  @Test
  void guiceStaysInTheWiring() {
    noClasses()
        .that()
        .resideOutsideOfPackage("io.syncline.jdbc.wiring..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("com.google.inject..", "jakarta.inject..", "io.syncline.jdbc.wiring..")
        .because("Guice is an optional dependency")
        .check(JDBC);
  }

  @Test
  void thePoolStaysInTheProvider() {
    noClasses()
        .that()
        .haveNameNotMatching("io\\.syncline\\.jdbc\\.(JdbcAdapterProvider|LostOfH2)")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("com.zaxxer.hikari..")
        .because("only a database that is given by URL needs a pool of ours")
        .check(JDBC);
  }

  @Test
  void theModuleNeedsNoOtherLibrary() {
    classes()
        .should()
        .onlyDependOnClassesThat(
            resideInAnyPackage(
                "java..",
                "javax.net",
                "javax.sql..",
                "io.syncline..",
                "org.jspecify..",
                "org.slf4j..",
                "org.jooq..",
                "org.flywaydb..",
                "org.sqlite..",
                "org.postgresql..",
                "com.zaxxer.hikari..",
                "com.google.inject..",
                "jakarta.inject..",
                "org.h2.tools"))
        .because("hosts bring their own drivers")
        .check(JDBC);
  }

  @Test
  void onlyTheTriggerThatH2LoadsNeedsH2() {
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName("io.syncline.jdbc.dialect.H2JournalTrigger")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.h2..")
        .because("hosts bring their own drivers")
        .check(JDBC);
  }
}
