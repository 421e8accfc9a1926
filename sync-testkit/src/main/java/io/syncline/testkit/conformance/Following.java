package io.syncline.testkit.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.model.NativeKey;
import io.syncline.spi.Change;
import io.syncline.spi.ChangeFeed;
import io.syncline.spi.ChangePage;
import io.syncline.spi.Cursor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Follows the feed as a hub does, page by page, and keeps what it tells of the scenario's own. */
final class Following {

  private static final int MOST_PAGES = 100_000;

  private final Bench bench;
  private final ChangeFeed feed;
  private final List<Change> told = new ArrayList<>();
  private Cursor cursor;
  private int pageRows = Bench.PAGE;

  Following(Bench bench) {
    this.bench = bench;
    this.feed = bench.feed();
    this.cursor = feed.latest();
  }

  Following from(Cursor other) {
    cursor = other;
    return this;
  }

  Following pagesOf(int rows) {
    pageRows = rows;
    return this;
  }

  Cursor cursor() {
    return cursor;
  }

  /** All of it so far. */
  List<Change> told() {
    return told.stream().filter(change -> bench.behind().owns(change.key())).toList();
  }

  List<Change> told(NativeKey key) {
    return told.stream().filter(change -> change.key().equals(key)).toList();
  }

  Optional<Change> last(NativeKey key) {
    List<Change> all = told(key);
    return all.isEmpty() ? Optional.empty() : Optional.of(all.get(all.size() - 1));
  }

  Map<NativeKey, Change> lastOfEach() {
    Map<NativeKey, Change> last = new HashMap<>();
    told.forEach(change -> last.put(change.key(), change));
    return last;
  }

  Set<NativeKey> keys() {
    Set<NativeKey> keys = new HashSet<>();
    told().forEach(change -> keys.add(change.key()));
    return keys;
  }

  /** Polls until there is no more for now. */
  Following drain() {
    for (int i = 0; i < MOST_PAGES; i++) {
      if (!poll().more()) {
        return this;
      }
    }
    throw new AssertionError("a feed must come to an end: pages=" + MOST_PAGES);
  }

  /** One page, which must keep the limit and go forward. */
  ChangePage poll() {
    ChangePage page = feed.poll(cursor, bench.pages(pageRows));
    assertThat(page.changes())
        .as("a page must hold at most the rows that were asked for")
        .hasSizeLessThanOrEqualTo(pageRows);
    if (!page.changes().isEmpty() && page.more()) {
      assertThat(page.next())
          .as("a page that holds changes, with more to come, must move the cursor on")
          .isNotEqualTo(cursor);
    }
    told.addAll(page.changes());
    cursor = page.next();
    return page;
  }

  /** Follows until this holds or the time is up; the caller then looks at what was told. */
  Following until(Predicate<Following> enough) {
    bench.eventually(this::drain, enough);
    return this;
  }

  /** Follows until each of these was told of. */
  Following untilToldOf(Iterable<NativeKey> wanted) {
    until(
        following -> {
          Set<NativeKey> keys = keys();
          for (NativeKey key : wanted) {
            if (!keys.contains(key)) {
              return false;
            }
          }
          return true;
        });
    return this;
  }

  Following untilToldOf(NativeKey... wanted) {
    return untilToldOf(List.of(wanted));
  }

  /** Forgets what was told, and goes on from here. */
  Following forget() {
    told.clear();
    return this;
  }

  static boolean tellsGone(Change change) {
    return change instanceof Change.Deleted || change instanceof Change.Hinted;
  }
}
