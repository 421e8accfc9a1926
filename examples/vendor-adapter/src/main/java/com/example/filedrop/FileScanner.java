package com.example.filedrop;

import com.example.filedrop.ScanPosition.Place;
import com.example.filedrop.file.RawRecord;
import com.example.filedrop.record.Parsed;
import io.syncline.model.NativeKey;
import io.syncline.spi.Cursor;
import io.syncline.spi.Limits;
import io.syncline.spi.ScanPage;
import io.syncline.spi.Scanner;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Lists a file in its own order for as long as it does not change, each page from where the last
 * one ended. Who knows where records went when it was changed? So the listing then begins again,
 * and repeats what it had told. After a few such restarts it goes by key, which needs one pass for
 * each page but comes to an end, and still skips nobody who was there throughout.
 */
record FileScanner(FileSource source) implements Scanner {

  /** Changed more often than this while it is listed, a file is listed by key. */
  static final int MOST_RESTARTS = 3;

  @Override
  public ScanPage start(Limits limits) {
    return page(new ScanPosition(ScanPosition.query(source), false, 0, from("", 0, 1)), limits);
  }

  @Override
  public ScanPage resume(Cursor position, Limits limits) {
    return page(ScanPosition.of(position, ScanPosition.query(source)), limits);
  }

  private static Place from(String fingerprint, long offset, long line) {
    return new Place.InFile(fingerprint, offset, line);
  }

  private ScanPage page(ScanPosition position, Limits limits) {
    return Reading.of(
        source,
        limits.within(),
        pass -> {
          ScanPosition now = adjusted(position, pass);
          return now.place() instanceof Place.InFile place
              ? inFile(pass, now, place, limits.maxRows())
              : byKey(pass, now, limits.maxRows());
        });
  }

  /** Begins again where the file is not the one that the position was in. */
  private static ScanPosition adjusted(ScanPosition position, Pass pass) {
    if (!(position.place() instanceof Place.InFile place)
        || place.offset() == 0
        || place.fingerprint().equals(pass.fingerprint())) {
      return position;
    }
    int restarts = position.restarts() + 1;
    return new ScanPosition(
        position.query(),
        false,
        restarts,
        restarts > MOST_RESTARTS
            ? new Place.BehindKey(Optional.empty())
            : from(pass.fingerprint(), 0, 1));
  }

  private ScanPage inFile(Pass pass, ScanPosition position, Place.InFile place, int most)
      throws IOException {
    if (place.offset() > 0) {
      pass.seek(place.offset(), place.line());
    }
    List<ScanPage.Entry> entries = new ArrayList<>();
    boolean leaky = position.leaky();
    for (Optional<RawRecord> raw = pass.next(); raw.isPresent(); raw = pass.next()) {
      RawRecord here = raw.get();
      if (entries.size() == most) {
        Place next = from(pass.fingerprint(), here.start(), here.line());
        return page(entries, new ScanPosition(position.query(), leaky, position.restarts(), next));
      }
      Parsed parsed = pass.parse(here);
      if (parsed instanceof Parsed.Whole whole) {
        entries.add(entry(whole));
      }
      leaky |= parsed instanceof Parsed.Damaged;
    }
    return new ScanPage(entries, Optional.empty(), !leaky, Optional.empty());
  }

  /** The next keys in order, of one pass over everything. */
  private ScanPage byKey(Pass pass, ScanPosition position, int most) throws IOException {
    Optional<NativeKey> behind = ((Place.BehindKey) position.place()).key();
    TreeMap<NativeKey, ScanPage.Entry> nearest = new TreeMap<>();
    boolean leaky = position.leaky();
    for (Optional<RawRecord> raw = pass.next(); raw.isPresent(); raw = pass.next()) {
      Parsed parsed = pass.parse(raw.get());
      if (parsed instanceof Parsed.Whole whole
          && (behind.isEmpty() || whole.key().compareTo(behind.get()) > 0)) {
        nearest.put(whole.key(), entry(whole));
        if (nearest.size() > most + 1) {
          nearest.pollLastEntry();
        }
      }
      leaky |= parsed instanceof Parsed.Damaged;
    }
    boolean more = nearest.size() > most;
    if (more) {
      nearest.pollLastEntry();
    }
    List<ScanPage.Entry> entries = List.copyOf(nearest.values());
    if (!more) {
      return new ScanPage(entries, Optional.empty(), !leaky, Optional.empty());
    }
    Place next = new Place.BehindKey(Optional.of(nearest.lastKey()));
    return page(entries, new ScanPosition(position.query(), leaky, position.restarts(), next));
  }

  private static ScanPage page(List<ScanPage.Entry> entries, ScanPosition next) {
    return new ScanPage(entries, Optional.of(next.cursor()), !next.leaky(), Optional.empty());
  }

  private ScanPage.Entry entry(Parsed.Whole whole) {
    return new ScanPage.Entry(whole.key(), source.image(whole.content()));
  }
}
