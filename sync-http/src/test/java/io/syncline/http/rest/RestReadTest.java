package io.syncline.http.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.model.NativeKey;
import io.syncline.model.Row;
import io.syncline.model.Value;
import io.syncline.spi.AdapterException;
import io.syncline.spi.DatasetSpec;
import io.syncline.spi.Limits;
import io.syncline.spi.PointRead;
import io.syncline.spi.ScanPage;
import io.syncline.spi.WriteKind;
import io.syncline.testkit.fixture.saas.FakeFault;
import io.syncline.testkit.fixture.saas.FakeMerge;
import io.syncline.testkit.fixture.saas.FakeRecord;
import io.syncline.testkit.fixture.saas.FakeRequest;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RestReadTest {

  private final Crm crm = Crm.start();

  @AfterEach
  void close() {
    crm.close();
  }

  @Test
  void pageSizesGiveEqualListings() {
    create(40);
    crm.contacts().delete(crm.contacts().snapshot().firstKey());
    List<ScanPage.Entry> whole = crm.scan(new Limits(1000, Crm.PATIENCE));

    assertThat(whole).hasSize(39);
    assertThat(crm.scan(new Limits(1, Crm.PATIENCE))).isEqualTo(whole);
    assertThat(crm.scan(new Limits(13, Crm.PATIENCE))).isEqualTo(whole);
  }

  @Test
  void aListingIsCompleteOnItsLastPageAndAnchoredOnItsFirst() {
    create(3);
    ScanPage first = crm.dataset.scanner().orElseThrow().start(new Limits(2, Crm.PATIENCE));
    FakeRecord later = crm.contacts().create(Map.of("name", "later"));

    ScanPage last =
        crm.dataset
            .scanner()
            .orElseThrow()
            .resume(first.next().orElseThrow(), new Limits(2, Crm.PATIENCE));

    assertThat(first.complete()).isFalse();
    assertThat(last.anchor()).isEmpty();
    assertThat(crm.drain(first.anchor().orElseThrow()).ids()).containsExactly(later.id());
  }

  @Test
  void anEmptyDatasetIsListed() {
    ScanPage page = crm.dataset.scanner().orElseThrow().start(Crm.LIMITS);

    assertThat(page.entries()).isEmpty();
    assertThat(page.complete()).isTrue();
    assertThat(page.next()).isEmpty();
  }

  @Test
  void foundAndGoneComeInTheOrderOfTheRequest() {
    List<String> ids = create(3);
    crm.contacts().delete(ids.get(1));
    crm.contacts().deny(ids.get(2));
    List<NativeKey> keys =
        List.of(
            NativeKey.of(ids.get(1)),
            NativeKey.of(ids.get(0)),
            NativeKey.of("none"),
            NativeKey.of(ids.get(2)),
            NativeKey.of(ids.get(0)));

    List<PointRead> reads = crm.dataset.pointReader().orElseThrow().read(keys, Crm.PATIENCE);

    assertThat(reads).extracting(PointRead::key).isEqualTo(keys);
    assertThat(reads.get(0)).isInstanceOf(PointRead.Gone.class);
    assertThat(reads.get(1)).isInstanceOf(PointRead.Found.class).isEqualTo(reads.get(4));
    assertThat(reads.get(2)).isInstanceOf(PointRead.Gone.class);
    assertThat(reads.get(3)).isInstanceOf(PointRead.Denied.class);
    assertThat(crm.saas.requests(FakeRequest.READ_MANY)).isEqualTo(1);
    assertThat(crm.saas.requests(FakeRequest.READ)).isEqualTo(3);
  }

  @Test
  void aRecordThatWasMergedIsMoved() {
    String rule = "    - { when: { status: [301] }, then: moved, key: /mergedInto }\n";
    try (Crm other =
        Crm.start(
            server -> server, manifest -> manifest.replace("  errors:\n", "  errors:\n" + rule))) {
      String from = other.contacts().create(Map.of("name", "Ann")).id();
      String into = other.contacts().create(Map.of("name", "Bea")).id();
      other.contacts().merge(from, into);

      for (FakeMerge how : List.of(FakeMerge.SHOWS_OTHER, FakeMerge.REDIRECTS)) {
        other.contacts().merged(how);
        assertThat(read(other, from))
            .isEqualTo(new PointRead.Moved(NativeKey.of(from), NativeKey.of(into)));
      }
      other.contacts().merged(FakeMerge.TELLS_NOTHING);
      assertThat(read(other, from)).isEqualTo(new PointRead.Gone(NativeKey.of(from)));
    }
  }

  private static PointRead read(Crm from, String id) {
    return from.dataset
        .pointReader()
        .orElseThrow()
        .read(List.of(NativeKey.of(id)), Crm.PATIENCE)
        .get(0);
  }

  @Test
  void jsonBecomesValuesExactly() {
    Map<String, Object> fields =
        Map.of(
            "whole",
            7,
            "big",
            new java.math.BigInteger("92233720368547758079"),
            "exact",
            new BigDecimal("0.10"),
            "flag",
            true,
            "tags",
            List.of("a", 1),
            "a/b",
            "slash",
            "address",
            Map.of("city", "Ulm"));
    crm.contacts().create(fields);

    var row = crm.scan(Crm.LIMITS).get(0).image().row();

    assertThat(row.get("whole")).contains(Value.of(7L));
    assertThat(row.get("big")).contains(Value.of(new BigDecimal("92233720368547758079")));
    assertThat(row.get("exact")).contains(Value.of(new BigDecimal("0.1")));
    assertThat(row.get("flag")).contains(Value.of(true));
    assertThat(row.get("tags")).contains(new Value.Sequence(List.of(Value.of("a"), Value.of(1L))));
    assertThat(row.get("a~1b")).contains(Value.of("slash"));
    assertThat(row.get("address")).contains(new Value.Struct(Map.of("city", Value.of("Ulm"))));
  }

  @Test
  void describedFieldsHaveTheirTypes() {
    String schema =
        "    schema: { fields: { id: text, balance: 'decimal(12,2)', since: date, photo: binary,"
            + " city: text, weight: real, seen: instant } }\n";
    try (Crm other =
        Crm.start(
            server -> server,
            manifest -> manifest.replace("    key: [id]\n", "    key: [id]\n" + schema))) {
      Map<String, Object> fields = new HashMap<>();
      fields.put("balance", 5);
      fields.put("since", "2024-02-29");
      fields.put("photo", "AP8=");
      fields.put("weight", 3);
      fields.put("seen", "yesterday");
      fields.put("secret", "not described");
      String id = other.contacts().create(fields).id();

      Row row = ((PointRead.Found) read(other, id)).image().row();

      assertThat(row)
          .isEqualTo(
              Row.builder()
                  .set("id", Value.of(id))
                  .set("balance", Value.of(new BigDecimal("5.00")))
                  .set("since", Value.of(LocalDate.of(2024, 2, 29)))
                  .set("photo", Value.of(new byte[] {0, -1}))
                  .set("city", Value.NULL)
                  .set("weight", Value.of(3.0))
                  .set("seen", Value.of("yesterday"))
                  .build());
      assertThat(other.dataset.schemaReader().orElseThrow().describe(Crm.PATIENCE).fields())
          .hasSize(7);
    }
  }

  @Test
  void onlyTheFieldsAskedForAreCarried() {
    crm.contacts().create(Map.of("name", "Ann", "address", Map.of("city", "Ulm")));
    var dataset =
        crm.adapter.dataset(
            DatasetSpec.of("contacts").withFields(List.of("address/city", "absent")));

    var row = dataset.scanner().orElseThrow().start(Crm.LIMITS).entries().get(0).image().row();

    assertThat(row.toMap()).isEqualTo(Map.of("address/city", Value.of("Ulm")));
  }

  @Test
  void aBodyThatStallsEndsByTheDeadline() {
    create(3);
    crm.saas.faults().next(FakeRequest.LIST, FakeFault.STALL_BODY);
    long before = System.nanoTime();

    assertThatThrownBy(() -> crm.scan(new Limits(10, Duration.ofMillis(700))))
        .isInstanceOf(AdapterException.DeadlineExceeded.class)
        .hasMessage("GET /contacts had no answer: no complete answer in time");
    assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofMillis(1500));
  }

  @Test
  void aBodyThatTricklesEndsByTheDeadline() {
    create(50);
    crm.saas.faults().next(FakeRequest.LIST, FakeFault.TRICKLE);

    assertThatThrownBy(() -> crm.scan(new Limits(50, Duration.ofMillis(700))))
        .isInstanceOf(AdapterException.DeadlineExceeded.class);
  }

  @Test
  void throttlingGarbageAndFailureAreToldApart() {
    crm.saas.faults().next(FakeRequest.LIST, FakeFault.GARBAGE);
    assertThatThrownBy(() -> crm.scan(Crm.LIMITS))
        .isInstanceOf(AdapterException.Unreachable.class)
        .hasMessage("GET /contacts answered with something that is not JSON");

    crm.saas.faults().next(FakeRequest.LIST, FakeFault.ERROR);
    assertThatThrownBy(() -> crm.scan(Crm.LIMITS))
        .isInstanceOf(AdapterException.Unreachable.class)
        .hasMessage("GET /contacts answered 500 BROKEN: something went wrong");

    crm.saas.rateLimit(1, Duration.ofSeconds(30));
    assertThatThrownBy(() -> crm.scan(Crm.LIMITS))
        .isInstanceOfSatisfying(
            AdapterException.ReadThrottled.class,
            e -> assertThat(e.until()).isEqualTo(crm.clock.instant().plusSeconds(30)));
  }

  @Test
  void closeEndsACallThatRuns() throws Exception {
    create(1);
    crm.saas.faults().next(FakeRequest.LIST, FakeFault.STALL_HEADERS);
    ExecutorService thread = Executors.newSingleThreadExecutor();
    var running = thread.submit(() -> crm.scan(Crm.LIMITS));
    Awaitility.await().until(() -> crm.saas.requests(FakeRequest.LIST) == 1);

    crm.adapter.close();
    crm.adapter.close();

    assertThatThrownBy(running::get).hasCauseInstanceOf(AdapterException.Cancelled.class);
    thread.shutdown();
  }

  @Test
  void anInterruptCancels() {
    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> crm.scan(Crm.LIMITS)).isInstanceOf(AdapterException.Cancelled.class);
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void openingAndClosingLeavesNoThread() {
    for (int i = 0; i < 20; i++) {
      try (var adapter = Crm.open(crm.saas.url().toString(), text -> text, crm.clock)) {
        adapter.probe(io.syncline.spi.Adapter.Probe.ALIVE, Crm.PATIENCE);
      }
    }
    crm.adapter.close();

    Awaitility.await()
        .until(
            () ->
                Thread.getAllStackTraces().keySet().stream()
                    .noneMatch(thread -> thread.getName().startsWith("syncline-http-")));
  }

  @Test
  void secretsAppearNowhere() {
    crm.saas.token("another");
    List<String> texts = new ArrayList<>();
    var health = crm.adapter.probe(io.syncline.spi.Adapter.Probe.DEEP, Crm.PATIENCE);
    texts.add(health.toString());
    texts.add(crm.adapter.toString());
    assertThatThrownBy(() -> crm.scan(Crm.LIMITS))
        .isInstanceOf(AdapterException.AuthFailed.class)
        .satisfies(e -> texts.add(e.toString()));

    assertThat(health.isGood()).isFalse();
    assertThat(health.checks().get(0).detail()).startsWith("AuthFailed: GET /contacts");
    assertThat(texts).noneMatch(text -> text.contains(Crm.TOKEN));
  }

  @Test
  void capabilitiesAreTrueToTheManifest() {
    var batch = crm.dataset.capabilities();
    assertThat(batch.keysAssigned()).isTrue();
    assertThat(batch.reportsShown()).isTrue();
    assertThat(batch.writes()).containsExactlyInAnyOrder(WriteKind.values());
    assertThat(batch.idempotency()).isEqualTo(io.syncline.spi.Capabilities.Idempotency.REMEMBERED);
    assertThat(batch.preconditions())
        .containsExactlyInAnyOrder(
            io.syncline.spi.Capabilities.PreconditionKind.ABSENT,
            io.syncline.spi.Capabilities.PreconditionKind.EXISTS,
            io.syncline.spi.Capabilities.PreconditionKind.VERSION);
  }

  @Test
  void anUnknownDatasetOrOptionIsAConfigurationFault() {
    assertThatThrownBy(() -> crm.adapter.dataset(DatasetSpec.of("contact")))
        .hasMessage("dataset: must be one of [contacts]: contact");
    assertThatThrownBy(
            () ->
                crm.adapter.dataset(
                    DatasetSpec.of("contacts").withKey("key").withOptions(Map.of("a", "b"))))
        .hasMessage("options.a: must not be given; key: must be [id]: [key]");
  }

  @Test
  void aHundredThousandRecordsAreListedAndFollowed() {
    for (int i = 0; i < 100_000; i++) {
      crm.contacts().create(Map.of("name", "n" + i));
    }
    Limits limits = new Limits(500, Crm.PATIENCE);
    var seen = new HashSet<NativeKey>();
    ScanPage page = crm.dataset.scanner().orElseThrow().start(limits);
    page.entries().forEach(entry -> seen.add(entry.key()));
    while (page.next().isPresent()) {
      page = crm.dataset.scanner().orElseThrow().resume(page.next().get(), limits);
      page.entries().forEach(entry -> seen.add(entry.key()));
    }

    assertThat(seen).hasSize(100_000);
    assertThat(page.complete()).isTrue();
    assertThat(crm.drain(crm.feed().earliest(), limits).changes()).hasSize(100_000);
  }

  private List<String> create(int count) {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      ids.add(crm.contacts().create(Map.of("name", "n" + i)).id());
    }
    return ids;
  }
}
