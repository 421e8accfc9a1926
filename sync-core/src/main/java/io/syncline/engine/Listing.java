package io.syncline.engine;

import io.syncline.model.NativeKey;
import io.syncline.model.RecordId;
import io.syncline.spi.AdapterException;
import io.syncline.spi.Cursor;
import io.syncline.spi.Limits;
import io.syncline.spi.ScanPage;
import io.syncline.spi.Scanner;
import io.syncline.store.FlowProgress;
import io.syncline.store.StoreTransaction;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Lists one flow's dataset from end to end. Goes on where an earlier process stopped.
 *
 * <p>What a listing does not show is gone only if the listing is provably complete and was read by
 * this process from its first row on, if a read by key confirms it, and if no more records are
 * missing than the limits allow. Which linked records were seen is one bit per record. A listing
 * that is interrupted goes on in this process; in another, it goes on only if it is the first.
 */
final class Listing {

  private final SyncEntity entity;
  private final Flow flow;
  private final RunContext run;
  private final FlowName name;
  private Listings.Seen seen = new Listings.Seen();
  private boolean changed;

  Listing(SyncEntity entity, Flow flow, RunContext run) {
    this.entity = entity;
    this.flow = flow;
    this.run = run;
    this.name = new FlowName(entity.name(), flow.system());
  }

  /** Whether any record changed. */
  boolean run() {
    Scanner scanner =
        flow.dataset()
            .scanner()
            .orElseThrow(() -> new AdapterException.Unsupported("no listing: " + flow.system()));
    Instant began = run.clock().instant();
    FlowProgress before = begin();
    Ended ended;
    try {
      ended = pages(scanner, before);
    } catch (AdapterException.CursorExpired e) {
      seen = new Listings.Seen();
      before = fromTheStart(before);
      save(before);
      ended = pages(scanner, before);
    }
    if (before.listed()) {
      if (ended.complete()) {
        takeAbsent();
        changed |= new Absences(entity, flow, run).lookAgainAtParked(began);
        new AliasSweep(entity, flow, run).go();
      }
      save(over(before, ended.anchor()));
    }
    run.listings().forget(name);
    return changed;
  }

  /**
   * Where to go on. What finds deletes must have seen all: it goes on only where this process was.
   */
  private FlowProgress begin() {
    FlowProgress before = run.progress(entity, flow);
    Optional<Listings.Seen> known = run.listings().upTo(name, before.scan());
    seen = known.orElseGet(Listings.Seen::new);
    return known.isPresent() || !before.listed() ? before : fromTheStart(before);
  }

  private static FlowProgress fromTheStart(FlowProgress before) {
    return new FlowProgress(Optional.empty(), Optional.empty(), before.feed(), before.listed());
  }

  private static FlowProgress over(FlowProgress before, Optional<Cursor> anchor) {
    return new FlowProgress(
        Optional.empty(), Optional.empty(), before.feed().or(() -> anchor), true);
  }

  /**
   * Takes all pages in; the next one is read while the state takes in what was, unless that weighs
   * too much.
   */
  private Ended pages(Scanner scanner, FlowProgress before) {
    Optional<Cursor> anchor = before.scan().isPresent() ? before.anchor() : feedPosition();
    Optional<Cursor> next = before.scan();
    List<Sighting> gathered = new ArrayList<>();
    OptionalLong began = OptionalLong.empty();
    OptionalLong seenAt = OptionalLong.empty();
    long weight = 0;
    PageRows rows = new PageRows(run.limits().readRows());
    int room = run.limits().intakeRows();
    Underway<Fetched> coming = fetch(Overlap.inTurn(), scanner, next, limits(rows, room));
    try {
      while (true) {
        Fetched fetched = coming(coming, before, next, anchor, gathered, began);
        anchor = fetched.anchor().isPresent() ? fetched.anchor() : anchor;
        seenAt = fetched.current() ? OptionalLong.of(fetched.began()) : seenAt;
        began = gathered.isEmpty() ? seenAt : began;
        gathered.addAll(fetched.sightings());
        rows.came(fetched.sightings().size(), fetched.weight());
        weight += fetched.weight();
        run.tally().progress(Phase.LIST, entity.name(), flow.system(), fetched.sightings().size());
        next = fetched.next();
        boolean full = weight >= Weight.PAGE / 2 || gathered.size() >= run.limits().intakeRows();
        room = full ? run.limits().intakeRows() : run.limits().intakeRows() - gathered.size();
        boolean beside = next.isPresent() && weight <= Weight.MOST_BESIDE;
        if (beside) {
          coming = fetch(run.overlap(), scanner, next, limits(rows, room));
        }
        if (next.isEmpty() || full) {
          take(Page.told(gathered, began), before, next, anchor);
          gathered.clear();
          weight = 0;
        }
        if (next.isEmpty()) {
          return new Ended(fetched.complete(), anchor);
        }
        if (!beside) {
          Limits limits = limits(rows, room);
          coming = fetch(Overlap.whenAwaited(), scanner, next, limits); // once this is let go of
        }
      }
    } finally {
      coming.await();
    }
  }

