package io.syncline.http.rest;

import io.syncline.http.client.Deadline;
import io.syncline.http.client.RetryAfter;
import io.syncline.http.json.Json;
import io.syncline.http.manifest.BodyTemplate;
import io.syncline.http.manifest.Call;
import io.syncline.http.manifest.FeedSpec.ModifiedSince;
import io.syncline.http.manifest.ListSpec;
import io.syncline.http.manifest.Paging;
import io.syncline.spi.AdapterException;
import io.syncline.spi.Change;
import java.io.DataInputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;

/** Finds changes by their time of modification; {@link ModifiedPosition} says why it loses none. */
final class ModifiedFeed implements Follower<ModifiedPosition> {

  /**
   * A stamp that is further ahead of the service's clock and ours is a mistake of whoever set it;
   * it is handed out, and does not move the position.
   */
  private static final Duration FUTURE = Duration.ofDays(1);

  /** What a {@code Date} header cannot tell. */
  private static final Duration DATE_GRANULARITY = Duration.ofSeconds(1);

  private final WebService service;
  private final ListSpec list;
  private final ModifiedSince kind;
  private final Pages pages;
  private final Items items;

  ModifiedFeed(WebService service, ListSpec list, ModifiedSince kind, Items items) {
    this.service = service;
    this.list = list;
    this.kind = kind;
    this.items = items;
    pages = new Pages(service, list);
  }

  @Override
  public ModifiedPosition earliest() {
    return beginning(Asked.NEVER);
  }

  private static ModifiedPosition beginning(Asked asked) {
    return ModifiedPosition.at(Instant.EPOCH, asked);
  }

  @Override
  public ModifiedPosition read(DataInputStream in) throws IOException {
    return ModifiedPosition.read(in);
  }

  /**
   * After what is there now. The service's own stamps tell its time; what is stamped within {@code
   * lookBack} of the newest is read and remembered, so that only what comes later is handed out.
   * Without a call for the newest record, the answer's {@code Date} has to do.
   */
  @Override
  public ModifiedPosition latest(Deadline deadline) {
    Asked asked = Asked.at(service.now());
    return kind.newest().isPresent()
        ? afterNewest(kind.newest().get(), asked, deadline)
        : afterDate(asked, deadline);
  }

  /** Where there is no record yet, the beginning is the end. */
  private ModifiedPosition afterNewest(Call call, Asked asked, Deadline deadline) {
    Pages.Page page = first(call, Optional.empty(), deadline);
    Optional<Instant> newest = newest(page);
    if (newest.isEmpty()) {
      return beginning(asked);
    }
    ModifiedPosition position = ModifiedPosition.at(early(newest.get()), asked);
    try {
      int rows = 0;
      do {
        rows += fresh(position, list.paging().size(), deadline).size();
      } while (position.place().isPresent() && rows < Told.MAX);
      return position;
    } catch (AdapterException.CursorExpired e) {
      // Nothing has changed for longer than the service tells of.
      return atDate(page, asked).orElseThrow(() -> e);
    }
  }

  private ModifiedPosition afterDate(Asked asked, Deadline deadline) {
    return atDate(first(list.call(), list.body(), deadline), asked)
        .orElseGet(() -> beginning(asked));
  }

  private Optional<ModifiedPosition> atDate(Pages.Page page, Asked asked) {
    return RetryAfter.date(page.answer().headers())
        .map(date -> ModifiedPosition.at(early(date.minus(DATE_GRANULARITY)), asked));
  }

  /** Its first record, as if that were all. */
  private Pages.Page first(Call call, Optional<BodyTemplate> body, Deadline deadline) {
    Pages first =
        new Pages(
            service, new ListSpec(call, list.headers(), body, list.records(), Paging.single(1)));
    return first.fetch(first.first(1), variables(beginning(Asked.NEVER)), deadline);
  }

  private Instant early(Instant time) {
    return time.minus(kind.lookBack()).minus(kind.granularity());
  }

  /**
   * Reads one page and moves the position behind it. Where the page has more than may be handed
   * out, since it was asked for by a larger limit, the position stays, and the rest is what is new
   * the next time.
   */
  @Override
  public List<Change> step(ModifiedPosition position, int maxRows, Deadline deadline) {
    return items.changes(fresh(position, maxRows, deadline), deadline);
  }

