package io.syncline.http.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.syncline.http.client.Deadline;
import io.syncline.http.client.Exchange;
import io.syncline.http.client.HttpTransport;
import io.syncline.http.manifest.Call;
import io.syncline.http.manifest.LimitsSpec;
import io.syncline.http.manifest.RetrySpec;
import io.syncline.http.manifest.Verdict;
import io.syncline.model.SystemClock;
import io.syncline.spi.AdapterException;
import io.syncline.testkit.database.TestDatabase;
import io.syncline.testkit.database.TestDatabases;
import io.syncline.testkit.wire.Direction;
import io.syncline.testkit.wire.WireFault;
import io.syncline.testkit.wire.WireProxy;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

/** Two couriers stand for two processes: they share nothing but a database. */
class SharedBudgetsTest {

  private static final Call UPDATE = new Call("PATCH", "/contacts/{id}");
  private static final Duration LONG = Duration.ofMinutes(2);
  private static final Exchange DONE = answer(200);

  private final List<Long> sent = Collections.synchronizedList(new ArrayList<>());
  private final ConcurrentLinkedQueue<Exchange> coming = new ConcurrentLinkedQueue<>();
  private final List<Courier> couriers = new ArrayList<>();
  private TestDatabase database;

  @BeforeEach
  void open() {
    database = TestDatabases.postgresql();
  }

  @AfterEach
  void close() {
    couriers.forEach(Courier::close);
    database.close();
  }

  @Test
  void twoProcessesKeepOneRateInAnyPeriod() throws Exception {
    long seed = 11;
    Random random = new Random(seed);
    LimitsSpec.Limit rate = new LimitsSpec.Rate(20, Duration.ofSeconds(3), 80);
    List<Courier> both =
        List.of(courier(database.dataSource(), rate), courier(database.dataSource(), rate));
    List<Delivery<Exchange>> deliveries = new ArrayList<>();

    for (int i = 0; i < 80; i++) {
      Use use = random.nextInt(3) == 0 ? Use.WRITE : Use.READ;
      deliveries.add(send(both.get(random.nextInt(2)), use));
    }

    for (Delivery<Exchange> each : deliveries) {
      assertThat(each.await()).as("seed=%d", seed).isEqualTo(DONE);
    }
    assertThat(sent).hasSize(80);
    // half a second for a machine that stands still between a call's turn and its sending
    assertThat(most(Duration.ofMillis(2500))).as("seed=%d", seed).isLessThanOrEqualTo(20);
    assertThat(most(Duration.ofMillis(2500))).as("seed=%d", seed).isGreaterThan(10);
  }

  @Test
  void twoProcessesSpendOneDay() throws Exception {
    LimitsSpec.Limit daily =
        new LimitsSpec.Daily(30, LocalTime.MIDNIGHT, ZoneOffset.ofHours(hourFarFromNow()), 80);
    List<Courier> both =
        List.of(courier(database.dataSource(), daily), courier(database.dataSource(), daily));
    List<Delivery<Exchange>> deliveries = new ArrayList<>();

    for (int i = 0; i < 60; i++) {
      deliveries.add(send(both.get(i % 2), i % 3 == 0 ? Use.READ : Use.WRITE));
    }

    List<Exchange> read = new ArrayList<>();
    for (Delivery<Exchange> each : deliveries) {
      read.add(each.await());
    }
    assertThat(read.stream().filter(DONE::equals)).hasSize(30);
    assertThat(read.stream().filter(each -> !each.equals(DONE)))
        .hasSize(30)
        .allSatisfy(
            each ->
                assertThat(((Exchange.Held) each).until().orElseThrow())
                    .isAfter(Instant.now().plus(Duration.ofHours(1))));
    assertThat(sent).hasSize(30);
  }

  /** So that no day ends during the test. */
  private static int hourFarFromNow() {
    return 12 - Instant.now().atZone(ZoneOffset.UTC).getHour();
  }

  @Test
  void aRefusalThatOneIsToldPausesTheOther() throws Exception {
    LimitsSpec.Limit rate = new LimitsSpec.Rate(100, Duration.ofSeconds(10), 100);
    Courier one = courier(database.dataSource(), rate);
    Courier other = courier(database.dataSource(), rate);
    assertThat(send(other, Use.WRITE).await()).isEqualTo(DONE);

    coming.add(answer(429, "Retry-After", "3600"));
    send(one, Use.WRITE).await();

    await()
        .atMost(LONG)
        .untilAsserted(
            () -> {
              Exchange held = send(other, Use.WRITE).await();
              assertThat(held).isInstanceOf(Exchange.Held.class);
              assertThat(((Exchange.Held) held).until().orElseThrow())
                  .isAfter(Instant.now().plus(Duration.ofMinutes(50)));
            });
  }