  private Limits limits(PageRows rows, int room) {
    return new Limits(Math.min(rows.next(), room), run.limits().call());
  }

  private Underway<Fetched> fetch(
      Overlap overlap, Scanner scanner, Optional<Cursor> next, Limits limits) {
    return Underway.begin(
        overlap,
        () -> {
          long began = run.count().current();
          ScanPage page =
              run.read(
                  entity,
                  flow,
                  Phase.LIST,
                  () ->
                      next.isPresent()
                          ? scanner.resume(next.get(), limits)
                          : scanner.start(limits));
          return Fetched.of(page, began, flow);
        });
  }

  /** The next page; what was gathered before a rate limit or a pause is not read again after it. */
  private Fetched coming(
      Underway<Fetched> coming,
      FlowProgress before,
      Optional<Cursor> next,
      Optional<Cursor> anchor,
      List<Sighting> gathered,
      OptionalLong began) {
    try {
      return coming.get();
    } catch (AdapterException.ReadThrottled | HeldBack e) {
      if (!gathered.isEmpty()) {
        take(Page.told(gathered, began), before, next, anchor);
      }
      throw e;
    }
  }

  private Optional<Cursor> feedPosition() {
    return flow.dataset()
        .changeFeed()
        .map(feed -> run.read(entity, flow, Phase.LIST, feed::latest));
  }

  /** A listing made to find deletes is over only when they are taken in. */
  private void take(
      Page page, FlowProgress before, Optional<Cursor> next, Optional<Cursor> anchor) {
    run.transactions()
        .call(
            transaction -> {
              Intake.Taken taken = new Intake(entity, flow, transaction, run).take(page);
              changed |= taken.changed() > 0;
              if (next.isPresent()) {
                save(transaction, new FlowProgress(next, anchor, before.feed(), before.listed()));
              } else if (!before.listed()) {
                save(transaction, over(before, anchor));
              }
              seen.add(taken.seen(), page.sightings().size(), next);
              return true;
            });
    run.listings().keep(name, seen);
  }

  private void save(FlowProgress progress) {
    run.transactions()
        .call(
            transaction -> {
              save(transaction, progress);
              return true;
            });
  }

  private void save(StoreTransaction transaction, FlowProgress progress) {
    if (!transaction.progress(entity.name(), flow.system()).equals(Optional.of(progress))) {
      transaction.saveProgress(entity.name(), flow.system(), progress);
    }
  }

  private void takeAbsent() {
    Absences absences = new Absences(entity, flow, run);
    long linked = 0;
    List<NativeKey> missing = new ArrayList<>();
    long after = 0;
    List<RecordId> ids = next(after);
    while (!ids.isEmpty()) {
      List<RecordId> unseen = ids.stream().filter(id -> !seen.has(id)).toList();
      List<NativeKey> keys = absences.keys(unseen);
      missing.addAll(keys);
      linked += ids.size() - unseen.size() + keys.size();
      after = ids.get(ids.size() - 1).value();
      ids = next(after);
    }
    changed |= absences.take(missing, linked, seen.isEmpty());
  }

  private List<RecordId> next(long after) {
    return run.transactions()
        .call(transaction -> transaction.records(entity.name(), after, run.limits().intakeRows()));
  }

  /**
   * A page that was read.
   *
   * @param began the hub's count when its read began
   * @param current whether its rows were read since then; else they are as old as those of the page
   *     before that was
   */
  private record Fetched(
      List<Sighting> sightings,
      Optional<Cursor> next,
      Optional<Cursor> anchor,
      boolean complete,
      long began,
      boolean current,
      long weight) {

    static Fetched of(ScanPage page, long began, Flow flow) {
      List<Sighting> sightings =
          page.entries().stream().map(entry -> Sighting.of(entry, flow.mapping())).toList();
      return new Fetched(
          sightings,
          page.next(),
          page.anchor(),
          page.complete(),
          began,
          page.current(),
          Weight.seen(sightings));
    }
  }

  /**
   * How a listing ended.
   *
   * @param complete whether it provably held every record
   */
  private record Ended(boolean complete, Optional<Cursor> anchor) {}
}
