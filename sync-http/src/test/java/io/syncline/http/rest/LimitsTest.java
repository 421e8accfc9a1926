package io.syncline.http.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.model.NativeKey;
import io.syncline.spi.Adapter;
import io.syncline.spi.AdapterException;
import io.syncline.spi.Dataset;
import io.syncline.spi.DatasetSpec;
import io.syncline.spi.Write;
import io.syncline.spi.WriteOutcome;
import io.syncline.spi.WriteOutcome.Applied;
import io.syncline.spi.WriteOutcome.Throttled;
import io.syncline.testkit.fixture.saas.FakeFault;
import io.syncline.testkit.fixture.saas.FakeRecord;
import io.syncline.testkit.fixture.saas.FakeRequest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Limits and repeats, between an adapter and a server. */
class LimitsTest {

  private static final Duration HOUR = Duration.ofHours(1);
  private static final String NO_LIMITS = "limits: [{ key: account, concurrent: 8 }]";

  private Crm crm = Crm.start();

  @AfterEach
  void close() {
    crm.close();
  }

  @Test
  void whileAListingDrainsARateWritesGoThrough() {
    start("limits: [{ key: account, rate: 10/1h }]");
    var until = crm.clock.instant().plus(HOUR);
    for (int i = 0; i < 8; i++) {
      crm.scan(Crm.LIMITS);
    }

    assertThatThrownBy(() -> crm.scan(Crm.LIMITS))
        .isInstanceOf(AdapterException.ReadThrottled.class)
        .hasMessage("GET /contacts had no room in budget account until " + until);
    assertThat(crm.write(creates(2))).allMatch(Applied.class::isInstance);
    assertThat(crm.write(Crm.create("w9", "Zoe"))).isEqualTo(new Throttled(until, "account"));
    assertThat(crm.saas.requests()).isEqualTo(10);

    crm.clock.move(HOUR);
    assertThat(crm.scan(Crm.LIMITS)).hasSize(2);
  }

  @Test
  void aBudgetThatIsSpentStopsItsOwnWritesOnly() {
    start("limits: [{ match: \"POST /contacts\", rate: 2/1d }]");
    FakeRecord old = crm.contacts().create(Map.of("name", "Ann"));
    Throttled throttled =
        new Throttled(crm.clock.instant().plus(Duration.ofDays(1)), "POST /contacts");

    List<WriteOutcome> outcomes =
        crm.write(
            List.of(
                Crm.create("w1", "Bea"),
                Crm.create("w2", "Cleo"),
                Crm.create("w3", "Dora"),
                Crm.update("w4", old.id(), "Eve", old.etag())));

    assertThat(outcomes.subList(0, 2)).allMatch(Applied.class::isInstance);
    assertThat(outcomes.get(2)).isEqualTo(throttled);
    assertThat(outcomes.get(3)).isInstanceOf(Applied.class);
  }

  @Test
  void aCallThatTheServiceThrottlesPausesItsOwnBudgetOnly() {
    start("limits: [{ match: \"POST /contacts\", rate: 100/1s }]");
    FakeRecord old = crm.contacts().create(Map.of("name", "Ann"));
    Throttled throttled = new Throttled(crm.clock.instant().plus(HOUR), "POST /contacts");
    crm.saas.faults().next(FakeRequest.CREATE, FakeFault.TOO_MANY);

    assertThat(crm.write(creates(1))).containsExactly(throttled);
    assertThat(crm.write(creates(3))).containsOnly(throttled);
    assertThat(crm.saas.requests(FakeRequest.CREATE)).as("the pause is kept").isEqualTo(1);
    assertThat(crm.write(Crm.update("w4", old.id(), "Eve", old.etag())))
        .isInstanceOf(Applied.class);
    assertThat(crm.scan(Crm.LIMITS)).hasSize(1);

    crm.clock.move(HOUR);
    assertThat(crm.write(creates(3))).allMatch(Applied.class::isInstance);
  }

  @Test
  void aDearCallCountsAsSeveral() {
    start(
        "limits: [{ key: account, rate: 10/1h, readsAtMost: 100% },"
            + " { match: \"POST /contacts\", cost: 4 }]");

    List<WriteOutcome> outcomes = crm.write(creates(3));

    assertThat(outcomes.stream().filter(Applied.class::isInstance)).hasSize(2);
    crm.scan(Crm.LIMITS);
    crm.scan(Crm.LIMITS);
    assertThatThrownBy(() -> crm.scan(Crm.LIMITS))
        .isInstanceOf(AdapterException.ReadThrottled.class);
  }

