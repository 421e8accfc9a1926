package io.syncline.http.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.http.HttpAdapter;
import io.syncline.spi.AdapterSource;
import io.syncline.testkit.conformance.Conformance;
import io.syncline.testkit.conformance.Finding;
import io.syncline.testkit.conformance.Report;
import io.syncline.testkit.conformance.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What was recorded of the contract suite once says the same without the service. */
class OfflineConformanceTest {

  /** Rules that need the service, or time, or threads: skipped in a replay, and it says why. */
  private static final List<String> ONLY_LIVE =
      List.of(
          "CL-04", "CL-06", "CL-07", "CL-08", "CL-09", "CF-15", "IN-01", "IN-02", "IN-03", "IN-04",
          "IN-05", "OP-03", "QU-03", "QU-04");

  @TempDir Path folder;

  /** All rules but one, which takes long and is skipped as others are. */
  @Test
  void aReplayHasTheVerdictsOfItsRecordingWithoutTheService() {
    SaasSubject subject = new SaasSubject("crm", "followed.yaml");
    Report recorded = played(Conformance.recording(subject, folder), List.of("OP-03"));
    subject.saas().close();

    Report replayed = played(Conformance.replaying(subject, folder), List.of("OP-03"));

    assertThat(recorded.isGood()).as(recorded.toMarkdown()).isTrue();
    assertThat(verdicts(replayed)).isEqualTo(verdicts(recorded));
    assertThat(replayed.findings())
        .filteredOn(finding -> ONLY_LIVE.contains(finding.rule().id()))
        .hasSize(ONLY_LIVE.size() - 1)
        .allSatisfy(
            finding -> {
              assertThat(finding.result()).isEqualTo(Result.SKIPPED);
              assertThat(finding.reason()).startsWith("not replayed: ");
            });
    assertThat(replayed.findings())
        .filteredOn(finding -> finding.result() == Result.PASSED)
        .extracting(finding -> finding.rule().id())
        .contains("SC-04", "PR-01", "SN-01", "SN-03", "CF-01", "CF-02", "CF-09", "CF-12", "WR-01")
        .contains("WR-03", "WR-04", "WR-10", "WR-14", "WR-15", "WR-16", "OP-02", "QU-01", "QU-02");
    assertThat(replayed.subject()).isEqualTo("crm, replayed");
  }

  /** What a recording can show, of other ways to work. */
  @ParameterizedTest
  @ValueSource(strings = {"delta-token.yaml", "bulk.yaml"})
  void soItIsInOtherWaysToWork(String manifest) {
    SaasSubject subject = new SaasSubject("crm", manifest);
    Report recorded = played(Conformance.recording(subject, folder), ONLY_LIVE);
    subject.saas().close();

    Report replayed = played(Conformance.replaying(subject, folder), ONLY_LIVE);

    assertThat(recorded.isGood()).as(recorded.toMarkdown()).isTrue();
    assertThat(verdicts(replayed)).isEqualTo(verdicts(recorded));
  }

  private static Report played(Conformance suite, List<String> except) {
    suite.rules().stream().filter(rule -> !except.contains(rule.id())).forEach(suite::check);
    return suite.report();
  }

  private static String verdict(Finding finding) {
    return finding.rule().id() + " " + finding.result() + " " + finding.reason();
  }

  private static List<String> verdicts(Report report) {
    return report.findings().stream()
        .filter(finding -> !ONLY_LIVE.contains(finding.rule().id()))
        .map(OfflineConformanceTest::verdict)
        .toList();
  }

  @Test
  void whatNoRecordingShowsIsSkippedAndSaysWhy() {
    Crm crm = new Crm();
    check(Conformance.recording(crm, folder), "CF-15", "CL-08", "IN-01");
    crm.saas().close();

    assertThat(check(Conformance.replaying(crm, folder), "CF-15", "CL-08", "IN-01"))
        .containsExactly(
            "CF-15 SKIPPED not replayed: its threads meet otherwise each time",
            "CL-08 SKIPPED not replayed: it takes more than a recording has, a call that hangs",
            "IN-01 SKIPPED not replayed: it takes more than a recording has,"
                + " requests of the system, which are good for a time");
  }

