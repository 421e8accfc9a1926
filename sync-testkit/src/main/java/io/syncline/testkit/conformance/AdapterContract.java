package io.syncline.testkit.conformance;

import io.syncline.testkit.conformance.json.JsonText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestReporter;

/**
 * What an adapter owes, as tests: extend it, once for each way in which a dataset works, and give
 * the subject. One test per rule; what does not apply is aborted and says why.
 *
 * <p>In the end there is a report, {@code conformance.json} and a table {@code conformance.md}, in
 * a folder of the subject's name below {@code target/conformance}, or below the folder that the
 * system property {@code syncline.conformance.reports} names.
 *
 * <p>Where the system property {@code syncline.conformance.tables} names a folder, the table must
 * be there already, as {@code <subject>.md}, and say the same; it is written where {@code
 * syncline.conformance.tables.write} is {@code true}.
 *
 * <p>Where the system property {@code syncline.conformance.record} names a folder, the system is
 * asked, and what it says is taken there; where {@code syncline.conformance.replay} names that
 * folder, the suite runs without the system. The subject says how its adapter does so: {@link
 * Subject#recorded}, {@link Subject#replayed}.
 */
public abstract class AdapterContract {

  private Optional<Conformance> suite = Optional.empty();

  /** The dataset to be proven, and a side channel to it. */
  protected abstract Subject subject();

  @TestFactory
  Stream<DynamicTest> rules() {
    Conformance played = Conformance.asTold(subject(), System::getProperty);
    suite = Optional.of(played);
    return played.rules().stream()
        .map(rule -> DynamicTest.dynamicTest(rule.toString(), () -> tell(played.check(rule))));
  }

  private static void tell(Finding finding) {
    switch (finding.result()) {
      case PASSED -> {
        // nothing to tell
      }
      case FAILED -> Assertions.fail(finding.rule() + "\n" + finding.reason());
      case SKIPPED -> Assumptions.abort(finding.reason());
      case DEVIATES -> Assumptions.abort("known deviation: " + finding.reason());
    }
  }

  @AfterEach
  void report(TestReporter reporter) {
    suite
        .map(Conformance::report)
        .ifPresent(
            report -> {
              reporter.publishEntry(report.summary());
              String name = Report.fileName(report.subject());
              write(report, name);
              KeptTable.named(name).ifPresent(table -> table.check(report.toMarkdown()));
            });
  }

  private static void write(Report report, String name) {
    Path folder =
        Path.of(System.getProperty("syncline.conformance.reports", "target/conformance"), name);
    try {
      Files.createDirectories(folder);
      Files.writeString(
          folder.resolve("conformance.json"),
          JsonText.of(report.document()),
          StandardCharsets.UTF_8);
      Files.writeString(
          folder.resolve("conformance.md"), report.toMarkdown(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("the report cannot be written: folder=" + folder, e);
    }
  }
}
