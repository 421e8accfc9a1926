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
 * @param current whether the entries are as the system showed them during this call; false: they
 *     may be as old as the last page before it that was current, as those of one large answer are.
 *     The first page that a process is given is current
 */
public record ScanPage(
    List<Entry> entries,
    Optional<Cursor> next,
    boolean complete,
    Optional<Cursor> anchor,
    boolean current) {

  public ScanPage {
    entries = List.copyOf(entries);
  }

  /** A page that was read during this call, as most are. */
  public ScanPage(
      List<Entry> entries, Optional<Cursor> next, boolean complete, Optional<Cursor> anchor) {
    this(entries, next, complete, anchor, true);
  }

  /** The same page of rows that were read before this call. */
  public ScanPage old() {
    return new ScanPage(entries, next, complete, anchor, false);
  }

  /** One record listed. */
  public record Entry(NativeKey key, Image image) {}
}