  @Test
  void aCallThatFindsNoRoomKeepsItsDeadline() throws Exception {
    start("limits: [{ key: account, concurrent: 1 }]");
    crm.saas.faults().next(FakeRequest.LIST, FakeFault.STALL_HEADERS);
    ExecutorService thread = Executors.newSingleThreadExecutor();
    Future<?> slow = thread.submit(() -> crm.scan(Crm.LIMITS));
    Awaitility.await().until(() -> crm.saas.requests(FakeRequest.LIST) == 1);

    assertThat(crm.write(creates(2), Duration.ofMillis(200)))
        .containsOnly(new WriteOutcome.NotAttempted());
    assertThatThrownBy(
            () ->
                crm.dataset
                    .pointReader()
                    .orElseThrow()
                    .read(List.of(NativeKey.of("1")), Duration.ofMillis(200)))
        .isInstanceOf(AdapterException.DeadlineExceeded.class)
        .hasMessage("GET /contacts had no room in budget account before its deadline");

    crm.adapter.close();
    assertThatThrownBy(slow::get).hasCauseInstanceOf(AdapterException.Cancelled.class);
    thread.shutdown();
  }

  @Test
  void closeEndsWhatWaitsForRoom() throws Exception {
    start("limits: [{ key: account, concurrent: 1 }]");
    crm.saas.faults().next(FakeRequest.LIST, FakeFault.STALL_HEADERS);
    ExecutorService threads = Executors.newFixedThreadPool(2);
    Future<?> slow = threads.submit(() -> crm.scan(Crm.LIMITS));
    Awaitility.await().until(() -> crm.saas.requests(FakeRequest.LIST) == 1);
    Future<?> waits = threads.submit(() -> crm.scan(Crm.LIMITS));

    crm.adapter.close();

    assertThatThrownBy(waits::get).hasCauseInstanceOf(AdapterException.Cancelled.class);
    assertThatThrownBy(slow::get).hasCauseInstanceOf(AdapterException.Cancelled.class);
    threads.shutdown();
  }

  // Repeats, by the machine's clock

  @ParameterizedTest
  @EnumSource(
      value = FakeFault.class,
      names = {"UNAVAILABLE", "HANG_UP", "ERROR", "LOSE_ANSWER", "ERROR_AFTER_WORK"})
  void aWriteWithAnIdempotencyKeyIsSentAgainAndHasOneEffect(FakeFault fault) {
    try (Adapter adapter = repeating(yaml -> yaml)) {
      crm.saas.faults().next(FakeRequest.CREATE, fault);

      assertThat(write(adapter, Crm.create("w1", "Ann"))).isInstanceOf(Applied.class);

      assertThat(crm.saas.requests(FakeRequest.CREATE)).isEqualTo(2);
      assertThat(crm.contacts().size()).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = FakeFault.class,
      names = {"HANG_UP", "ERROR", "LOSE_ANSWER", "ERROR_AFTER_WORK"})
  void aWriteWithoutIdempotencyKeyThatMayHaveActedIsNotSentAgain(FakeFault fault) {
    try (Adapter adapter = repeating(yaml -> yaml.replaceAll(", idempotency: \\{[^}]*}", ""))) {
      crm.saas.faults().next(FakeRequest.CREATE, fault);

      assertThat(write(adapter, Crm.create("w1", "Ann"))).isInstanceOf(WriteOutcome.Unknown.class);

      assertThat(crm.saas.requests(FakeRequest.CREATE)).isEqualTo(1);
    }
  }

  @Test
  void aReadIsSentAgain() {
    try (Adapter adapter = repeating(yaml -> yaml)) {
      crm.contacts().create(Map.of("name", "Ann"));
      crm.saas.faults().next(FakeFault.ERROR, FakeFault.HANG_UP);

      assertThat(
              adapter
                  .dataset(DatasetSpec.of("contacts"))
                  .scanner()
                  .orElseThrow()
                  .start(Crm.LIMITS)
                  .entries())
          .hasSize(1);
    }
  }

  private Adapter repeating(UnaryOperator<String> manifest) {
    return Crm.open(
        crm.saas.url().toString(),
        yaml ->
            manifest.apply(
                Crm.withoutBatch(yaml)
                    .replace(
                        NO_LIMITS,
                        "retry: { max: 3, backoff: { base: 1ms, cap: 5ms }, giveBackAfter: 5s }")),
        InstantSource.system());
  }

  private static WriteOutcome write(Adapter adapter, Write write) {
    Dataset contacts = adapter.dataset(DatasetSpec.of("contacts"));
    return contacts.writer().orElseThrow().write(List.of(write), Crm.PATIENCE).get(0);
  }

  /** With these limits, one call for each write, and a listing without anchor. */
  private void start(String limits) {
    crm.close();
    crm =
        Crm.start(
            server -> server,
            yaml -> {
              String single = Crm.withoutBatch(yaml).replace(NO_LIMITS, limits);
              int feed = single.indexOf("    feed:");
              return single.substring(0, feed) + single.substring(single.indexOf("    write:"));
            });
  }

  private static List<Write> creates(int count) {
    return IntStream.range(0, count).mapToObj(i -> Crm.create("w" + i, "n" + i)).toList();
  }
}
