package io.syncline.testkit.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.model.NativeKey;
import io.syncline.spi.Cursor;
import io.syncline.spi.Image;
import io.syncline.spi.ScanPage;
import io.syncline.spi.Scanner;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Lists the dataset page by page, and keeps the scenario's own records. */
final class Listing {

  private static final int MOST_PAGES = 100_000;

  private final Bench bench;
  private Optional<Cursor> anchor = Optional.empty();
  private boolean complete = true;

  Listing(Bench bench) {
    this.bench = bench;
  }

  Map<NativeKey, Image> all(int pageRows) {
    return all(pageRows, page -> {});
  }

  /** Calls {@code between} after each page. */
  Map<NativeKey, Image> all(int pageRows, Consumer<ScanPage> between) {
    Map<NativeKey, Image> seen = new LinkedHashMap<>();
    Scanner scanner = bench.scanner();
    ScanPage page = scanner.start(bench.pages(pageRows));
    anchor = page.anchor();
    for (int i = 0; i < MOST_PAGES; i++) {
      keep(page, pageRows, seen);
      between.accept(page);
      if (page.next().isEmpty()) {
        return seen;
      }
      page = scanner.resume(page.next().get(), bench.pages(pageRows));
    }
    throw new AssertionError("a listing must come to an end: pages=" + MOST_PAGES);
  }

  /** Lists the rest, with the scanner that the bench has now. */
  Map<NativeKey, Image> rest(Cursor position, int pageRows) {
    Map<NativeKey, Image> seen = new LinkedHashMap<>();
    Optional<Cursor> next = Optional.of(position);
    for (int i = 0; i < MOST_PAGES && next.isPresent(); i++) {
      ScanPage page = bench.scanner().resume(next.get(), bench.pages(pageRows));
      keep(page, pageRows, seen);
      next = page.next();
    }
    return seen;
  }

  private void keep(ScanPage page, int pageRows, Map<NativeKey, Image> seen) {
    assertThat(page.entries())
        .as("a page must hold at most the rows that were asked for")
        .hasSizeLessThanOrEqualTo(pageRows);
    complete &= page.complete();
    for (ScanPage.Entry entry : page.entries()) {
      if (bench.behind().owns(entry.key())) {
        seen.put(entry.key(), entry.image());
      }
    }
  }

  Optional<Cursor> anchor() {
    return anchor;
  }

  boolean isComplete() {
    return complete;
  }
}
