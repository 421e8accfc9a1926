package io.syncline.http;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The walls around the web service adapter. */
@Tag("once")
class ArchitectureTest {

  private static final JavaClasses HTTP =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.syncline.http");

  @Test
  void theAdapterKnowsTheModelAndTheSpiOfTheCore() {
    noClasses()
        .that()
        .resideOutsideOfPackages("io.syncline.http.wiring..", "io.syncline.http.console..")
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
        .check(HTTP);
  }

  @Test
  void theClientKnowsNothingOfManifests() {
    noClasses()
        .that()
        .resideInAPackage("io.syncline.http.client..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.syncline.http", "io.syncline.http.manifest..")
        .because("sending one request does not depend on what described it")
        .allowEmptyShould(true)
        .check(HTTP);
  }

  @Test
  void guiceStaysInTheWiring() {
    noClasses()
        .that()
        .resideOutsideOfPackage("io.syncline.http.wiring..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("com.google.inject..", "jakarta.inject..", "io.syncline.http.wiring..")
        .because("Guice is an optional dependency")
        .check(HTTP);
  }

  @Test
  void onlyTheServerNeedsUndertow() {
    noClasses()
        .that()
        .haveNameNotMatching("io\\.syncline\\.http\\.inbound\\.(InboundServer|WholeRequests).*")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.undertow..", "org.xnio..")
        .because("it is an optional dependency, for hosts that have no server")
        .check(HTTP);
  }

  @Test
  void onlyWhatTakesPartsApartNeedsMime4j() {
    noClasses()
        .that()
        .haveNameNotMatching("io\\.syncline\\.http\\.codec\\.Parts(\\$.*)?")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.apache.james.mime4j..")
        .because("it is an optional dependency, for services that answer in several parts")
        .check(HTTP);
  }

  @Test
  void onlyTheStoreOfS3NeedsItsLibrary() {
    noClasses()
        .that()
        .haveNameNotMatching(
            "io\\.syncline\\.http\\.blob\\.(S3BlobStore|S3Clients|S3Upload)(\\$.*)?")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("software.amazon.awssdk..")
        .because("it is an optional dependency, for hosts that keep contents there")
        .check(HTTP);
  }

  @Test
  void theModuleNeedsNoOtherLibrary() {
    classes()
        .should()
        .onlyDependOnClassesThat(
            resideInAnyPackage(
                "java..",
                "javax.net..",
                "javax.sql..",
                "javax.crypto..",
                "javax.security.auth.x500..",
                "javax.xml..",
                "org.w3c.dom..",
                "org.xml.sax..",
                "io.syncline..",
                "org.jspecify..",
                "org.slf4j..",
                "com.github.benmanes.caffeine..",
                "tools.jackson..",
                "com.fasterxml.jackson.annotation..",
                "com.google.inject..",
                "jakarta.inject..",
                "io.undertow..",
                "org.xnio..",
                "org.apache.james.mime4j..",
                "software.amazon.awssdk.."))
        .because("the JDK has an HTTP client")
        .check(HTTP);
  }
}
