package io.syncline.http.rest;

import io.syncline.http.client.Deadline;
import io.syncline.http.client.RetryAfter;
import io.syncline.http.json.Json;
import io.syncline.http.manifest.BodyTemplate;
import io.syncline.http.manifest.Call;
import io.syncline.http.manifest.FeedSpec;
import io.syncline.http.manifest.ListSpec;
import io.syncline.http.manifest.Paging;
import io.syncline.model.NativeKey;
import io.syncline.spi.AdapterException;
import io.syncline.spi.Change;
import io.syncline.spi.ChangeFeed;
import io.syncline.spi.ChangePage;
import io.syncline.spi.Cursor;
import io.syncline.spi.Image;
import io.syncline.spi.Limits;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Finds changes by their time of modification; {@link FeedPosition} says why it loses none. */
final class RestFeed implements ChangeFeed {

  /**
   * A stamp that is further ahead of the service's clock and ours is a mistake of whoever set it;
   * it is handed out, and does not move the position.
   */
  private static final Duration FUTURE = Duration.ofDays(1);

  /** What a {@code Date} header cannot tell. */
  private static final Duration DATE_GRANULARITY = Duration.ofSeconds(1);

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final WebService service;
  private final FeedSpec spec;
  private final Pages pages;
  private final Records records;
  private final Cursors cursors;

  RestFeed(WebService service, FeedSpec spec, Records records, Cursors cursors) {
    this.service = service;
    this.spec = spec;
    this.records = records;
    this.cursors = cursors;
    pages = new Pages(service, spec.list());
  }

  @Override
  public Cursor earliest() {
    return cursor(FeedPosition.at(Instant.EPOCH));
  }

  @Override
  public Cursor latest() {
    return latest(Deadline.in(PATIENCE));
  }

  @Override
  public ChangePage poll(Cursor cursor, Limits limits) {
    FeedPosition position = cursors.read(cursor, FeedPosition::read);
    List<Change> changes = untilNew(position, limits);
    boolean more = position.place().isPresent();
    return new ChangePage(changes, cursor(position), more, more ? Duration.ZERO : spec.every());
  }

  /** Reads on where a page holds only what was told before; half of the time at most. */
  private List<Change> untilNew(FeedPosition position, Limits limits) {
    Deadline deadline = Deadline.in(limits.within());
    Deadline enough = Deadline.in(limits.within().dividedBy(2));
    List<Change> changes = step(position, limits.maxRows(), deadline);
    while (changes.isEmpty() && position.place().isPresent() && !enough.isOver()) {
      changes = step(position, limits.maxRows(), deadline);
    }
    return changes;
  }

  /**
   * After what is there now. The service's own stamps tell its time; what is stamped within {@code
   * lookBack} of the newest is read and remembered, so that only what comes later is handed out.
   * Without a call for the newest record, the answer's {@code Date} has to do.
   */
  Cursor latest(Deadline deadline) {
    return spec.newest().isPresent()
        ? afterNewest(spec.newest().get(), deadline)
        : afterDate(deadline);
  }

  /** Where there is no record yet, the beginning is the end. */
  private Cursor afterNewest(Call call, Deadline deadline) {
    Instant before = service.now();
    Pages.Page page = first(call, Optional.empty(), deadline);
    Optional<Instant> newest = newest(page);
    if (newest.isEmpty()) {
      return earliest();
    }
    FeedPosition position = FeedPosition.at(early(newest.get()));
    position.begin(before);
    try {
      int rows = 0;
      do {
        rows += step(position, spec.list().paging().size(), deadline).size();
      } while (position.place().isPresent() && rows < FeedPosition.MAX_REMEMBERED);
      return cursor(position);
    } catch (AdapterException.CursorExpired e) {
      // Nothing has changed for longer than the service tells of.
      return atDate(page).orElseThrow(() -> e);
    }
  }

  private Cursor afterDate(Deadline deadline) {
    return atDate(first(spec.list().call(), spec.list().body(), deadline))
        .orElseGet(this::earliest);
  }

  private Optional<Cursor> atDate(Pages.Page page) {
    return RetryAfter.date(page.answer().headers())
        .map(date -> cursor(FeedPosition.at(early(date.minus(DATE_GRANULARITY)))));
  }

  /** Its first record, as if that were all. */
  private Pages.Page first(Call call, Optional<BodyTemplate> body, Deadline deadline) {
    Pages first =
        new Pages(service, new ListSpec(call, body, spec.list().records(), Paging.single(1)));
    return first.fetch(
        first.first(1), Map.of("cursor.time", spec.format().write(Instant.EPOCH)), deadline);
  }

  private Instant early(Instant time) {
    return time.minus(spec.lookBack()).minus(spec.granularity());
  }

  /**
   * Reads one page and moves the position behind it. Where the page has more than may be handed
   * out, since it was asked for by a larger limit, the position stays, and the rest is what is new
   * the next time.
   */
  private List<Change> step(FeedPosition position, int maxRows, Deadline deadline) {
    if (position.place().isEmpty()) {
      position.begin(service.now());
    }
    Pages.Place place =
        position
            .place()
            .map(known -> pages.sized(known, maxRows))
            .orElseGet(() -> pages.first(maxRows));
    Map<String, String> variables = Map.of("cursor.time", spec.format().write(position.since()));
    Pages.Page page = pages.fetch(place, variables, deadline);
    Instant now = service.now();
    List<Change> changes = new ArrayList<>();
    for (JsonNode record : page.records()) {
      if (changes.size() == maxRows) {
        position.stay(place);
        return changes;
      }
      Optional<Instant> stamp = records.changedAt(record);
      if (position.isNew(Json.bytes(record), stamp.orElse(position.since()))) {
        changes.add(change(record, stamp));
      }
      stamp.filter(time -> isCredible(time, page)).ifPresent(time -> position.sawStamp(time, now));
    }
    page.next().ifPresentOrElse(next -> position.goOn(next, spec), () -> position.drained(spec));
    return changes;
  }

  private Change change(JsonNode record, Optional<Instant> stamp) {
    NativeKey key = RestScanner.key(records, record);
    Optional<NativeKey> moved = records.movedTo(record);
    if (moved.isPresent()) {
      return new Change.Moved(key, moved.get());
    }
    if (records.isDeleted(record)) {
      return new Change.Deleted(key, records.version(record), stamp);
    }
    Image image = records.image(record);
    return new Change.Upserted(key, image);
  }

  private Optional<Instant> newest(Pages.Page page) {
    return page.records().stream()
        .flatMap(record -> records.changedAt(record).stream())
        .filter(time -> isCredible(time, page))
        .max(Instant::compareTo);
  }

  private boolean isCredible(Instant stamp, Pages.Page page) {
    Instant ours = service.now();
    Instant theirs = RetryAfter.date(page.answer().headers()).orElse(ours);
    return stamp.isBefore((theirs.isAfter(ours) ? theirs : ours).plus(FUTURE));
  }

  private Cursor cursor(FeedPosition position) {
    return cursors.cursor(position.toString(), position::write);
  }
}