  @Test
  void anotherManifestMakesRulesFailThatTellWhatIsDifferent() throws IOException {
    Crm crm = new Crm();
    check(Conformance.recording(crm, folder), "SN-01", "WR-04");
    crm.saas().close();
    String yaml = Files.readString(crm.manifest);

    crm.manifest = manifest(yaml.replace("size: 500", "size: 50"));
    assertThat(check(Conformance.replaying(crm, folder), "SN-01"))
        .singleElement()
        .asString()
        .startsWith("SN-01 FAILED")
        .contains("limit=50 is not in the recording, which has of that method and path: GET");
    crm.manifest = manifest(yaml.replace("ifVersion: /ifMatch", "ifVersion: /if"));
    assertThat(check(Conformance.replaying(crm, folder), "WR-04"))
        .singleElement()
        .asString()
        .startsWith("WR-04 FAILED")
        .contains("POST /contacts/batch with another body");
    crm.manifest = manifest(yaml);
    assertThat(check(Conformance.replaying(crm, folder), "SN-01", "WR-04"))
        .allMatch(verdict -> verdict.contains("PASSED"));
  }

  private Path manifest(String yaml) throws IOException {
    return Files.writeString(folder.resolve("changed.yaml"), yaml);
  }

  @Test
  void aRecordingThatWasTamperedWithMakesRulesFail() throws IOException {
    Crm crm = new Crm();
    check(Conformance.recording(crm, folder), "SN-01", "PR-01", "WR-05");
    crm.saas().close();
    Path recording = folder.resolve("crm");
    Path calls = recording.resolve("PR-01").resolve("calls.jsonl");

    replace(
        recording.resolve("SN-01").resolve("adapter-1.har"), "\\\"visits\\\":", "\\\"visits\\\":9");
    replace(calls, "\"visits\":", "\"visits\":9");
    List<String> lines = Files.readAllLines(recording.resolve("WR-05").resolve("calls.jsonl"));
    Files.write(
        recording.resolve("WR-05").resolve("calls.jsonl"), lines.subList(0, lines.size() - 1));

    List<String> verdicts =
        check(Conformance.replaying(crm, folder), "SN-01", "PR-01", "WR-05", "CF-01");
    assertThat(verdicts.get(0))
        .startsWith("SN-01 FAILED")
        .contains("a listed row must be as it is");
    assertThat(verdicts.get(1))
        .startsWith("PR-01 FAILED the replay differs from the recording, " + calls + " line 2")
        .contains("visits=1", "and recorded was create", "visits=91");
    assertThat(verdicts.get(2)).startsWith("WR-05 FAILED").contains("and the recording ends");
    assertThat(verdicts.get(3))
        .isEqualTo(
            "CF-01 FAILED nothing was recorded of this, record it anew: "
                + recording.resolve("CF-01"));
  }

  private static void replace(Path file, String old, String other) throws IOException {
    String text = Files.readString(file);
    assertThat(text).contains(old);
    Files.writeString(file, text.replace(old, other));
  }

  @Test
  void noSecretIsInARecording() throws IOException {
    SaasSubject subject = new SaasSubject("crm", "followed.yaml");
    check(Conformance.recording(subject, folder), "CL-06", "WR-16", "SN-01");

    try (Stream<Path> files = Files.walk(folder)) {
      assertThat(files.filter(Files::isRegularFile))
          .isNotEmpty()
          .allSatisfy(
              file -> assertThat(Files.readString(file)).doesNotContain("token-of-the-crm-"));
    }
  }

  /** Plays these rules; their verdicts. */
  private static List<String> check(Conformance suite, String... ids) {
    return Stream.of(ids)
        .map(
            id ->
                suite.rules().stream()
                    .filter(rule -> rule.id().equals(id))
                    .map(suite::check)
                    .map(OfflineConformanceTest::verdict)
                    .collect(Collectors.joining()))
        .toList();
  }

  /** As a vendor writes it who knows the service by a manifest. */
  private static final class Crm extends SaasSubject {

    private Path manifest = file("followed.yaml");

    Crm() {
      super("crm", "followed.yaml");
    }

    private HttpAdapter crm() {
      return HttpAdapter.manifest(manifest)
          .setting("baseUrl", url().toString())
          .secret("crm", token())
          .secret("hook", SaasCaller.SECRET)
          .secret("hookBefore", SaasCaller.SECRET_BEFORE);
    }

    @Override
    public AdapterSource adapter() {
      return crm();
    }

    @Override
    public Optional<AdapterSource> recorded(Path file) {
      return Optional.of(crm().record(file));
    }

    @Override
    public Optional<AdapterSource> replayed(Path file) {
      return Optional.of(crm().replay(file));
    }
  }
}
