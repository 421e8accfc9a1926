package io.syncline.http.rest;

import io.syncline.http.client.Deadline;
import io.syncline.spi.Cursor;
import io.syncline.spi.Limits;
import io.syncline.spi.ScanPage;
import io.syncline.spi.Scanner;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Lists a dataset. The limit of rows becomes the page's size, where that may change from page to
 * page; what else a service answers with is handed on. Offsets and page numbers move while records
 * come and go, so such a listing is never complete.
 */
final class RestScanner implements Scanner {

  private final Pages pages;
  private final Entries entries;
  private final Cursors cursors;
  private final Function<Deadline, Optional<Cursor>> anchor;

  RestScanner(
      Pages pages, Entries entries, Cursors cursors, Function<Deadline, Optional<Cursor>> anchor) {
    this.pages = pages;
    this.entries = entries;
    this.cursors = cursors;
    this.anchor = anchor;
  }

  @Override
  public ScanPage start(Limits limits) {
    Deadline deadline = Deadline.in(limits.within());
    Optional<Cursor> before = anchor.apply(deadline);
    return page(pages.first(limits.maxRows()), before, deadline);
  }

  @Override
  public ScanPage resume(Cursor position, Limits limits) {
    Pages.Place place = cursors.read(position, Cursors::place);
    return page(
        pages.sized(place, limits.maxRows()), Optional.empty(), Deadline.in(limits.within()));
  }

  private ScanPage page(Pages.Place place, Optional<Cursor> before, Deadline deadline) {
    Pages.Page page = pages.fetch(place, Map.of(), deadline);
    Optional<Cursor> next =
        page.next()
            .map(
                following ->
                    cursors.cursor(
                        "page " + (following.number() + 1), out -> Cursors.write(out, following)));
    return new ScanPage(
        entries.of(page.records(), deadline), next, next.isEmpty() && pages.isStable(), before);
  }
}