  /** The items that are handed out. */
  private List<JsonNode> fresh(ModifiedPosition position, int maxRows, Deadline deadline) {
    if (position.place().isEmpty()) {
      position.begin(service.now());
    }
    Pages.Place place =
        position
            .place()
            .map(known -> pages.sized(known, maxRows))
            .orElseGet(() -> pages.first(maxRows));
    Pages.Page page = pages.fetch(place, variables(position), deadline);
    kind.tieBreak().ifPresent(at -> requireOrder(position, page, at));
    Instant now = service.now();
    List<JsonNode> fresh = new ArrayList<>();
    for (JsonNode item : page.records()) {
      if (fresh.size() == maxRows) {
        position.stay(place);
        return fresh;
      }
      Optional<Instant> stamp = stamp(item);
      if (position.isNew(item, stamp.orElse(position.since()))) {
        fresh.add(item);
      }
      stamp
          .filter(time -> isCredible(time, page))
          .ifPresent(time -> position.sawStamp(time, tie(item), now));
    }
    if (kind.tieBreak().isPresent()) {
      goOnBehind(position, page, place);
    } else {
      page.next().ifPresentOrElse(next -> goOn(position, page, next), () -> position.drained(kind));
    }
    return fresh;
  }

  private Map<String, String> variables(ModifiedPosition position) {
    return Map.of(
        "cursor.time",
        kind.stamp().format().write(position.from()),
        "cursor.tie",
        position.fromTie());
  }

  /** A short page may be as long as the service makes them: only an empty one is the end. */
  private void goOnBehind(ModifiedPosition position, Pages.Page page, Pages.Place place) {
    if (page.records().isEmpty()) {
      position.drained(kind);
      return;
    }
    JsonNode last = page.records().get(page.records().size() - 1);
    position.goOnFrom(
        stamp(last).orElseThrow(), tie(last), new Pages.Place("", 0, place.size()), kind);
  }

  /** A list that is in no order of times, or that begins again, would lose what it passes over. */
  private void requireOrder(ModifiedPosition position, Pages.Page page, JsonPointer at) {
    Instant before = position.from();
    for (JsonNode item : page.records()) {
      Optional<Instant> stamp = stamp(item);
      if (stamp.isEmpty() || tie(item).isEmpty()) {
        throw refused("with a record that has no " + (stamp.isEmpty() ? kind.stamp().field() : at));
      }
      if (stamp.get().isBefore(before)) {
        throw refused("with records in no order of their times at " + kind.stamp().field());
      }
      before = stamp.get();
    }
    boolean same =
        page.records().stream()
            .anyMatch(
                item ->
                    tie(item).equals(position.fromTie())
                        && stamp(item).equals(Optional.of(position.from())));
    if (same) {
      throw refused(
          "with the record that it was asked for what is behind of: " + position.fromTie());
    }
  }

  private AdapterException refused(String what) {
    return new AdapterException.Unsupported(service.text(list.call(), "answered " + what));
  }

  private String tie(JsonNode item) {
    return kind.tieBreak().flatMap(at -> Json.text(item, at)).orElse("");
  }

  /**
   * Where pages move while records come and go, the next one is asked for by the time of the last
   * record: none is passed over by what moves before it. That needs records in order of their
   * times, and more than one time in the page.
   */
  private void goOn(ModifiedPosition position, Pages.Page page, Pages.Place next) {
    Optional<Instant> from =
        pages.isStable()
            ? Optional.empty()
            : last(page)
                .map(time -> time.minus(kind.granularity()))
                .filter(time -> time.isAfter(position.from()));
    from.ifPresentOrElse(
        time -> position.goOnFrom(time, new Pages.Place("", 0, next.size()), kind),
        () -> position.goOn(next, kind));
  }

  /** The time of the last record of those in order; empty where they are in none. */
  private Optional<Instant> last(Pages.Page page) {
    List<Instant> times =
        page.records().stream()
            .flatMap(item -> stamp(item).stream())
            .filter(time -> isCredible(time, page))
            .toList();
    boolean ordered =
        !times.isEmpty()
            && times.size() == page.records().size()
            && times.equals(times.stream().sorted().toList());
    return ordered ? Optional.of(times.get(times.size() - 1)) : Optional.empty();
  }

  private Optional<Instant> stamp(JsonNode item) {
    return Json.text(item, kind.stamp().field()).flatMap(kind.stamp().format()::read);
  }

  private Optional<Instant> newest(Pages.Page page) {
    return page.records().stream()
        .flatMap(item -> stamp(item).stream())
        .filter(time -> isCredible(time, page))
        .max(Instant::compareTo);
  }

  private boolean isCredible(Instant stamp, Pages.Page page) {
    Instant ours = service.now();
    Instant theirs = RetryAfter.date(page.answer().headers()).orElse(ours);
    return stamp.isBefore((theirs.isAfter(ours) ? theirs : ours).plus(FUTURE));
  }
}
