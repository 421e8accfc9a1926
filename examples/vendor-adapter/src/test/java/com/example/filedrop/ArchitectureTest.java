package com.example.filedrop;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** What makes it a third party's adapter. */
class ArchitectureTest {

  private static final JavaClasses ADAPTER =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("com.example.filedrop");

  @Test
  void itKnowsTheSpiAndTheModelAndNothingElseOfSyncline() {
    noClasses()
        .should()
        .dependOnClassesThat(
            resideInAPackage("io.syncline..")
                .and(not(resideInAnyPackage("io.syncline.spi..", "io.syncline.model.."))))
        .because("only these are kept stable for vendors")
        .check(ADAPTER);
  }

  @Test
  void itStartsNoThreadAndSleepsNowhere() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .haveFullyQualifiedName("java.util.concurrent.Executors")
        .orShould()
        .callConstructor(Thread.class)
        .orShould()
        .callMethod(Thread.class, "sleep", long.class)
        .because("threads are the hub's, and waiting must end when the adapter is closed")
        .check(ADAPTER);
  }

  @Test
  void jacksonStaysInJson() {
    noClasses()
        .that()
        .resideOutsideOfPackage("com.example.filedrop.json..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("tools.jackson..")
        .because("one package decides how JSON is read")
        .check(ADAPTER);
  }

  @Test
  void everyPackageIsNullMarked() {
    assertThat(ADAPTER.getPackage("com.example.filedrop").getSubpackagesInTree())
        .hasSize(4)
        .allMatch(each -> each.isAnnotatedWith(NullMarked.class));
  }
}
