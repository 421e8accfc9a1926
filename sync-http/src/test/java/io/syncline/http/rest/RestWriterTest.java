package io.syncline.http.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.model.NativeKey;
import io.syncline.model.Row;
import io.syncline.model.Value;
import io.syncline.model.Version;
import io.syncline.spi.AdapterException;
import io.syncline.spi.Precondition;
import io.syncline.spi.Write;
import io.syncline.spi.WriteKind;
import io.syncline.spi.WriteOutcome;
import io.syncline.spi.WriteOutcome.Applied;
import io.syncline.spi.WriteOutcome.FieldError;
import io.syncline.testkit.fixture.saas.FakeFault;
import io.syncline.testkit.fixture.saas.FakeRecord;
import io.syncline.testkit.fixture.saas.FakeRequest;
import io.syncline.testkit.fixture.saas.FakeRule;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RestWriterTest {

  private Crm crm = Crm.withoutBatch();

  @AfterEach
  void close() {
    crm.close();
  }

  @Test
  void aCreateGetsItsKeyVersionAndWhatIsShown() {
    WriteOutcome outcome = crm.write(Crm.create("w1", "Ann"));

    Applied applied = (Applied) outcome;
    FakeRecord record = crm.contacts().snapshot().values().iterator().next();
    assertThat(applied.key()).isEqualTo(NativeKey.of(record.id()));
    assertThat(applied.version()).contains(Version.opaque(record.etag()));
    assertThat(applied.shown().orElseThrow().get("name")).contains(Value.of("Ann"));
  }

  @Test
  void theVersionReturnedEqualsTheOneRead() {
    Applied applied = (Applied) crm.write(Crm.create("w1", "Ann"));

    var read = crm.dataset.pointReader().orElseThrow().read(List.of(applied.key()), Crm.PATIENCE);
    var found = (io.syncline.spi.PointRead.Found) read.get(0);
    assertThat(found.image().version()).isEqualTo(applied.version());
    assertThat(crm.scan(Crm.LIMITS).get(0).image().version()).isEqualTo(applied.version());
  }

  @Test
  void anUpdateTouchesOnlyItsFieldsAndNullClears() {
    FakeRecord old = crm.contacts().create(fields("name", "Ann", "phone", "1", "fax", "2"));
    Row row = Row.builder().set("phone", Value.NULL).set("fax", Value.of("3")).build();

    crm.write(write(WriteKind.UPDATE, old, row));

    assertThat(crm.contacts().find(old.id()).orElseThrow().fields())
        .isEqualTo(fields("name", "Ann", "phone", null, "fax", "3"));
  }

  @Test
  void nestedFieldsAreNamedByTheirPath() {
    FakeRecord old = crm.contacts().create(Map.of("address", Map.of("city", "Ulm", "zip", "1")));

    Applied applied =
        (Applied) crm.write(write(WriteKind.UPDATE, old, Row.of("address/city", Value.of("Bonn"))));

    assertThat(crm.contacts().find(old.id()).orElseThrow().fields().get("address"))
        .isEqualTo(Map.of("city", "Bonn", "zip", "1"));
    assertThat(applied.key()).isEqualTo(NativeKey.of(old.id()));
  }

  @Test
  void anUpdateOfAStaleVersionChangesNothing() {
    FakeRecord old = crm.contacts().create(Map.of("name", "Ann"));
    crm.contacts().update(old.id(), Map.of("name", "Bea"));

    WriteOutcome outcome = crm.write(Crm.update("w1", old.id(), "Cleo", old.etag()));

    assertThat(outcome).isEqualTo(new WriteOutcome.Stale(Optional.empty()));
    assertThat(name(old.id())).isEqualTo("Bea");
  }

  @Test
  void anUpdateOfWhatIsGoneIsMissing() {
    assertThat(crm.write(Crm.update("w1", "1", "Ann", "\"rev-1\"")))
        .isEqualTo(new WriteOutcome.Missing());
  }

  @Test
  void deletingTwiceIsNoError() {
    FakeRecord old = crm.contacts().create(Map.of("name", "Ann"));
    Write write = Crm.delete("w1", old.id(), old.etag());

    assertThat(crm.write(write)).isInstanceOf(Applied.class);
    assertThat(crm.write(write)).isEqualTo(new WriteOutcome.Missing());
    assertThat(crm.write(Crm.repeated(write)))
        .isEqualTo(new WriteOutcome.Unchanged(NativeKey.of(old.id()), Optional.empty()));
  }

  @Test
  void aRuleThatIsBrokenIsRejectedWithItsFields() {
    crm.contacts().rule(FakeRule.maxLength("name", 3)).rule(FakeRule.required("email"));

    assertThat(crm.write(Crm.create("w1", "Annabel")))
        .isEqualTo(
            new WriteOutcome.Rejected(
                "VALIDATION",
                "the record breaks a rule",
                List.of(
                    new FieldError("name", "must be at most 3 characters"),
                    new FieldError("email", "must be given"))));
  }

  @Test
  void aTwinIsADuplicateThatIsNamed() {
    FakeRecord there = crm.contacts().create(Map.of("name", "Ann"));
    crm.contacts().unique("name");

    WriteOutcome.Duplicate outcome = (WriteOutcome.Duplicate) crm.write(Crm.create("w1", "Ann"));

    assertThat(outcome.key()).contains(NativeKey.of(there.id()));
  }

  @Test
  void aRecordThatIsNotOursIsDenied() {
    FakeRecord old = crm.contacts().create(Map.of("name", "Ann"));
    crm.contacts().deny(old.id());

    assertThat(crm.write(Crm.update("w1", old.id(), "Bea", old.etag())))
        .isEqualTo(new WriteOutcome.Denied("FORBIDDEN: the record is not yours: id=" + old.id()));
  }

  @Test
  void throttlingIsAnOutcomeAndStopsWhatWasNotSent() {
    crm.saas.rateLimit(2, Duration.ofSeconds(20));
    List<Write> writes = creates(30);

    List<WriteOutcome> outcomes = crm.write(writes);

    assertThat(outcomes).hasSize(30);
    assertThat(outcomes.stream().filter(Applied.class::isInstance)).hasSize(2);
    assertThat(outcomes.stream().filter(outcome -> !(outcome instanceof Applied)))
        .hasSize(28)
        .containsOnly(new WriteOutcome.Throttled(crm.clock.instant().plusSeconds(10), "account"));
    assertThat(crm.saas.requests(FakeRequest.CREATE)).isLessThan(30);
  }

  @Test
  void anUnavailableServiceIsThrottlingUntilItsTime() {
    crm.saas.faults().next(FakeFault.UNAVAILABLE);

    assertThat(crm.write(Crm.create("w1", "Ann")))
        .isEqualTo(new WriteOutcome.Throttled(crm.clock.instant().plusSeconds(1), "account"));
    assertThat(crm.contacts().size()).isZero();
  }

  @ParameterizedTest
  @EnumSource(
      value = FakeFault.class,
      names = {
        "LOSE_ANSWER",
        "STALL_HEADERS",
        "STALL_BODY",
        "HALF_BODY",
        "GARBAGE",
        "ERROR_AFTER_WORK"
      })
  void anAnswerLostAfterTheCommitIsUnknownAndItsRepeatHasOneEffect(FakeFault fault) {
    crm.saas.faults().next(fault);
    Write write = Crm.create("w1", "Ann");

    WriteOutcome first = crm.write(List.of(write), Duration.ofSeconds(1)).get(0);
    WriteOutcome second = crm.write(Crm.repeated(write));

    assertThat(first).isInstanceOf(WriteOutcome.Unknown.class);
    String id = crm.contacts().snapshot().firstKey();
    assertThat(((Applied) second).key()).isEqualTo(NativeKey.of(id));
    assertThat(crm.contacts().size()).isEqualTo(1);
    assertThat(crm.saas.effectiveWrites()).isEqualTo(1);
    assertThat(crm.saas.requests(FakeRequest.CREATE)).isEqualTo(2);
  }

  @ParameterizedTest
  @EnumSource(
      value = FakeFault.class,
      names = {"HANG_UP", "ERROR"})
  void aFailureThatMayHaveHappenedIsUnknownAndNotSentAgain(FakeFault fault) {
    crm.saas.faults().next(fault);

    assertThat(crm.write(Crm.create("w1", "Ann"))).isInstanceOf(WriteOutcome.Unknown.class);
    assertThat(crm.saas.requests(FakeRequest.CREATE)).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource(
      value = FakeFault.class,
      names = {"STALL_HEADERS", "STALL_BODY"})
  void aStallEndsByTheDeadline(FakeFault fault) {
    crm.saas.faults().next(fault);
    long before = System.nanoTime();

    crm.write(List.of(Crm.create("w1", "Ann")), Duration.ofMillis(500));

    assertThat(Duration.ofNanos(System.nanoTime() - before))
        .isBetween(Duration.ofMillis(450), Duration.ofMillis(1400));
  }

  @Test
  void aServiceThatIsNotThereIsUnavailable() {
    crm.saas.close();

    assertThat(crm.write(Crm.create("w1", "Ann"))).isInstanceOf(WriteOutcome.Unavailable.class);
  }

  @Test
  void refusedCredentialsFailTheCall() {
    crm.saas.token("another");

    assertThatThrownBy(() -> crm.write(creates(5)))
        .isInstanceOf(AdapterException.AuthFailed.class)
        .hasMessage("POST /contacts UNAUTHORIZED: must have a valid token");
    assertThat(crm.contacts().size()).isZero();
  }

  @Test
  void ofTwoConditionalWritersExactlyOneWins() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(2);
    for (int round = 0; round < 25; round++) {
      FakeRecord old = crm.contacts().create(Map.of("name", "Ann"));
      CountDownLatch go = new CountDownLatch(1);
      List<Future<WriteOutcome>> racers = new ArrayList<>();
      for (String name : List.of("Bea", "Cleo")) {
        Write write = Crm.update("w" + round + name, old.id(), name, old.etag());
        racers.add(
            threads.submit(
                () -> {
                  go.await();
                  return crm.write(write);
                }));
      }
      go.countDown();

      List<WriteOutcome> outcomes = List.of(racers.get(0).get(), racers.get(1).get());
      assertThat(outcomes.stream().filter(Applied.class::isInstance)).hasSize(1);
      assertThat(outcomes.stream().filter(WriteOutcome.Stale.class::isInstance)).hasSize(1);
    }
    threads.shutdown();
  }

  @Test
  void outcomesComeInTheOrderOfTheWritesThoughSentTogether() {
    List<WriteOutcome> outcomes = crm.write(creates(200));

    assertThat(outcomes).hasSize(200);
    for (int i = 0; i < 200; i++) {
      String key = ((Applied) outcomes.get(i)).key().toString();
      assertThat(name(key)).isEqualTo("n" + i);
    }
  }

  @Test
  void noWritesAreNoOutcomes() {
    assertThat(crm.write(List.of())).isEmpty();
    assertThat(crm.saas.requests()).isZero();
  }

  @Test
  void aConditionThatTheServiceHasNotIsRefusedBeforeSending() {
    FakeRecord old = crm.contacts().create(Map.of("name", "Ann"));
    Write write =
        new Write(
            "w1",
            WriteKind.UPDATE,
            Optional.of(NativeKey.of(old.id())),
            Row.of("name", Value.of("Bea")),
            new Precondition.FieldsAre(Row.of("name", Value.of("Ann"))),
            false);

    assertThat(crm.write(write))
        .isEqualTo(
            new WriteOutcome.Rejected("UNSUPPORTED", "no UPDATE under FieldsAre", List.of()));
    assertThat(crm.saas.requests()).isZero();
  }

  @Test
  void anInterruptedCallStillAnswersForEveryWrite() {
    Thread.currentThread().interrupt();

    List<WriteOutcome> outcomes = crm.write(creates(3));

    assertThat(Thread.interrupted()).isTrue();
    assertThat(outcomes).hasSize(3);
  }

  private static List<Write> creates(int count) {
    return IntStream.range(0, count).mapToObj(i -> Crm.create("w" + i, "n" + i)).toList();
  }

  private static Write write(WriteKind kind, FakeRecord old, Row row) {
    return new Write(
        "w1",
        kind,
        Optional.of(NativeKey.of(old.id())),
        row,
        new Precondition.VersionIs(Version.opaque(old.etag())),
        false);
  }

  private String name(String id) {
    return String.valueOf(crm.contacts().find(id).orElseThrow().fields().get("name"));
  }

  private static Map<String, Object> fields(String... pairs) {
    Map<String, Object> fields = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      fields.put(pairs[i], pairs[i + 1]);
    }
    return fields;
  }
}
