package io.syncline.http.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccountTest {

  private static final long START = 1_800_000_000_000L;

  private record Used(long at, boolean read) {}

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void noPeriodHasMoreThanTheLimitWhereverOneLaysIt(long seed) {
    Random random = new Random(seed);
    int limit = 1 + random.nextInt(40);
    int readLimit = Math.max(1, limit * 8 / 10);
    long period = 200L + random.nextInt(20_000);
    Slots slots = Slots.within(Duration.ofMillis(period));
    List<Used> used = new ArrayList<>();
    List<Entry> unused = new ArrayList<>();
    Account account = Account.EMPTY;
    long now = START;

    for (int i = 0; i < 3000; i++) {
      now += random.nextInt((int) (period / 10));
      boolean reads = random.nextBoolean();
      int needed = 1 + random.nextInt(Math.min(3, readLimit));
      long past = now;
      List<Entry> back = unused.stream().filter(each -> each.end() <= past).toList();
      unused.removeAll(back);
      Claim claim =
          new Claim(
              "account",
              slots,
              limit,
              readLimit,
              reads ? 0 : needed,
              reads ? needed : 0,
              back,
              Duration.ZERO,
              Duration.ofMillis(random.nextInt(600)));
      Account.Settled settled = account.settle(claim, now);
      account = Account.parse(settled.account().version(), 0, settled.account().sheet());
      Grant grant = settled.grant();
      long given = grant.reads() + grant.writes();
      long taken = given == 0 ? 0 : random.nextLong(given + 1);
      for (long call = 0; call < taken; call++) {
        long begins = now + grant.begins().toMillis();
        long ends = now + grant.ends().toMillis();
        used.add(new Used(begins + random.nextLong(ends - begins), reads));
      }
      if (given > taken) {
        unused.add(new Entry(grant.end(), given - taken, reads ? given - taken : 0));
      }
    }

    assertThat(used).as("seed=%d", seed).hasSizeGreaterThan(200);
    assertThat(most(used, period)).as("seed=%d", seed).isLessThanOrEqualTo(limit);
    assertThat(most(used.stream().filter(Used::read).toList(), period))
        .as("reads, seed=%d", seed)
        .isLessThanOrEqualTo(readLimit);
  }

  private static int most(List<Used> used, long period) {
    List<Long> times = used.stream().map(Used::at).sorted().toList();
    int most = 0;
    int first = 0;
    for (int i = 0; i < times.size(); i++) {
      while (times.get(i) - times.get(first) >= period) {
        first++;
      }
      most = Math.max(most, i - first + 1);
    }
    return most;
  }

  @Test
  void whoMustWaitIsToldWhenThereIsRoom() {
    Slots slots = Slots.within(Duration.ofSeconds(10));
    Account full = claimed(Account.EMPTY, slots, 10, 10, START).account();

    Account.Settled refused = claimed(full, slots, 10, 1, START + 300);

    assertThat(refused.grant().writes()).isZero();
    long free = START + 300 + refused.grant().writesFull().toMillis();
    assertThat(free - START).isBetween(10_000L, 10_250L);
    assertThat(claimed(full, slots, 10, 1, free - 1).grant().writes()).isZero();
    assertThat(claimed(full, slots, 10, 1, free).grant().writes()).isOne();
  }

  @Test
  void whatCostsMoreThanTheLimitGoesAlone() {
    Slots slots = Slots.within(Duration.ofSeconds(10));

    Account.Settled alone = claimed(Account.EMPTY, slots, 3, 5, START);

    assertThat(alone.grant().writes()).isEqualTo(5);
    assertThat(claimed(alone.account(), slots, 3, 1, START).grant().writes()).isZero();
  }

  @Test
  void aClockThatWasPutBackHoldsNobodyUp() {
    Slots slots = Slots.within(Duration.ofSeconds(10));
    Account full = claimed(Account.EMPTY, slots, 10, 10, START).account();

    long hourBefore = START - Duration.ofHours(1).toMillis();

    assertThat(claimed(full, slots, 10, 1, hourBefore).grant().writes()).isOne();
  }

  @Test
  void aPauseHoldsForAllAndTheLongestCounts() {
    Slots slots = Slots.within(Duration.ofSeconds(10));
    Claim pause =
        new Claim("a", slots, 10, 10, 0, 0, List.of(), Duration.ofSeconds(30), Duration.ZERO);
    Account paused = Account.EMPTY.settle(pause, START).account();

    Account.Settled later = claimed(paused, slots, 10, 1, START + 29_000);

    assertThat(later.grant().writes()).isZero();
    assertThat(later.grant().paused()).isEqualTo(Duration.ofSeconds(1));
    assertThat(claimed(paused, slots, 10, 1, START + 30_000).grant().writes()).isOne();
  }

  private static Account.Settled claimed(
      Account account, Slots slots, int limit, int writes, long now) {
    return account.settle(
        new Claim(
            "account", slots, limit, limit, writes, 0, List.of(), Duration.ZERO, Duration.ZERO),
        now);
  }
}
