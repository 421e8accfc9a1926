package io.syncline.testkit.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.model.NativeKey;
import io.syncline.model.Row;
import io.syncline.spi.ChangeFeed;
import io.syncline.spi.ChangePage;
import io.syncline.spi.Cursor;
import io.syncline.spi.Dataset;
import io.syncline.spi.Image;
import io.syncline.spi.PointRead;
import io.syncline.spi.ScanPage;
import io.syncline.spi.Write;
import io.syncline.spi.WriteKind;
import io.syncline.spi.WriteOutcome;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Makes, reads, changes, lists and follows records of its own, on one thread. */
final class Lane {

  private static final int MOST_PAGES = 100_000;

  private final Bench bench;
  private final String name;
  private final Dataset dataset;
  private final List<Row> rows;
  private final List<Row> edits;

  /**
   * One lane.
   *
   * @param edits one for each round, all of the same field
   */
  Lane(Bench bench, String name, List<Row> rows, List<Row> edits) {
    this.bench = bench;
    this.name = name;
    this.dataset = bench.adapter().dataset(bench.subject().dataset());
    this.rows = rows;
    this.edits = edits;
  }

  /** Throws an {@link AssertionError} where something is not as it would be for one lane alone. */
  boolean run() {
    Optional<Cursor> before = dataset.changeFeed().map(ChangeFeed::latest);
    List<NativeKey> keys = rows.stream().map(bench.behind()::create).toList();
    Map<NativeKey, Row> expected = new HashMap<>();
    for (int i = 0; i < keys.size(); i++) {
      expected.put(keys.get(i), rows.get(i));
    }
    for (Row edit : edits) {
      Map<NativeKey, Image> seen = bench.eventually(() -> read(keys), all -> shows(all, expected));
      assertShows(seen, expected);
      keys.forEach(key -> expected.computeIfPresent(key, (same, row) -> row.with(edit)));
      change(seen, edit);
    }
    assertShows(bench.eventually(() -> read(keys), all -> shows(all, expected)), expected);
    before.ifPresent(cursor -> assertTold(cursor, keys));
    return true;
  }

  private static boolean shows(Map<NativeKey, Image> seen, Map<NativeKey, Row> expected) {
    return expected.entrySet().stream()
        .allMatch(
            each ->
                Optional.ofNullable(seen.get(each.getKey()))
                    .map(image -> Bench.shows(image.row(), each.getValue()))
                    .orElse(false));
  }

  private void assertShows(Map<NativeKey, Image> seen, Map<NativeKey, Row> expected) {
    assertThat(seen.keySet())
        .as("%s must find its records beside other lanes", name)
        .containsExactlyInAnyOrderElementsOf(expected.keySet());
    expected.forEach(
        (key, row) ->
            Bench.assertShows(
                Optional.ofNullable(seen.get(key)).map(Image::row).orElse(Row.empty()),
                row,
                name + " beside other lanes, key=" + key));
  }

  /** By key, or where that cannot be, by listing all. */
  private Map<NativeKey, Image> read(List<NativeKey> keys) {
    Map<NativeKey, Image> found = new HashMap<>();
    if (dataset.pointReader().isPresent()) {
      List<PointRead> reads = dataset.pointReader().get().read(keys, bench.limits().call());
      assertThat(reads.stream().map(PointRead::key))
          .as("%s must be answered for the keys it asked for, beside other lanes", name)
          .containsExactlyElementsOf(keys);
      for (PointRead read : reads) {
        if (read instanceof PointRead.Found there) {
          found.put(there.key(), there.image());
        }
      }
    } else {
      list().forEach(entry -> found.put(entry.key(), entry.image()));
      found.keySet().retainAll(keys);
    }
    return found;
  }

  private List<ScanPage.Entry> list() {
    List<ScanPage.Entry> entries = new ArrayList<>();
    ScanPage page = dataset.scanner().orElseThrow().start(bench.pages(Bench.PAGE));
    for (int i = 0; i < MOST_PAGES; i++) {
      entries.addAll(page.entries());
      if (page.next().isEmpty()) {
        return entries;
      }
      page = dataset.scanner().orElseThrow().resume(page.next().get(), bench.pages(Bench.PAGE));
    }
    throw new AssertionError("a listing must come to an end: pages=" + MOST_PAGES);
  }

  /** Through the adapter, where it writes. */
  private void change(Map<NativeKey, Image> seen, Row edit) {
    if (!bench.capabilities().writes().contains(WriteKind.UPDATE)) {
      seen.keySet().forEach(key -> bench.behind().change(key, edit));
      return;
    }
    List<Write> writes = new ArrayList<>();
    seen.forEach(
        (key, image) ->
            writes.add(
                new Write(
                    name + edit + key + bench.behind().mark(),
                    WriteKind.UPDATE,
                    Optional.of(key),
                    edit,
                    bench.unchanged(image),
                    false)));
    int most = bench.capabilities().maxBatchRows();
    for (int from = 0; from < writes.size(); from += most) {
      List<Write> some = writes.subList(from, Math.min(writes.size(), from + most));
      assertThat(dataset.writer().orElseThrow().write(some, bench.limits().call()))
          .as("%s must have its writes done beside other lanes", name)
          .hasSameSizeAs(some)
          .allSatisfy(each -> assertThat(each).isInstanceOf(WriteOutcome.Applied.class));
    }
  }

  private void assertTold(Cursor from, List<NativeKey> keys) {
    Set<NativeKey> told = new HashSet<>();
    List<Cursor> at = new ArrayList<>(List.of(from));
    bench.eventually(
        () -> {
          at.set(0, drained(at.get(0), told));
          return told;
        },
        all -> all.containsAll(keys));
    assertThat(told)
        .as("%s must be told of its records beside other lanes", name)
        .containsAll(keys);
  }

  private Cursor drained(Cursor from, Set<NativeKey> told) {
    Cursor cursor = from;
    for (int i = 0; i < MOST_PAGES; i++) {
      ChangePage page = dataset.changeFeed().orElseThrow().poll(cursor, bench.pages(Bench.PAGE));
      page.changes().forEach(change -> told.add(change.key()));
      cursor = page.next();
      if (!page.more()) {
        return cursor;
      }
    }
    throw new AssertionError("a feed must come to an end: pages=" + MOST_PAGES);
  }
}
