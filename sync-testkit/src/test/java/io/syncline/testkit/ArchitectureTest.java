package io.syncline.testkit;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The walls around the test kit. */
@Tag("once")
class ArchitectureTest {

  private static final JavaClasses TESTKIT =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.syncline.testkit");

  @Test
  void theKitKnowsTheCoreOnly() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.syncline.jdbc..", "io.syncline.http..")
        .because("our own adapters are tested by it exactly as a vendor's are")
        .check(TESTKIT);
  }

  @Test
  void serversStayInDatabase() {
    noClasses()
        .that()
        .resideOutsideOfPackage("io.syncline.testkit.database..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "org.testcontainers..",
            "com.github.dockerjava..",
            "io.zonky..",
            "ch.vorburger..",
            "com.zaxxer..",
            "org.postgresql..",
            "org.mariadb..")
        .because("one class decides where test databases come from")
        .check(TESTKIT);
  }

  @Test
  void theOracleKnowsNothingOfTheCore() {
    noClasses()
        .that()
        .resideInAPackage("io.syncline.testkit.simulation.oracle..")
        .should()
        .dependOnClassesThat(
            resideInAPackage("io.syncline..")
                .and(not(resideInAPackage("io.syncline.testkit.simulation.oracle.."))))
        .because("a judge that shares code with the judged shares its mistakes")
        .check(TESTKIT);
  }

  @Test
  void contractsBringNoDatabase() {
    noClasses()
        .that()
        .resideInAPackage("io.syncline.testkit.contract..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.syncline.testkit.database..")
        .because("most adapters that a vendor proves are not databases")
        .allowEmptyShould(true)
        .check(TESTKIT);
  }
}
