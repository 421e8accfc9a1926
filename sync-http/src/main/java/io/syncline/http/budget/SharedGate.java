package io.syncline.http.budget;

import io.syncline.http.ledger.Claim;
import io.syncline.http.ledger.Entry;
import io.syncline.http.ledger.Grant;
import io.syncline.http.ledger.Slots;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A limit that several processes share. Calls use permits that were taken before, some at a time;
 * who finds none has them asked for, and waits without a thread. While there is traffic the account
 * is looked at once a second, so that a pause that others were told of is known here too. Where the
 * account does not answer, nothing is let through that was not given out before.
 */
final class SharedGate implements Gate {

  /** Whoever has not answered by then is taken to be away. */
  static final Duration ANSWER = Duration.ofSeconds(2);

  private static final Duration FIRST_AWAY = Duration.ofSeconds(1);
  private static final Duration LONGEST_AWAY = Duration.ofSeconds(30);

  /** What is not used by then goes back, also where its slot is a day. */
  private static final Duration LEASE = Duration.ofSeconds(5);

  private static final Duration LOOK = Duration.ofSeconds(1);

  /** Others were faster to change the account, again and again. */
  private static final Duration BUSY = Duration.ofMillis(100);

  private final Terms terms;
  private final Desk desk;
  private final InstantSource clock;
  private final Permits permits = new Permits();
  private Full writesFull = Full.NOT;
  private Full readsFull = Full.NOT;
  private Instant pausedUntil = Instant.MIN;
  private Instant untoldPause = Instant.MIN;
  private Instant awayUntil = Instant.MIN;
  private Duration nextAway = FIRST_AWAY;
  private Duration roundTrip = Duration.ZERO;
  private boolean asking;
  private boolean closed;
  private long askedNanos;
  private long lookedNanos;
  private int writesWanted;
  private int readsWanted;

  /**
   * What is shared.
   *
   * @param account its name
   * @param limit how much there is
   * @param readLimit how much of it reads may take
   */
  record Terms(String account, Slots slots, int limit, int readLimit) {}

  /** Where the account is kept. */
  interface Desk {

    /**
     * Returns at once. {@code then} runs on a thread of its own, under the lock that guards gates,
     * and whoever waits is looked at after it.
     */
    void claim(Claim claim, Consumer<Outcome> then);

    /** Those that wait are looked at again. */
    void remind(Duration after);
  }

  /**
   * What became of a claim.
   *
   * @param grant empty: the account is busy
   * @param answered whether there was an answer
   * @param sentNanos when it was sent, by the machine's steady clock
   */
  record Outcome(Optional<Grant> grant, boolean answered, long sentNanos) {}

  /** There is no room for so much until then. */
  private record Full(Instant until, int cost) {
    static final Full NOT = new Full(Instant.MIN, 0);

    boolean holds(Demand demand, Instant now) {
      return until.isAfter(now) && demand.cost() >= cost;
    }
  }

  SharedGate(Terms terms, Desk desk, InstantSource clock) {
    this.terms = terms;
    this.desk = desk;
    this.clock = clock;
  }

  @Override
  public Instant opens(Demand demand, Instant now) {
    permits.settle();
    Optional<Instant> known = known(demand, now);
    if (known.isPresent()) {
      if (!known.get().isAfter(now) && System.nanoTime() - lookedNanos > LOOK.toNanos()) {
        ask(now);
      }
      return known.get();
    }
    if (demand.use() == Use.WRITE) {
      writesWanted = Math.max(writesWanted, demand.cost());
    } else {
      readsWanted = Math.max(readsWanted, demand.cost());
    }
    ask(now);
    return away(demand, now).orElse(UNTOLD);
  }

  /** Empty where the account has to be asked. */
  private Optional<Instant> known(Demand demand, Instant now) {
    if (pausedUntil.isAfter(now)) {
      return Optional.of(pausedUntil);
    }
    if (permits.cover(demand)) {
      return Optional.of(now);
    }
    Full full = demand.use() == Use.WRITE ? writesFull : readsFull;
    return full.holds(demand, now)
        ? Optional.of(full.until())
        : permits.coming(demand).map(now::plus);
  }

  /** When to try again, where the account does not answer, and is needed; else empty. */
  Optional<Instant> away(Demand demand, Instant now) {
    if (known(demand, now).isPresent()) {
      return Optional.empty();
    }
    if (awayUntil.isAfter(now)) {
      return Optional.of(awayUntil);
    }
    boolean late = asking && System.nanoTime() - askedNanos >= ANSWER.toNanos();
    return late ? Optional.of(now.plus(LEASE)) : Optional.empty();
  }

  @Override
  public void begun(Demand demand, Instant now) {
    permits.take(demand);
  }

  @Override
  public void ended(Demand demand, Instant begun) {}

  /** All processes are told. */
  void pause(Instant until, Instant now) {
    untoldPause = until.isAfter(untoldPause) ? until : untoldPause;
    ask(now);
  }

  /** What was not used goes back, if the account answers. */
  void close() {
    closed = true;
    permits.layAside();
    List<Entry> unused = permits.unused();
    if (!unused.isEmpty()) {
      desk.claim(claim(0, 0, unused, Duration.ZERO), outcome -> {});
    }
  }

  private void ask(Instant now) {
    if (asking || closed || awayUntil.isAfter(now)) {
      return;
    }
    asking = true;
    askedNanos = System.nanoTime();
    Instant pause = untoldPause;
    Claim claim =
        claim(
            writesWanted,
            readsWanted,
            permits.unused(),
            pause.isAfter(now) ? Duration.between(now, pause) : Duration.ZERO);
    desk.claim(claim, outcome -> answered(claim, pause, outcome));
    desk.remind(ANSWER);
  }

  private Claim claim(int writes, int reads, List<Entry> unused, Duration pause) {
    return new Claim(
        terms.account(),
        terms.slots(),
        terms.limit(),
        terms.readLimit(),
        writes,
        reads,
        unused,
        pause,
        roundTrip.multipliedBy(2));
  }

  private void answered(Claim claim, Instant pause, Outcome outcome) {
    Instant now = clock.instant();
    asking = false;
    writesWanted = 0;
    readsWanted = 0;
    if (!outcome.answered()) {
      awayUntil = now.plus(nextAway);
      Duration doubled = nextAway.multipliedBy(2);
      nextAway = doubled.compareTo(LONGEST_AWAY) > 0 ? LONGEST_AWAY : doubled;
      return;
    }
    nextAway = FIRST_AWAY;
    lookedNanos = System.nanoTime();
    outcome.grant().ifPresentOrElse(grant -> granted(claim, grant, outcome, now), () -> busy(now));
    if (untoldPause.isAfter(pause)) {
      ask(now);
    } else {
      untoldPause = Instant.MIN;
    }
  }

  private void granted(Claim claim, Grant grant, Outcome outcome, Instant now) {
    roundTrip = Duration.ofNanos(lookedNanos - outcome.sentNanos());
    permits.add(grant, roundTrip, LEASE);
    if (claim.writes() > 0) {
      writesFull = new Full(now.plus(grant.writesFull()), claim.writes());
    }
    if (claim.reads() > 0) {
      readsFull = new Full(now.plus(grant.readsFull()), claim.reads());
    }
    pausedUntil = grant.paused().isZero() ? Instant.MIN : now.plus(grant.paused());
  }

  private void busy(Instant now) {
    writesFull = new Full(now.plus(BUSY), 1);
    readsFull = writesFull;
  }
}
