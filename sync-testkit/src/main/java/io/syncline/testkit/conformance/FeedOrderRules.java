package io.syncline.testkit.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.model.NativeKey;
import io.syncline.model.Row;
import io.syncline.model.Value;
import io.syncline.spi.Capabilities.Deletes;
import io.syncline.spi.Change;
import io.syncline.spi.ChangePage;
import io.syncline.spi.Cursor;
import io.syncline.testkit.conformance.Abilities.Pending;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** That a feed loses nothing and tells things in order. */
final class FeedOrderRules {

  private static final int ROWS = 11;
  private static final int WRITERS = 3;
  private static final int SEED = 15;

  private FeedOrderRules() {}

  static List<Rule> all() {
    return List.of(
        Rule.required(
            "CF-05",
            "changes of one key arrive in order; the last equals the current state",
            FeedOrderRules::inOrder),
        Rule.required(
            "CF-06",
            "limits are respected; more until drained; every non-empty page makes progress",
            FeedOrderRules::pages),
        Rule.required(
            "CF-07",
            "changes committed late (long transactions, back-dated stamps) are not lost",
            FeedOrderRules::late),
        Rule.required(
            "CF-08", "equal stamps around the cursor are not lost", FeedOrderRules::equalStamps),
        Rule.required(
                "CF-15",
                "concurrent writers, many random operations: no key lost after quiescence",
                FeedOrderRules::atRandom)
            .onlyLive(Rule.THREADS));
  }

  private static void inOrder(Bench bench) {
    Following following = bench.following();
    NativeKey key = bench.created();
    List<Value> set = new ArrayList<>();
    set.add(bench.behind().read(key).orElseThrow().get(field(bench)).orElseThrow());
    for (int i = 0; i < ROWS; i++) {
      Row edit = bench.edit();
      bench.behind().change(key, edit);
      set.add(edit.get(field(bench)).orElseThrow());
      if (i % 4 == 0) {
        following.drain();
      }
    }
    Value current = set.get(set.size() - 1);
    following.until(each -> each.last(key).map(last -> shows(bench, last, current)).orElse(false));

    int position = 0;
    for (Change change : following.told(key)) {
      if (change instanceof Change.Upserted upserted) {
        int at = set.indexOf(bench.contested(upserted.image()).orElse(Value.NULL));
        assertThat(at)
            .as("the images of one record must come in the order in which they were made")
            .isGreaterThanOrEqualTo(position);
        position = at;
      }
    }
    assertThat(following.last(key))
        .as("the last change told of a record must show its current state")
        .hasValueSatisfying(last -> assertThat(shows(bench, last, current)).isTrue());
  }

  private static String field(Bench bench) {
    return bench.contested().name();
  }

  private static boolean shows(Bench bench, Change change, Value value) {
    return change instanceof Change.Hinted
        || (change instanceof Change.Upserted upserted
            && bench.contested(upserted.image()).equals(java.util.Optional.of(value)));
  }

  private static void pages(Bench bench) {
    for (int size : List.of(1, 2, 5)) {
      Cursor from = bench.feed().latest();
      List<NativeKey> keys = bench.created(ROWS);
      bench.following().from(from).untilToldOf(keys);

      Following following = bench.following().from(from).pagesOf(size);
      boolean more = true;
      for (int polls = 0; more; polls++) {
        assertThat(polls).as("a feed in pages of %s must be drained", size).isLessThan(10 * ROWS);
        ChangePage page = following.poll();
        more = page.more();
      }
      assertThat(following.keys())
          .as("pages of %s, polled while there is more, must tell of all", size)
          .containsAll(keys);
    }
  }

  private static void late(Bench bench) {
    bench.feed();
    Function<Row, Pending> open =
        Skipped.unlessAble(bench.can().createLate(), "hold a transaction open");
    Following following = bench.following();
    NativeKey before = bench.created();
    Pending pending = open.apply(bench.fresh());
    NativeKey after = bench.created();
    following.untilToldOf(before);
    following.drain();

    NativeKey late = bench.behind().own(pending.commit());
    following.untilToldOf(late, after);

    assertThat(following.keys())
        .as("a record stamped before the cursor and committed after it must be told")
        .contains(before, after, late);
  }

  private static void equalStamps(Bench bench) {
    List<Row> rows = bench.fresh(ROWS);
    Following following = bench.following().pagesOf(2);
    bench
        .can()
        .createTogether()
        .ifPresentOrElse(
            together -> bench.behind().own(together.apply(rows)),
            () -> {
              bench.untried("stamps that are equal for sure");
              rows.forEach(bench.behind()::create);
            });
    Set<NativeKey> keys = bench.raw().keySet();

    following.untilToldOf(keys);

    assertThat(following.keys())
        .as("records of one stamp, on pages of 2, must all be told")
        .containsAll(keys);
  }

  private static void atRandom(Bench bench) {
    Following following = bench.following().pagesOf(ROWS);
    List<Watched<Set<NativeKey>>> writers = new ArrayList<>();
    int each = Math.max(1, bench.subject().operations() / WRITERS);
    for (int writer = 0; writer < WRITERS; writer++) {
      RandomUser user = new RandomUser(bench, SEED + writer, bench.fresh(each));
      writers.add(Watched.start(() -> user.act()));
    }
    Set<NativeKey> touched = new HashSet<>();
    while (!writers.stream().allMatch(Watched::isDone)) {
      following.drain();
    }
    for (Watched<Set<NativeKey>> writer : writers) {
      touched.addAll(writer.end(bench.limits().rule(), "the side channel does not answer"));
    }
    Map<NativeKey, Row> now = bench.raw();
    following.until(all -> lost(bench, all, touched, now).isEmpty());

    assertThat(lost(bench, following, touched, now))
        .as("records whose last state was not told after %s operations", each * WRITERS)
        .isEmpty();
  }

  private static List<NativeKey> lost(
      Bench bench, Following following, Set<NativeKey> touched, Map<NativeKey, Row> now) {
    Deletes deletes = bench.capabilities().deletes();
    boolean toldDeletes = deletes == Deletes.FEED || deletes == Deletes.TOMBSTONE;
    Map<NativeKey, Change> last = following.lastOfEach();
    return touched.stream()
        .filter(
            key -> {
              Change change = last.get(key);
              Row row = now.get(key);
              if (row == null) {
                return toldDeletes && (change == null || !Following.tellsGone(change));
              }
              return change == null
                  || (change instanceof Change.Upserted upserted
                      && !Bench.shows(upserted.image().row(), row))
                  || change instanceof Change.Deleted;
            })
        .toList();
  }
}
