package io.syncline.examples;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.USE_JAVA_UTIL_LOGGING;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Clock;
import java.time.InstantSource;
import java.util.Calendar;
import java.util.Date;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/**
 * What holds for the main code of every published module, tested here since all are on this class
 * path.
 */
class HouseRulesTest {

  private static final JavaClasses PUBLISHED =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.syncline")
          .that(
              DescribedPredicate.not(
                  JavaClass.Predicates.resideInAPackage("io.syncline.examples..")));

  /** The test kit runs beside tests: it may print, and its fakes have clocks of their own. */
  private static final JavaClasses PRODUCT =
      PUBLISHED.that(
          DescribedPredicate.not(JavaClass.Predicates.resideInAPackage("io.syncline.testkit..")));

  /** A program of its own, which ends with its answer. */
  private static final String PROGRAM = "io.syncline.http.ManifestTool";

  private static final Set<String> CLOCK_TYPES =
      Set.of(
          "java.time.Instant",
          "java.time.LocalDate",
          "java.time.LocalTime",
          "java.time.LocalDateTime",
          "java.time.OffsetDateTime",
          "java.time.OffsetTime",
          "java.time.ZonedDateTime",
          "java.time.Year",
          "java.time.YearMonth");

  @Test
  void everyPackageIsNullMarked() {
    assertThat(PUBLISHED.getDefaultPackage().getSubpackagesInTree())
        .filteredOn(each -> !each.getClasses().isEmpty())
        .filteredOn(each -> PUBLISHED.contain(each.getClasses().iterator().next().getName()))
        .isNotEmpty()
        .allSatisfy(each -> assertThat(isNullMarked(each)).as(each.getName()).isTrue());
  }

  private static boolean isNullMarked(JavaPackage each) {
    return each.isAnnotatedWith(NullMarked.class);
  }

  @Test
  void nothingIsPrinted() {
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName(PROGRAM)
        .should(ACCESS_STANDARD_STREAMS)
        .because("the standard streams are the host's")
        .check(PRODUCT);
  }

  /** The contract suite listens to all loggers, and writes to none. */
  @Test
  void logsGoThroughSlf4j() {
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName("io.syncline.testkit.conformance.Overheard")
        .should(USE_JAVA_UTIL_LOGGING)
        .because("the host chooses where logs go, once")
        .check(PUBLISHED);
  }

  @Test
  void oneClassReadsTheClock() {
    assertThat(PRODUCT)
        .filteredOn(
            each -> each.getAccessesFromSelf().stream().anyMatch(HouseRulesTest::readsTheClock))
        .as("classes that read the clock; all others take an InstantSource")
        .hasSizeLessThanOrEqualTo(1);
  }

  private static boolean readsTheClock(JavaAccess<?> access) {
    JavaClass owner = access.getTargetOwner();
    String name = access.getName();
    return (owner.isEquivalentTo(System.class) && name.equals("currentTimeMillis"))
        || (owner.isEquivalentTo(Clock.class) && name.startsWith("system"))
        || (owner.isEquivalentTo(InstantSource.class) && name.equals("system"))
        || (owner.isEquivalentTo(Calendar.class) && name.equals("getInstance"))
        || (owner.isEquivalentTo(Date.class)
            && name.equals("<init>")
            && access.getDescription().contains("Date.<init>()"))
        || (CLOCK_TYPES.contains(owner.getName()) && name.equals("now"));
  }

  @Test
  void chanceTakesASeed() {
    noClasses()
        .should()
        .callConstructor(Random.class)
        .orShould()
        .callMethod(Math.class, "random")
        .orShould()
        .dependOnClassesThat()
        .haveFullyQualifiedName("java.util.concurrent.ThreadLocalRandom")
        .because("a run that failed must be repeatable from its seed")
        .check(PUBLISHED);
  }

  @Test
  void nobodyEndsTheProcess() {
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName(PROGRAM)
        .should()
        .callMethod(System.class, "exit", int.class)
        .orShould()
        .callMethod(Runtime.class, "halt", int.class)
        .because("the process is the host's")
        .check(PRODUCT);
  }
}
