package io.syncline.http.budget;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.http.client.Deadline;
import io.syncline.http.client.Exchange;
import io.syncline.http.client.Exchange.Failure;
import io.syncline.http.client.HttpTransport;
import io.syncline.http.manifest.Call;
import io.syncline.http.manifest.LimitsSpec;
import io.syncline.http.manifest.LimitsSpec.Learnable;
import io.syncline.http.manifest.RetrySpec;
import io.syncline.http.manifest.Verdict;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CourierTest {

  private static final Call UPDATE = new Call("PATCH", "/contacts/{id}");
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Exchange.Broken NOT_SENT = new Exchange.Broken(Failure.NOT_SENT, "refused");
  private static final Exchange.Broken LOST = new Exchange.Broken(Failure.LOST, "reset");
  private static final Exchange DONE = answer(200);

  private final Hand hand = new Hand();
  private final Deque<Exchange> coming = new ArrayDeque<>();
  private final List<Instant> sent = new ArrayList<>();
  private final List<Exchange> read = new ArrayList<>();

  @Test
  void whatWasNotSentIsSentAgain() {
    come(NOT_SENT, NOT_SENT, DONE);

    send(false);
    hand.move(PATIENCE);

    assertThat(read).containsExactly(DONE);
    assertThat(sent)
        .containsExactly(
            Hand.START, Hand.START.plusSeconds(1), Hand.START.plusSeconds(1).plusSeconds(2));
  }

  @ParameterizedTest
  @EnumSource(
      value = Failure.class,
      names = {"LOST", "TIMED_OUT"})
  void aWriteThatMayHaveActedIsSentAgainOnlyWhereARepeatIsKnown(Failure failure) {
    Exchange.Broken lost = new Exchange.Broken(failure, "no answer");
    come(lost, DONE);
    send(false);
    hand.move(PATIENCE);
    assertThat(read).containsExactly(lost);

    coming.clear();
    come(lost, DONE);
    send(true);
    hand.move(PATIENCE);
    assertThat(read).containsExactly(lost, DONE);
  }

  @ParameterizedTest
  @EnumSource(
      value = Failure.class,
      names = {"UNAUTHORIZED", "TOO_LARGE", "CANCELLED"})
  void whereARepeatCannotHelpThereIsNone(Failure failure) {
    Exchange.Broken broken = new Exchange.Broken(failure, "no");
    come(broken, DONE);

    send(true);
    hand.move(PATIENCE);

    assertThat(read).containsExactly(broken);
  }

  @ParameterizedTest
  @EnumSource(Verdict.class)
  void anAnswerIsDecidedByWhatItMeans(Verdict verdict) {
    Exchange refused = answer(499, "Retry-After", "1");
    come(refused, DONE);

    courier(3).send(outgoing(false, Optional.of(verdict)), Deadline.in(PATIENCE), read::add);
    hand.move(PATIENCE);

    boolean repeated = verdict == Verdict.THROTTLED || verdict == Verdict.UNAVAILABLE;
    assertThat(read).containsExactly(repeated ? DONE : refused);
  }

  @Test
  void whatIsUnknownStaysSoThoughItsRepeatDidNothing() {
    for (Exchange nothing : List.of(NOT_SENT, answer(401), answer(429, "Retry-After", "3600"))) {
      read.clear();
      come(LOST, nothing, NOT_SENT, NOT_SENT, NOT_SENT);

      send(true);
      hand.move(PATIENCE);

      assertThat(read).as("after %s", nothing).containsExactly(LOST);
      coming.clear();
    }
  }

  @Test
  void aRepeatThatIsRefusedLeavesTheDoubt() {
    come(LOST, answer(409));

    send(true);
    hand.move(PATIENCE);

    assertThat(read).containsExactly(LOST);
  }

  @Test
  void aRepeatThatSucceedsEndsTheDoubt() {
    come(LOST, DONE);

    send(true);
    hand.move(PATIENCE);

    assertThat(read).containsExactly(DONE);
  }

  @Test
  void aShortRetryAfterIsWaitedForAndPausesTheBudget() {
    come(answer(429, "Retry-After", "7"), DONE, DONE);
    Courier courier = courier(3);
    courier.send(outgoing(false), Deadline.in(Duration.ofDays(1)), read::add);
    courier.send(outgoing(false), Deadline.in(Duration.ofDays(1)), read::add);

    hand.move(PATIENCE);

    assertThat(read).containsExactly(DONE, DONE);
    assertThat(sent)
        .containsExactly(Hand.START, Hand.START.plusSeconds(7), Hand.START.plusSeconds(7));
  }

  @Test
  void aLongRetryAfterGoesBackAtOnceAndHoldsTheCallsThatFollow() {
    Exchange throttled = answer(429, "Retry-After", "60");
    come(throttled);
    Courier courier = courier(3);
    courier.send(outgoing(false), Deadline.in(Duration.ofDays(1)), read::add);
    courier.send(outgoing(false), Deadline.in(Duration.ofDays(1)), read::add);

    assertThat(read)
        .containsExactly(
            throttled,
            new Exchange.Held("account", Optional.of(Hand.START.plus(Duration.ofMinutes(1)))));
    assertThat(sent).hasSize(1);
  }

  @Test
  void aRateThatIsSpentPausesItsBudget() {
    come(answer(200, "RateLimit", "\"default\";r=0;t=5"), DONE);
    Courier courier = courier(0);
    courier.send(outgoing(false), Deadline.in(Duration.ofDays(1)), read::add);
    courier.send(outgoing(false), Deadline.in(Duration.ofDays(1)), read::add);

    assertThat(sent).hasSize(1);
    hand.move(Duration.ofSeconds(5));
    assertThat(sent).containsExactly(Hand.START, Hand.START.plusSeconds(5));
  }

  @Test
  void aWaitThatDoesNotFitTheDeadlineIsNotBegun() {
    come(NOT_SENT, DONE);

    courier(3).send(outgoing(false), Deadline.in(Duration.ofMillis(900)), read::add);

    assertThat(read).containsExactly(NOT_SENT);
  }

  @Test
  void repeatsAreCounted() {
    come(NOT_SENT, NOT_SENT, NOT_SENT, DONE);

    courier(2).send(outgoing(false), Deadline.in(Duration.ofDays(1)), read::add);
    hand.move(Duration.ofHours(1));

    assertThat(read).containsExactly(NOT_SENT);
    assertThat(sent).hasSize(3);
  }

  @Test
  void whatIsWithdrawnIsNotSentAgain() {
    come(LOST, DONE);
    Delivery<Boolean> delivery =
        courier(3).send(outgoing(true), Deadline.in(Duration.ofDays(1)), read::add);

    assertThat(delivery.withdraw()).as("it was never sent").isFalse();
    hand.move(PATIENCE);

    assertThat(sent).hasSize(1);
    assertThat(read).containsExactly(LOST);
  }

  @Test
  void aRequestThatCannotBeMadeLeavesRoomForOthers() {
    come(DONE);
    Courier courier = courier(0);
    Outgoing broken =
        new Outgoing(
            UPDATE,
            Use.WRITE,
            false,
            () -> {
              throw new IllegalArgumentException("no such path");
            },
            answer -> Optional.empty());
    Delivery<Boolean> failed = courier.send(broken, Deadline.in(Duration.ofDays(1)), read::add);
    courier.send(outgoing(false), Deadline.in(Duration.ofDays(1)), read::add);

    assertThat(failed.withdraw()).as("it was never sent").isTrue();
    assertThat(read).containsExactly(DONE);
  }

  private void send(boolean repeatable) {
    courier(3).send(outgoing(repeatable), Deadline.in(Duration.ofDays(1)), read::add);
  }

  private Courier courier(int max) {
    LimitsSpec limits =
        new LimitsSpec(
            List.of(
                new LimitsSpec.Budget(
                    "account", Optional.empty(), List.of(new LimitsSpec.Concurrent(1, 100)))),
            Map.of(),
            Set.of(Learnable.RATE_LIMIT));
    RetrySpec retry = new RetrySpec(max, Duration.ofSeconds(1), PATIENCE, false, PATIENCE);
    return new Courier(
        limits,
        SharedBudgets.NONE,
        retry,
        hand,
        hand,
        new Random(1),
        (outgoing, request, deadline) -> {
          sent.add(hand.instant());
          return CompletableFuture.completedFuture(coming.remove());
        });
  }

  private static Outgoing outgoing(boolean repeatable) {
    return outgoing(repeatable, Optional.empty());
  }

  /** Answers mean what their status says; one of 499 what is told. */
  private static Outgoing outgoing(boolean repeatable, Optional<Verdict> of499) {
    return new Outgoing(
        UPDATE,
        Use.WRITE,
        repeatable,
        () ->
            Optional.of(
                new HttpTransport.Request(
                    "PATCH", URI.create("http://a.example/contacts/1"), Map.of(), new byte[0])),
        answer ->
            switch (answer.status()) {
              case 401 -> Optional.of(Verdict.AUTH_FAILED);
              case 409 -> Optional.of(Verdict.STALE);
              case 429 -> Optional.of(Verdict.THROTTLED);
              case 499 -> of499;
              default -> Optional.empty();
            });
  }

  private void come(Exchange... exchanges) {
    coming.addAll(List.of(exchanges));
  }

  private static Exchange answer(int status, String... header) {
    Map<String, List<String>> headers =
        header.length == 0 ? Map.of() : Map.of(header[0], List.of(header[1]));
    return new Exchange.Answer(status, HttpHeaders.of(headers, (name, value) -> true), new byte[0]);
  }
}
