package io.syncline.spi;

import io.syncline.model.NativeKey;
import java.util.List;
import java.util.Optional;

/**
 * A page of a listing.
 *
 * @param next where the following page begins; empty at the end
 * @param complete whether the pages so far provably hold every record; an incomplete listing is
 *     never read as deletes
 * @param anchor on the first page: the feed's position before the first row was read, where the
 *     dataset has a feed
 */
public record ScanPage(
    List<Entry> entries, Optional<Cursor> next, boolean complete, Optional<Cursor> anchor) {

  public ScanPage {
    entries = List.copyOf(entries);
  }

  /** One record listed. */
  public record Entry(NativeKey key, Image image) {}
}
