package io.syncline.http.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.model.NativeKey;
import io.syncline.model.Row;
import io.syncline.model.Value;
import io.syncline.spi.Adapter;
import io.syncline.spi.AdapterException;
import io.syncline.spi.BulkProgress;
import io.syncline.spi.BulkWriter;
import io.syncline.spi.Capabilities;
import io.syncline.spi.DatasetSpec;
import io.syncline.spi.Precondition;
import io.syncline.spi.Write;
import io.syncline.spi.WriteKind;
import io.syncline.spi.WriteOutcome;
import io.syncline.spi.WriteOutcome.Applied;
import io.syncline.testkit.fixture.saas.FakeFault;
import io.syncline.testkit.fixture.saas.FakeRecord;
import io.syncline.testkit.fixture.saas.FakeRule;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Jobs of a real server, in each of the formats of their files. */
class BulkWritesTest {

  private static final String NDJSON = "codec: { decode: [ndjson], encode: [ndjson] }";
  private static final String CSV = "empty: clears";
  private static final String REFERENCE = "reference: /key, ";

  private final List<AutoCloseable> opened = new ArrayList<>();

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable each : opened) {
      each.close();
    }
  }

  @Test
  void aMixedJobIsOneOfEachKindAndFailsWriteByWrite() {
    Crm crm = ndjson();
    crm.contacts().rule(FakeRule.maxLength("name", 5));
    FakeRecord good = crm.contacts().create(Map.of("name", "Ann"));
    FakeRecord stale = crm.contacts().create(Map.of("name", "Bea"));
    FakeRecord doomed = crm.contacts().create(Map.of("name", "Cleo"));
    List<Write> writes =
        List.of(
            Crm.create("w1", "Dora"),
            Crm.update("w2", good.id(), "Anna", good.etag()),
            Crm.create("w3", "Esmeralda"),
            Crm.update("w4", stale.id(), "Beat", "\"rev-0\""),
            Crm.delete("w5", doomed.id(), doomed.etag()),
            Crm.update("w6", "4711", "Nobod", "\"rev-0\""),
            Crm.create("w7", "Fay"));

    List<WriteOutcome> outcomes = run(crm, writes);

    assertThat(names(crm)).contains("Anna", "Bea", "Dora", "Fay").doesNotContain("Esmeralda");
    assertThat(shown(crm, outcomes.get(0))).isEqualTo("Dora");
    assertThat(outcomes.get(1))
        .isEqualTo(new Applied(NativeKey.of(good.id()), Optional.empty(), Optional.empty()));
    assertThat(outcomes.get(2))
        .isEqualTo(new WriteOutcome.Rejected("VALIDATION", "the record breaks a rule", List.of()));
    assertThat(outcomes.get(3)).isEqualTo(new WriteOutcome.Stale(Optional.empty()));
    assertThat(outcomes.get(4)).isInstanceOf(Applied.class);
    assertThat(outcomes.get(5)).isEqualTo(new WriteOutcome.Missing());
    assertThat(shown(crm, outcomes.get(6))).isEqualTo("Fay");
    assertThat(crm.saas.jobs().count()).isEqualTo(3);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8})
  void aSubmissionCutOffAtAnyCallGoesOnAndEachWriteHasOneEffect(int call) {
    Crm crm = ndjson(manifest -> manifest.replace("idempotency: /key", ""));
    FakeRecord old = crm.contacts().create(Map.of("name", "Ann"));
    List<Write> writes =
        List.of(
            Crm.create("w1", "Dora"),
            Crm.create("w2", "Dora"),
            Crm.update("w3", old.id(), "Anna", old.etag()));
    String ticket = bulk(crm).open("first", Crm.PATIENCE);
    long before = crm.saas.effectiveWrites();
    // three looks come first, and the JDK itself asks again where no answer comes to a look
    FakeFault fault = call < 3 ? FakeFault.ERROR_AFTER_WORK : FakeFault.LOSE_ANSWER;
    crm.saas.faults().nextAfter(call, fault);

    boolean cut = false;
    try {
      bulk(crm).submit(ticket, writes, Crm.PATIENCE);
    } catch (AdapterException e) {
      cut = true;
    }
    crm.saas.faults().clear();
    Adapter next = another(crm);
    BulkWriter other = bulk(next);
    List<Write> again = writes.stream().map(Crm::repeated).toList();
    other.submit(ticket, again, Crm.PATIENCE);
    end(other, ticket);
    List<WriteOutcome> outcomes = other.outcomes(ticket, again, Crm.PATIENCE);

    assertThat(cut).as("calls of a submission").isEqualTo(call < 8);
    assertThat(outcomes).hasSize(3).allMatch(Applied.class::isInstance);
    assertThat(outcomes).doesNotHaveDuplicates();
    assertThat(crm.saas.effectiveWrites() - before).isEqualTo(3);
    assertThat(crm.contacts().size()).isEqualTo(3);
    assertThat(crm.saas.jobs().count()).isEqualTo(3);
  }

  @Test
  void aJobThatIsOpenedAndForgottenDoesNothing() {
    Crm crm = ndjson();

    bulk(crm).open("first", Crm.PATIENCE);
    String ticket = bulk(crm).open("second", Crm.PATIENCE);
    bulk(crm).abort(ticket, Crm.PATIENCE);

    assertThat(crm.saas.effectiveWrites()).isZero();
    assertThat(bulk(crm).poll(ticket, Crm.PATIENCE)).isEqualTo(new BulkProgress.Ended());
    assertThat(bulk(crm).outcomes(ticket, creates(2), Crm.PATIENCE))
        .as("nobody knows what an adapter of before submitted")
        .allMatch(WriteOutcome.Unknown.class::isInstance);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void whatAJobThatBrokeDidNotComeToIsNotAttempted(boolean referenced) {
    Crm crm = referenced ? ndjson() : ndjson(BulkWritesTest::withoutReference);
    crm.saas.jobs().failAfter(2);
    List<Write> writes = creates(5);

    List<WriteOutcome> outcomes = run(crm, writes);

    assertThat(outcomes.subList(0, 2)).allMatch(Applied.class::isInstance);
    assertThat(outcomes.subList(2, 5)).containsOnly(new WriteOutcome.NotAttempted());
    assertThat(names(crm)).containsExactly("n0", "n1");
  }

  @Test
  void aJobThatIsNotKeptAnyMoreIsLost() {
    Crm crm = ndjson();
    crm.saas.jobs().keepFor(Duration.ofHours(1));
    List<Write> writes = creates(2);
    String ticket = bulk(crm).open("first", Crm.PATIENCE);
    bulk(crm).submit(ticket, writes, Crm.PATIENCE);

    crm.clock.move(Duration.ofHours(2));

    assertThat(bulk(crm).poll(ticket, Crm.PATIENCE))
        .isEqualTo(new BulkProgress.Lost("the service does not know the job any more: " + ticket));
    bulk(crm).submit(ticket, writes, Crm.PATIENCE);
    assertThat(bulk(crm).outcomes(ticket, writes, Crm.PATIENCE))
        .containsOnly(
            new WriteOutcome.Unknown("the service does not know the job any more: job-1"));
  }

  @Test
  void aJobThatIsAtWorkIsLookedAtAgain() {
    Crm crm = ndjson();
    crm.saas.jobs().rowsPerPoll(1);
    String ticket = bulk(crm).open("first", Crm.PATIENCE);
    bulk(crm).submit(ticket, creates(3), Crm.PATIENCE);

    assertThat(bulk(crm).poll(ticket, Crm.PATIENCE))
        .isEqualTo(new BulkProgress.Running(Duration.ofSeconds(5)));
    assertThat(bulk(crm).poll(ticket, Crm.PATIENCE)).isInstanceOf(BulkProgress.Running.class);
    assertThat(bulk(crm).poll(ticket, Crm.PATIENCE)).isEqualTo(new BulkProgress.Ended());
  }

  /** The service tells them in the order it did them, failures apart. */
  @ParameterizedTest
  @ValueSource(strings = {"ndjson", "csv"})
  void rowsInAnotherOrderAndWithoutReferenceAreThoseOfTheirWrites(String format) {
    Crm crm =
        format.equals("csv")
            ? csv(BulkWritesTest::withoutReference)
            : ndjson(BulkWritesTest::withoutReference);
    crm.contacts().rule(FakeRule.maxLength("name", 5));
    List<Write> writes =
        List.of(
            Crm.create("w1", "Cleopatra"),
            Crm.create("w2", "Ann"),
            Crm.create("w3", "Bartholomew"),
            Crm.create("w4", "Bea"),
            Crm.create("w5", "Ann"));
    String ticket = bulk(crm).open("first", Crm.PATIENCE);
    bulk(crm).submit(ticket, writes, Crm.PATIENCE);
    end(bulk(crm), ticket);

    List<Write> asked = List.of(4, 2, 1, 3, 0).stream().map(writes::get).toList();
    List<WriteOutcome> outcomes = bulk(crm).outcomes(ticket, asked, Crm.PATIENCE);

    assertThat(shown(crm, outcomes.get(0))).isEqualTo("Ann");
    assertThat(outcomes.get(1)).isInstanceOf(WriteOutcome.Rejected.class);
    assertThat(shown(crm, outcomes.get(2))).isEqualTo("Ann");
    assertThat(shown(crm, outcomes.get(3))).isEqualTo("Bea");
    assertThat(outcomes.get(4)).isInstanceOf(WriteOutcome.Rejected.class);
    assertThat(outcomes.get(0)).isNotEqualTo(outcomes.get(2));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void valuesOfEveryShapePassCsvAsTheyAre(boolean referenced) {
    Crm crm = referenced ? csv(manifest -> manifest) : csv(BulkWritesTest::withoutReference);
    List<String> names =
        List.of(
            "a, b",
            "say \"hi\"",
            "two\nlines",
            "two\r\nlines",
            " spaces at the ends ",
            "\u5F20\u4E09\uFF0C\u674E\u56DB",
            "\uD83D\uDE00 \u00FC",
            "=1+1",
            "\"",
            ",");
    List<Write> writes =
        IntStream.range(0, names.size()).mapToObj(i -> Crm.create("w" + i, names.get(i))).toList();

    List<WriteOutcome> outcomes = run(crm, writes);

    assertThat(outcomes.stream().map(outcome -> shown(crm, outcome))).isEqualTo(names);
  }

  @Test
  void whatACellCannotSayGoesWithoutAJob() {
    Crm crm = csv(manifest -> manifest.replace(CSV, "cleared: \"#N/A\""));
    FakeRecord ann = crm.contacts().create(Map.of("name", "Ann", "email", "a@b.example"));
    FakeRecord bea = crm.contacts().create(Map.of("name", "Bea", "email", "b@b.example"));
    FakeRecord cat = crm.contacts().create(Map.of("name", "Cat", "email", "c@b.example"));
    List<Write> writes =
        List.of(
            create("w1", Row.of("name", Value.of(""))),
            create("w2", Row.of("name", Value.of("#N/A"))),
            create("w3", Row.of("name", Value.NULL)),
            Crm.update("w4", ann.id(), "Anna", ann.etag()),
            Crm.update("w5", bea.id(), "Beat", bea.etag()),
            update("w6", cat, Row.of(List.of("name", "email"), Value.of("Cate"), Value.of("c@c"))),
            create("w7", Row.of("name", new Value.Sequence(List.of(Value.of("a"))))));

    List<WriteOutcome> outcomes = run(crm, writes);

    WriteOutcome left = new WriteOutcome.NotAttempted();
    assertThat(outcomes.get(0)).isEqualTo(left);
    assertThat(outcomes.get(1)).isEqualTo(left);
    assertThat(outcomes.get(2)).isInstanceOf(Applied.class);
    assertThat(outcomes.subList(3, 5)).allMatch(Applied.class::isInstance);
    assertThat(outcomes.get(5)).as("it sets more than most").isEqualTo(left);
    assertThat(outcomes.get(6)).isEqualTo(left);
    assertThat(crm.contacts().find(ann.id()).orElseThrow().fields())
        .containsEntry("email", "a@b.example");
    assertThat(crm.contacts().find(cat.id()).orElseThrow().fields()).containsEntry("name", "Cat");
  }

  @Test
  void aConditionWithoutAPlaceGoesWithoutAJob() {
    Crm crm = ndjson(manifest -> manifest.replace("ifVersion: /ifMatch, idem", "idem"));
    FakeRecord ann = crm.contacts().create(Map.of("name", "Ann"));

    List<WriteOutcome> outcomes = run(crm, List.of(Crm.update("w1", ann.id(), "Anna", ann.etag())));

    assertThat(outcomes).containsExactly(new WriteOutcome.NotAttempted());
    assertThat(names(crm)).containsExactly("Ann");
  }

  @Test
  void aJobThatIsRefusedDoesNothingAndIsStopped() {
    Crm crm = ndjson(manifest -> manifest.replace("bulk.id}/content", "bulk.id}/nowhere"));
    String ticket = bulk(crm).open("first", Crm.PATIENCE);

    assertThatThrownBy(() -> bulk(crm).submit(ticket, creates(2), Crm.PATIENCE))
        .isInstanceOf(AdapterException.Unsupported.class)
        .hasMessageContaining(
            "PUT /jobs/{bulk.id}/nowhere answered NO_SUCH_PATH: there is nothing at this path");

    assertThat(bulk(crm).poll(ticket, Crm.PATIENCE)).isEqualTo(new BulkProgress.Ended());
    assertThat(crm.contacts().size()).isZero();
  }

  @Test
  void aTicketOfSomethingElseIsAMistake() {
    assertThatThrownBy(() -> bulk(ndjson()).poll("job-1", Crm.PATIENCE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("must be a ticket of a web service: ticket=job-1");
  }

  @Test
  void whatJobsCarryIsToldAndCreatesAreRememberedOnlyWhereRowsHaveIds() {
    Capabilities can = ndjson().dataset.capabilities();
    Capabilities without =
        ndjson(manifest -> manifest.replace("idempotency: /key", "")).dataset.capabilities();

    assertThat(can.bulk()).contains(new Capabilities.Bulk(200, 10_000, 16 << 20));
    assertThat(can.idempotency()).isEqualTo(Capabilities.Idempotency.REMEMBERED);
    assertThat(can.reportsShown()).isFalse();
    assertThat(without.idempotency()).isEqualTo(Capabilities.Idempotency.NONE);
  }

  // Manifests

  private Crm ndjson() {
    return ndjson(manifest -> manifest);
  }

  private Crm ndjson(UnaryOperator<String> other) {
    return started(NDJSON, "ndjson", "", other);
  }

  private Crm csv(UnaryOperator<String> other) {
    return started("codec: { decode: [csv], encode: [csv] }", "csv", ", " + CSV, other);
  }

  private Crm started(String codec, String format, String cells, UnaryOperator<String> other) {
    Crm crm =
        Crm.start(
            server -> server, manifest -> other.apply(withJobs(manifest, codec, format, cells)));
    opened.add(crm);
    return crm;
  }

  private static String withJobs(String manifest, String codec, String format, String cells) {
    return manifest
            .replace(
                "  errors:\n",
                """
                  errors:
                    - { when: { status: [400], code: STALE }, then: stale }
                    - { when: { status: [400], code: NOT_FOUND }, then: missing }
                """)
            .stripTrailing()
        + """

              bulk:
                operations: { create: create, update: update, delete: delete }
                CODEC
                open: { call: "POST /jobs", body: { dataset: contacts, operation: "{bulk.operation}", format: FORMAT }, id: /id }
                upload:
                  call: "PUT /jobs/{bulk.id}/content"
                  row: { reference: /key, key: { id: /id }, ifVersion: /ifMatch, idempotency: /keyCELLS }
                close: { call: "PATCH /jobs/{bulk.id}", body: { state: CLOSED } }
                poll: { call: "GET /jobs/{bulk.id}", at: /state, open: [OPEN], ended: [COMPLETE, FAILED, ABORTED], every: 5s }
                results:
                  by: /key
                  succeeded: { call: "GET /jobs/{bulk.id}/successes", key: { id: /_id } }
                  failed: { call: "GET /jobs/{bulk.id}/failures", failure: { code: /_code, text: /_error } }
                  unprocessed: "GET /jobs/{bulk.id}/unprocessed"
                abort: { call: "PATCH /jobs/{bulk.id}", body: { state: ABORTED } }
        """
            .replace("CODEC", codec)
            .replace("FORMAT", format)
            .replace("CELLS", cells);
  }

  /** The service is told no id at all, and so echoes none. */
  private static String withoutReference(String manifest) {
    return manifest
        .replace(REFERENCE, "")
        .replace(", idempotency: /key", "")
        .replace("          by: /key\n", "");
  }

  // Jobs

  private Adapter another(Crm crm) {
    Adapter adapter =
        Crm.open(
            crm.saas.url().toString(),
            manifest -> withJobs(manifest, NDJSON, "ndjson", "").replace("idempotency: /key", ""),
            crm.clock);
    opened.add(0, adapter);
    return adapter;
  }

  private static BulkWriter bulk(Crm crm) {
    return crm.dataset.bulkWriter().orElseThrow();
  }

  private static BulkWriter bulk(Adapter adapter) {
    return adapter.dataset(DatasetSpec.of("contacts")).bulkWriter().orElseThrow();
  }

  private static List<WriteOutcome> run(Crm crm, List<Write> writes) {
    BulkWriter bulk = bulk(crm);
    String ticket = bulk.open("first", Crm.PATIENCE);
    bulk.submit(ticket, writes, Crm.PATIENCE);
    end(bulk, ticket);
    return bulk.outcomes(ticket, writes, Crm.PATIENCE);
  }

  /** A job goes on each time that it is looked at. */
  private static void end(BulkWriter bulk, String ticket) {
    for (int i = 0; i < 100; i++) {
      if (bulk.poll(ticket, Crm.PATIENCE) instanceof BulkProgress.Ended) {
        return;
      }
    }
    throw new AssertionError("the job does not end: " + ticket);
  }

  private static List<Write> creates(int count) {
    return IntStream.range(0, count).mapToObj(i -> Crm.create("w" + i, "n" + i)).toList();
  }

  private static Write create(String id, Row fields) {
    return new Write(
        id, WriteKind.CREATE, Optional.empty(), fields, new Precondition.Absent(), false);
  }

  private static Write update(String id, FakeRecord record, Row fields) {
    Write named = Crm.update(id, record.id(), "", record.etag());
    return new Write(id, named.kind(), named.key(), fields, named.precondition(), named.repeated());
  }

  private static List<Object> names(Crm crm) {
    return crm.contacts().snapshot().values().stream()
        .map(record -> record.fields().get("name"))
        .toList();
  }

  private static String shown(Crm crm, WriteOutcome outcome) {
    assertThat(outcome).isInstanceOf(Applied.class);
    String id = ((Applied) outcome).key().toString();
    return String.valueOf(crm.contacts().find(id).orElseThrow().fields().get("name"));
  }
}
