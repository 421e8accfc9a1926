package io.syncline.testkit.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.model.NativeKey;
import io.syncline.model.Row;
import io.syncline.spi.Capabilities.Deletes;
import io.syncline.spi.Cursor;
import io.syncline.spi.Image;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Listing a dataset. */
final class ScanRules {

  private static final int PRIME = 7;
  private static final int ROWS = 15;

  private ScanRules() {}

  static List<Rule> all() {
    return List.of(
        Rule.required("SN-01", "a scan returns every record at least once", ScanRules::everyRecord),
        Rule.required(
            "SN-02", "a scan resumes from each position after re-opening", ScanRules::resumes),
        Rule.required(
            "SN-03",
            "inserts, updates and deletes during a scan: what was there throughout is seen; anchor"
                + " plus feed covers the rest",
            ScanRules::amidChanges),
        Rule.required(
            "SN-04", "more equal sort values than a page holds lose nothing", ScanRules::equals),
        Rule.required(
            "SN-05",
            "page sizes 1, a prime and max give equal sets; an empty dataset works",
            ScanRules::pageSizes));
  }

  private static void everyRecord(Bench bench) {
    List<Row> rows = bench.fresh(ROWS);
    List<NativeKey> keys = rows.stream().map(bench.behind()::create).toList();

    Listing listing = bench.listing();
    Map<NativeKey, Image> seen =
        bench.eventually(() -> listing.all(Bench.PAGE), all -> all.keySet().containsAll(keys));

    assertThat(seen.keySet()).as("a listing must hold every record").containsAll(keys);
    for (int i = 0; i < ROWS; i++) {
      Row row = Optional.ofNullable(seen.get(keys.get(i))).map(Image::row).orElse(Row.empty());
      Bench.assertShows(row, rows.get(i), "a listed row must be as it is, key=" + keys.get(i));
    }
  }

  private static void resumes(Bench bench) {
    List<NativeKey> keys = bench.created(PRIME);
    keys.forEach(bench::there);
    List<Cursor> positions = new ArrayList<>();
    List<Set<NativeKey>> before = new ArrayList<>();
    Set<NativeKey> seen = new HashSet<>();
    bench
        .listing()
        .all(
            2,
            page -> {
              page.entries().forEach(entry -> seen.add(entry.key()));
              page.next()
                  .ifPresent(
                      next -> {
                        positions.add(next);
                        before.add(Set.copyOf(seen));
                      });
            });
    assertThat(positions).as("a listing of %s in pages of 2 has positions", PRIME).isNotEmpty();

    for (int i = 0; i < positions.size(); i++) {
      bench.reopen();
      Set<NativeKey> together = new HashSet<>(before.get(i));
      together.addAll(bench.listing().rest(rebuilt(positions.get(i)), 2).keySet());
      assertThat(together)
          .as("pages before %s and after re-opening from it hold all", positions.get(i))
          .containsAll(keys);
    }
  }

  private static Cursor rebuilt(Cursor cursor) {
    return new Cursor(
        cursor.adapter(), cursor.format(), cursor.query(), cursor.position(), cursor.hint());
  }

  private static void amidChanges(Bench bench) {
    List<NativeKey> keys = bench.created(ROWS);
    keys.forEach(bench::there);
    Set<NativeKey> throughout = new HashSet<>(keys);
    NativeKey doomed = keys.get(ROWS / 2);
    NativeKey first = keys.get(0);
    NativeKey last = keys.get(ROWS - 1);
    throughout.remove(doomed);
    Row edit = bench.edit();
    List<NativeKey> born = new ArrayList<>();

    Listing listing = bench.listing();
    Set<NativeKey> seen =
        new HashSet<>(
            listing
                .all(
                    4,
                    page -> {
                      if (born.isEmpty()) {
                        bench.behind().delete(doomed);
                        bench.behind().change(first, edit);
                        bench.behind().change(last, edit);
                        born.addAll(bench.created(3));
                      }
                    })
                .keySet());

    assertThat(seen)
        .as("records that were there throughout must be listed, whatever happens meanwhile")
        .containsAll(throughout);
    if (bench.dataset().changeFeed().isPresent()) {
      covered(bench, listing.anchor(), List.of(first, last, born.get(0), born.get(1), born.get(2)));
    }
  }

  private static void covered(Bench bench, Optional<Cursor> anchor, List<NativeKey> changed) {
    assertThat(anchor).as("the first page must carry an anchor where there is a feed").isPresent();
    Following following = bench.following().from(anchor.orElseThrow()).untilToldOf(changed);
    assertThat(following.keys())
        .as("the feed from the anchor must tell of what changed during the listing")
        .containsAll(changed);
  }

  private static void equals(Bench bench) {
    Row edit = bench.edit();
    List<Row> rows = bench.fresh(PRIME).stream().map(row -> row.with(edit)).toList();
    List<NativeKey> keys =
        bench
            .can()
            .createTogether()
            .map(together -> together.apply(rows))
            .orElseGet(() -> rows.stream().map(bench.behind()::create).toList());
    bench.behind().own(keys);
    keys.forEach(bench::there);

    assertThat(bench.listing().all(2).keySet())
        .as("records with equal values, on pages of 2, must all be listed")
        .containsAll(keys);
  }

  private static void pageSizes(Bench bench) {
    assertThat(bench.listing().all(1)).as("nothing is there yet").isEmpty();
    List<NativeKey> keys = bench.created(ROWS);
    keys.forEach(bench::there);
    NativeKey gone = bench.created();
    bench.behind().delete(gone);
    boolean flagged = bench.capabilities().deletes() == Deletes.SOFT_FLAG;

    for (int size : List.of(1, PRIME, Math.max(PRIME, bench.capabilities().maxBatchRows()))) {
      Set<NativeKey> seen = new HashSet<>(bench.listing().all(size).keySet());
      if (flagged) {
        seen.remove(gone);
      }
      assertThat(seen)
          .as("a listing in pages of %s must hold all records and none that is gone", size)
          .containsExactlyInAnyOrderElementsOf(keys);
    }
  }
}
