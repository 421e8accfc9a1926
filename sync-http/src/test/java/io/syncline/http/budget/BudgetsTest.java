package io.syncline.http.budget;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.http.client.Deadline;
import io.syncline.http.client.Exchange;
import io.syncline.http.manifest.Call;
import io.syncline.http.manifest.LimitsSpec;
import io.syncline.http.manifest.LimitsSpec.Concurrent;
import io.syncline.http.manifest.LimitsSpec.Limit;
import io.syncline.http.manifest.LimitsSpec.LongCalls;
import io.syncline.http.manifest.LimitsSpec.Rate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BudgetsTest {

  private static final Call LIST = new Call("GET", "/contacts?limit={page.size}");
  private static final Call UPDATE = new Call("PATCH", "/contacts/{id}");
  private static final Call SEARCH = new Call("POST", "/search");
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final Duration SECOND = Duration.ofSeconds(1);

  private final Hand hand = new Hand();

  @Test
  void callsBeginWithinTheRateHoweverTheyCome() {
    long seed = 42;
    Random random = new Random(seed);
    Budgets budgets = budgets(account(new Rate(5, Duration.ofSeconds(10), 100)));
    List<Instant> begun = new ArrayList<>();
    List<CompletableFuture<Void>> turns = new ArrayList<>();

    for (int i = 0; i < 200; i++) {
      Use use = random.nextBoolean() ? Use.READ : Use.WRITE;
      turns.add(ask(budgets, LIST, use).thenAccept(admission -> begun.add(hand.instant())));
      hand.move(Duration.ofMillis(random.nextInt(3900)));
    }
    hand.move(PATIENCE);

    assertThat(turns).as("seed=%d", seed).allMatch(CompletableFuture::isDone);
    assertThat(begun).as("seed=%d", seed).hasSize(200).isSorted();
    for (int i = 5; i < begun.size(); i++) {
      assertThat(Duration.between(begun.get(i - 5), begun.get(i)))
          .as("seed=%d", seed)
          .isGreaterThanOrEqualTo(Duration.ofSeconds(10));
    }
  }

  @Test
  void whileReadsDrainARateWritesGoThrough() {
    Budgets budgets = budgets(account(new Rate(10, Duration.ofSeconds(10), 80)));
    List<CompletableFuture<Admission>> reads = many(12, () -> ask(budgets, LIST, Use.READ));

    List<CompletableFuture<Admission>> writes = many(2, () -> ask(budgets, UPDATE, Use.WRITE));

    assertThat(reads.stream().filter(CompletableFuture::isDone)).hasSize(8);
    assertThat(writes).allMatch(CompletableFuture::isDone);
    assertThat(ask(budgets, UPDATE, Use.WRITE)).isNotDone();
  }

  @Test
  void whileReadsFillTheConcurrencyWritesGoThrough() {
    Budgets budgets = budgets(account(new Concurrent(4, 80)));
    List<CompletableFuture<Admission>> reads = many(9, () -> ask(budgets, LIST, Use.READ));

    assertThat(reads.stream().filter(CompletableFuture::isDone)).hasSize(3);
    assertThat(ask(budgets, UPDATE, Use.WRITE)).isDone();
  }

  @Test
  void aWriteThatCameLaterHasItsTurnBeforeARead() {
    Budgets budgets = budgets(account(new Rate(1, SECOND, 100)));
    take(budgets);
    CompletableFuture<Admission> read = ask(budgets, LIST, Use.READ);
    CompletableFuture<Admission> write = ask(budgets, UPDATE, Use.WRITE);

    hand.move(SECOND);
    assertThat(write).isDone();
    assertThat(read).isNotDone();
    hand.move(SECOND);
    assertThat(read).isDone();
  }

  @Test
  void whoCameFirstGoesFirstThoughItCostsMore() {
    Budgets budgets =
        new Budgets(
            new LimitsSpec(
                List.of(account(new Rate(4, SECOND, 100))), Map.of("POST /search", 4), Set.of()),
            SharedBudgets.NONE,
            PATIENCE,
            hand,
            hand);
    take(budgets);
    CompletableFuture<Admission> dear = ask(budgets, SEARCH, Use.READ);
    CompletableFuture<Admission> cheap = ask(budgets, LIST, Use.READ);

    assertThat(cheap).as("there was room for it").isNotDone();
    hand.move(SECOND);
    assertThat(dear).isDone();
    assertThat(cheap).isNotDone();
  }

  @Test
  void aBudgetThatIsPausedStopsItsOwnCallsOnly() {
    Budgets budgets =
        budgets(account(new Concurrent(8, 100)), of(SEARCH, new Rate(4, SECOND, 100)));
    budgets.pause(SEARCH, Hand.START.plusSeconds(30));

    CompletableFuture<Admission> search = ask(budgets, SEARCH, Use.READ);
    assertThat(search).isNotDone();
    assertThat(ask(budgets, UPDATE, Use.WRITE)).isDone();
    assertThat(ask(budgets, LIST, Use.READ)).isDone();

    hand.move(Duration.ofSeconds(30));
    assertThat(search).isDone();
  }

  @Test
  void aPauseOfTheAccountStopsAll() {
    Budgets budgets =
        budgets(account(new Concurrent(8, 100)), of(SEARCH, new Rate(4, SECOND, 100)));
    budgets.pause(UPDATE, Hand.START.plusSeconds(300));

    assertThat(ask(budgets, SEARCH, Use.READ).join())
        .isEqualTo(held("account", Hand.START.plusSeconds(300)));
  }

  @Test
  void aWaitThatIsLongerThanOurPatienceGoesBackAtOnce() {
    Budgets budgets = budgets(account(new Rate(1, Duration.ofDays(1), 100)));
    take(budgets);

    assertThat(ask(budgets, LIST, Use.READ).join())
        .isEqualTo(held("account", Hand.START.plus(Duration.ofDays(1))));
  }

  @Test
  void whoWaitsGoesBackWhenAPauseIsLongerThanOurPatience() {
    Budgets budgets = budgets(account(new Rate(1, SECOND, 100)));
    take(budgets);
    CompletableFuture<Admission> waits = ask(budgets, LIST, Use.READ);

    budgets.pause(LIST, Hand.START.plus(Duration.ofHours(1)));

    assertThat(waits.join()).isEqualTo(held("account", Hand.START.plus(Duration.ofHours(1))));
  }

  @Test
  void noCallBeginsWhileTooManyLastLong() {
    Budgets budgets =
        budgets(account(new Concurrent(100, 100), new LongCalls(Duration.ofSeconds(20), 2, 100)));
    List<CompletableFuture<Admission>> slow = many(2, () -> ask(budgets, LIST, Use.READ));
    assertThat(ask(budgets, LIST, Use.READ)).as("none is long yet").isDone();

    hand.move(Duration.ofSeconds(20));
    CompletableFuture<Admission> waits = ask(budgets, UPDATE, Use.WRITE);
    assertThat(waits).isNotDone();

    ((Admission.Granted) slow.get(0).join()).ended().run();
    assertThat(waits).as("the third call lasts as long by now").isNotDone();
    ((Admission.Granted) slow.get(1).join()).ended().run();
    assertThat(waits).isDone();
  }

  @Test
  void aCallThatFindsNoRoomUntilItsDeadlineIsHeld() {
    Budgets budgets = budgets(account(new Concurrent(1, 100)));
    take(budgets);

    assertThat(budgets.admit(LIST, Use.READ, Instant.MIN, Deadline.in(Duration.ofMillis(20))))
        .isNotDone();
    CompletableFuture<Admission> tooLate =
        budgets.admit(LIST, Use.READ, Instant.MIN, Deadline.in(Duration.ZERO));

    assertThat(tooLate.join())
        .isEqualTo(new Admission.Refused(new Exchange.Held("account", Optional.empty())));
  }

  @Test
  void closingRefusesThoseWhoWaitAndThoseWhoCome() {
    Budgets budgets = budgets(account(new Concurrent(1, 100)));
    take(budgets);
    CompletableFuture<Admission> waits = ask(budgets, LIST, Use.READ);

    budgets.close();

    Admission closed =
        new Admission.Refused(
            new Exchange.Broken(Exchange.Failure.CLOSED, "the adapter is closed"));
    assertThat(waits.join()).isEqualTo(closed);
    assertThat(ask(budgets, LIST, Use.READ).join()).isEqualTo(closed);
  }

  @Test
  void aClockThatIsPutBackStopsNobody() {
    Budgets budgets = budgets(account(new Rate(1, Duration.ofDays(1), 100)));
    take(budgets);

    hand.putBack(Duration.ofHours(1));

    assertThat(ask(budgets, LIST, Use.READ).join()).isInstanceOf(Admission.Granted.class);
  }

  private CompletableFuture<Admission> ask(Budgets budgets, Call call, Use use) {
    return budgets.admit(call, use, Instant.MIN, farDeadline());
  }

  private void take(Budgets budgets) {
    assertThat(ask(budgets, LIST, Use.READ).join()).isInstanceOf(Admission.Granted.class);
  }

  private static List<CompletableFuture<Admission>> many(
      int count, Supplier<CompletableFuture<Admission>> one) {
    return Stream.generate(one).limit(count).toList();
  }

  private static Deadline farDeadline() {
    return Deadline.in(Duration.ofDays(30));
  }

  private static Admission held(String key, Instant until) {
    return new Admission.Refused(new Exchange.Held(key, Optional.of(until)));
  }

  private Budgets budgets(LimitsSpec.Budget... budgets) {
    return new Budgets(
        new LimitsSpec(List.of(budgets), Map.of(), Set.of()),
        SharedBudgets.NONE,
        PATIENCE,
        hand,
        hand);
  }

  private static LimitsSpec.Budget account(Limit... limits) {
    return new LimitsSpec.Budget("account", Optional.empty(), List.of(limits));
  }

  private static LimitsSpec.Budget of(Call call, Limit limit) {
    return new LimitsSpec.Budget(call.toString(), Optional.of(call.toString()), List.of(limit));
  }
}
