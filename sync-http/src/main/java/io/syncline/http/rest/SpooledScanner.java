package io.syncline.http.rest;

import io.syncline.http.client.Deadline;
import io.syncline.spi.AdapterException;
import io.syncline.spi.Cursor;
import io.syncline.spi.Limits;
import io.syncline.spi.ScanPage;
import io.syncline.spi.Scanner;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Lists a dataset by one large answer. Its pages show the records as they were when it was asked
 * for; where it is not there any more, as in another process, it is asked for again, and its
 * records come again from the first one on.
 */
final class SpooledScanner implements Scanner {

  private final Supplier<SpooledListing> begin;
  private final Spools spools;
  private final Entries entries;
  private final Cursors cursors;
  private final Function<Deadline, Optional<Cursor>> anchor;

  SpooledScanner(
      Supplier<SpooledListing> begin,
      Spools spools,
      Entries entries,
      Cursors cursors,
      Function<Deadline, Optional<Cursor>> anchor) {
    this.begin = begin;
    this.spools = spools;
    this.entries = entries;
    this.cursors = cursors;
    this.anchor = anchor;
  }

  /**
   * Where a listing goes on.
   *
   * @param id of the listing
   */
  private record Position(String id, SpooledListing.Place place) {

    static Position read(DataInputStream in) throws IOException {
      return new Position(Cursors.text(in), new SpooledListing.Place(in.readInt(), in.readLong()));
    }
  }

  @Override
  public ScanPage start(Limits limits) {
    Deadline deadline = Deadline.in(limits.within());
    Optional<Cursor> before = anchor.apply(deadline);
    return page(begin.get(), SpooledListing.Place.FIRST, before, limits, deadline);
  }

  @Override
  public ScanPage resume(Cursor position, Limits limits) {
    Deadline deadline = Deadline.in(limits.within());
    Position at = cursors.read(position, Position::read);
    Optional<SpooledListing> underWay = spools.find(at.id());
    return underWay.isPresent()
        ? page(underWay.get(), at.place(), Optional.empty(), limits, deadline).old()
        : page(begin.get(), SpooledListing.Place.FIRST, Optional.empty(), limits, deadline);
  }

  private ScanPage page(
      SpooledListing listing,
      SpooledListing.Place from,
      Optional<Cursor> before,
      Limits limits,
      Deadline deadline) {
    SpooledListing.Piece piece;
    try {
      piece = listing.read(from, limits.maxRows(), deadline);
    } catch (AdapterException e) {
      spools.end(listing);
      throw e;
    }
    Optional<Cursor> next = piece.next().map(place -> cursor(listing, place));
    ScanPage page =
        new ScanPage(entries.of(piece.records(), deadline), next, next.isEmpty(), before);
    if (next.isEmpty()) {
      spools.end(listing);
    }
    return page;
  }

  private Cursor cursor(SpooledListing listing, SpooledListing.Place place) {
    return cursors.cursor(
        "record " + (place.records() + 1),
        out -> {
          Cursors.write(out, listing.id());
          out.writeInt(place.sending());
          out.writeLong(place.records());
        });
  }
}