  @Test
  void whileTheDatabaseIsAwayNothingIsSentAndThenItGoesOn() throws Exception {
    PGSimpleDataSource direct = new PGSimpleDataSource();
    direct.setURL(database.jdbcUrl());
    try (WireProxy proxy = WireProxy.to(direct.getServerNames()[0], direct.getPortNumbers()[0])) {
      PGSimpleDataSource through = new PGSimpleDataSource();
      through.setServerNames(new String[] {proxy.host()});
      through.setPortNumbers(new int[] {proxy.port()});
      through.setDatabaseName(direct.getDatabaseName());
      through.setUser(database.user());
      through.setPassword(database.password());
      Courier courier = courier(through, new LimitsSpec.Rate(40, Duration.ofSeconds(1), 100));
      assertThat(send(courier, Use.WRITE).await()).isEqualTo(DONE);

      for (WireFault fault : List.of(WireFault.refuse(), WireFault.stall(Direction.ANSWER, 0))) {
        proxy.every(fault);
        await().atMost(LONG).until(() -> send(courier, Use.WRITE).await() instanceof Exchange.Held);
        int before = sent.size();
        for (int i = 0; i < 50; i++) {
          Exchange held = send(courier, i % 2 == 0 ? Use.WRITE : Use.READ).await();
          assertThat(held).isInstanceOf(Exchange.Held.class);
          assertThat(((Exchange.Held) held).until()).as("goes back as throttled").isPresent();
        }
        assertThat(sent).hasSize(before);

        proxy.calm();
        await().atMost(LONG).until(() -> send(courier, Use.WRITE).await().equals(DONE));
      }
    }
  }

  @Test
  void aDataSourceThatIsNotLentIsToldByPath() {
    LimitsSpec limits = limits(new LimitsSpec.Rate(1, Duration.ofSeconds(1), 100));

    assertThatThrownBy(() -> shared(limits, name -> Optional.empty()))
        .isInstanceOf(AdapterException.ConfigInvalid.class)
        .hasMessageContaining("connection.limits[0].shared")
        .hasMessageContaining("must be the name of a data source: budgets");
  }

  @Test
  void aDatabaseThatIsAwayWhenTheAdapterOpensIsAskedLater() throws Exception {
    PGSimpleDataSource nowhere = new PGSimpleDataSource();
    nowhere.setServerNames(new String[] {"127.0.0.1"});
    nowhere.setPortNumbers(new int[] {1});
    Courier courier = courier(nowhere, new LimitsSpec.Rate(1, Duration.ofSeconds(1), 100));

    Exchange held = send(courier, Use.READ).await();

    assertThat(((Exchange.Held) held).until()).isPresent();
    assertThat(sent).isEmpty();
  }

  private int most(Duration period) {
    List<Long> times = sent.stream().sorted().toList();
    int most = 0;
    int first = 0;
    for (int i = 0; i < times.size(); i++) {
      while (times.get(i) - times.get(first) >= period.toNanos()) {
        first++;
      }
      most = Math.max(most, i - first + 1);
    }
    return most;
  }

  private Delivery<Exchange> send(Courier courier, Use use) {
    Outgoing outgoing =
        new Outgoing(
            UPDATE,
            use,
            false,
            () ->
                Optional.of(
                    new HttpTransport.Request(
                        "PATCH", URI.create("http://a.example/contacts/1"), Map.of(), new byte[0])),
            answer -> answer.status() == 429 ? Optional.of(Verdict.THROTTLED) : Optional.empty());
    return courier.send(outgoing, Deadline.in(LONG), Function.identity());
  }

  private Courier courier(DataSource dataSource, LimitsSpec.Limit limit) {
    Courier courier =
        new Courier(
            limits(limit),
            shared(limits(limit), name -> Optional.of(dataSource)),
            new RetrySpec(0, Duration.ofSeconds(1), LONG, false, LONG),
            SystemClock.get(),
            (outgoing, request, deadline) -> {
              sent.add(System.nanoTime());
              Exchange next = coming.poll();
              return CompletableFuture.completedFuture(next == null ? DONE : next);
            });
    couriers.add(courier);
    return courier;
  }

  private static SharedBudgets shared(
      LimitsSpec limits, Function<String, Optional<DataSource>> lent) {
    return SharedBudgets.open(limits, URI.create("http://a.example"), lent, SystemClock.get());
  }

  private static LimitsSpec limits(LimitsSpec.Limit limit) {
    LimitsSpec.Budget budget =
        new LimitsSpec.Budget(
            "account",
            Optional.empty(),
            List.of(limit),
            Optional.of(new LimitsSpec.Shared("budgets", "connection.limits[0].shared")));
    return new LimitsSpec(List.of(budget), Map.of(), Set.of());
  }

  private static Exchange answer(int status, String... header) {
    Map<String, List<String>> headers =
        header.length == 0 ? Map.of() : Map.of(header[0], List.of(header[1]));
    return new Exchange.Answer(status, HttpHeaders.of(headers, (name, value) -> true), new byte[0]);
  }
}
