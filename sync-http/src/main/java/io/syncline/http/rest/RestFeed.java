package io.syncline.http.rest;

import io.syncline.http.client.RetryAfter;
import io.syncline.http.manifest.FeedSpec;
import io.syncline.http.manifest.Paging;
import io.syncline.model.NativeKey;
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
   * A stamp that is further ahead of the service's clock is a mistake of whoever set it; it is
   * handed out, and does not move the position.
   */
  private static final Duration FUTURE = Duration.ofDays(1);

  /** What an empty {@code Date} header cannot tell. */
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
    pages = new Pages(service, spec.call(), spec.records(), spec.paging());
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
    List<Change> changes = step(position, limits.maxRows(), Deadline.in(limits.within()));
    boolean more = position.place().isPresent();
    return new ChangePage(changes, cursor(position), more, more ? Duration.ZERO : spec.every());
  }

  /**
   * After what is there now. The service's own stamps tell its time; what is stamped within {@code
   * lookBack} of the newest is read and remembered, so that only what comes later is handed out.
   */
  Cursor latest(Deadline deadline) {
    Pages first =
        new Pages(
            service,
            spec.newest().orElse(spec.call()),
            spec.records(),
            new Paging(new Paging.Single(), 1, 1));
    Instant before = service.now();
    Map<String, String> variables = Map.of("cursor.time", spec.format().write(Instant.EPOCH));
    Pages.Page page = first.fetch(first.first(1), variables, deadline);
    Optional<Instant> newest = spec.newest().isPresent() ? newest(page) : Optional.empty();
    Optional<Instant> reached =
        newest.or(
            () -> RetryAfter.date(page.answer().headers()).map(d -> d.minus(DATE_GRANULARITY)));
    FeedPosition position =
        FeedPosition.at(
            reached
                .map(time -> time.minus(spec.lookBack()).minus(spec.granularity()))
                .orElse(Instant.EPOCH));
    if (newest.isPresent()) {
      position.begin(before);
      remember(position, deadline);
    }
    return cursor(position);
  }

  private void remember(FeedPosition position, Deadline deadline) {
    int rows = 0;
    do {
      rows += step(position, spec.paging().size(), deadline).size();
    } while (position.place().isPresent() && rows < FeedPosition.MAX_REMEMBERED);
  }

  /** Reads one page and moves the position behind it. */
  private List<Change> step(FeedPosition position, int maxRows, Deadline deadline) {
    if (position.place().isEmpty()) {
      position.begin(service.now());
    }
    Pages.Place place = position.place().orElseGet(() -> pages.first(maxRows));
    Map<String, String> variables = Map.of("cursor.time", spec.format().write(position.since()));
    Pages.Page page = pages.fetch(place, variables, deadline);
    Instant now = service.now();
    List<Change> changes = new ArrayList<>();
    for (JsonNode record : page.records()) {
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
    Instant reference = RetryAfter.date(page.answer().headers()).orElseGet(service::now);
    return stamp.isBefore(reference.plus(FUTURE));
  }

  private Cursor cursor(FeedPosition position) {
    return cursors.cursor(position.toString(), position::write);
  }
}
