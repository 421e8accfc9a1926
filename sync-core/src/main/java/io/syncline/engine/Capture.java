package io.syncline.engine;

import io.syncline.model.NativeKey;
import io.syncline.spi.AdapterException;
import io.syncline.spi.Capabilities;
import io.syncline.spi.ChangeFeed;
import io.syncline.spi.ChangePage;
import io.syncline.spi.Cursor;
import io.syncline.spi.Limits;
import io.syncline.store.FlowProgress;
import io.syncline.store.StoreTransaction;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings in what one flow's system has to tell: by a listing first, then by its feed. A page's
 * effects and the position after it are one transaction.
 */
final class Capture {

  private static final Logger LOG = LoggerFactory.getLogger(Capture.class);

  private final SyncEntity entity;
  private final Flow flow;
  private final RunContext run;

  Capture(SyncEntity entity, Flow flow, RunContext run) {
    this.entity = entity;
    this.flow = flow;
    this.run = run;
  }

  /** Takes in what is new; whether any record changed. */
  boolean run() {
    FlowProgress progress = run.progress(entity, flow);
    LookingAgain again = new LookingAgain(entity, flow, run);
    boolean changed = again.go();
    if (run.rewinds().isComparing(entity, flow)) {
      changed |= list();
      run.rewinds().compared(entity, flow, run);
      return changed;
    }
    if (isListingDue(progress) || again.needsListing()) {
      changed |= list();
      again.listed();
      return follow(position()) || changed;
    }
    return follow(progress.feed()) || changed;
  }

  /** Takes in only the native records that the system named; whether any record changed. */
  boolean named() {
    return run.progress(entity, flow).listed()
        ? new LookingAgain(entity, flow, run).go()
        : run(); // a first listing shows them, too
  }

  /** Lists the whole dataset, due or not; whether any record changed. */
  boolean sweep() {
    boolean changed = list();
    return follow(position()) || changed;
  }

  private boolean isListingDue(FlowProgress progress) {
    return !progress.listed()
        || progress.scan().isPresent()
        || progress.feed().isEmpty()
        || flow.dataset().changeFeed().isEmpty();
  }

  /** A feed without a position asks for a listing, also after a crash. */
  private void expire() {
    run.transactions()
        .call(
            transaction -> {
              transaction.saveProgress(
                  entity.name(),
                  flow.system(),
                  new FlowProgress(Optional.empty(), Optional.empty(), Optional.empty(), true));
              return true;
            });
  }

  /** By digest where that will do: the result is the same. */
  private boolean list() {
    return DigestSweep.fits(entity, flow, run)
        ? new DigestSweep(entity, flow, run).run()
        : new Listing(entity, flow, run).run();
  }

  /**
   * Takes in what the feed tells, after a listing too: what moved past the listing is known by the
   * feed alone, and must be known before anything is written there. A feed that forgets again while
   * its dataset is listed is a failure.
   *
   * @param position empty where there is no feed
   */
  private boolean follow(Optional<Cursor> position) {
    try {
      return poll(position);
    } catch (AdapterException.CursorExpired e) {
      LOG.warn("{} {}: {}: listing anew", flow.system(), entity.name(), e.getMessage());
      expire();
      boolean changed = list();
      return poll(position()) || changed;
    }
  }

  private Optional<Cursor> position() {
    return flow.dataset().changeFeed().isEmpty()
        ? Optional.empty()
        : run.progress(entity, flow).feed();
  }

  private boolean poll(Optional<Cursor> position) {
    return position.isPresent() && poll(flow.dataset().changeFeed().orElseThrow(), position.get());
  }

  private boolean poll(ChangeFeed feed, Cursor from) {
    Cursor cursor = from;
    boolean changed = false;
    boolean more = true;
    PageRows rows = new PageRows(run.limits().readRows());
    while (more) {
      long began = run.count().current();
      Cursor position = cursor;
      Limits limits = new Limits(rows.next(), run.limits().call());
      ChangePage page = run.read(entity, flow, Phase.POLL, () -> feed.poll(position, limits));
      if (!page.changes().isEmpty() || !page.next().equals(cursor)) {
        Taken taken = take(page, began);
        rows.came(page.changes().size(), taken.weight());
        changed |= taken.changed();
      }
      run.tally().progress(Phase.POLL, entity.name(), flow.system(), page.changes().size());
      cursor = page.next();
      more = page.more();
    }
    return changed;
  }

  private Taken take(ChangePage page, long began) {
    boolean current = flow.dataset().capabilities().feed() != Capabilities.Feed.LOG;
    List<Sighting> sightings = new ArrayList<>();
    Set<NativeKey> hinted = new LinkedHashSet<>();
    Set<NativeKey> known = current ? Set.of() : linked(page);
    for (io.syncline.spi.Change change : page.changes()) {
      if (isHint(change, current, known)) {
        hinted.add(change.key());
      } else {
        sightings.add(Sighting.of(change, flow.mapping()));
      }
    }
    Page pushed = Page.told(sightings, current ? OptionalLong.of(began) : OptionalLong.empty());
    Page read = read(List.copyOf(hinted));
    boolean changed =
        run.transactions()
            .call(
                transaction -> {
                  int records = takeIn(pushed, transaction) + takeIn(read, transaction);
                  transaction.saveProgress(
                      entity.name(),
                      flow.system(),
                      new FlowProgress(
                          Optional.empty(), Optional.empty(), Optional.of(page.next()), true));
                  return records > 0;
                });
    return new Taken(changed, Weight.seen(sightings) + Weight.seen(read.sightings()));
  }

  /**
   * A page of the feed was taken in.
   *
   * @param changed whether any record changed
   * @param weight of what the page held, and of what was read for its hints
   */
  private record Taken(boolean changed, long weight) {}

  /** First contact is made with what is there now, never with an image that may be older. */
  private boolean isHint(io.syncline.spi.Change change, boolean current, Set<NativeKey> known) {
    return change instanceof io.syncline.spi.Change.Hinted
        || (!current
            && change instanceof io.syncline.spi.Change.Upserted
            && !known.contains(change.key())
            && flow.dataset().pointReader().isPresent());
  }

  private Set<NativeKey> linked(ChangePage page) {
    List<NativeKey> keys = page.changes().stream().map(io.syncline.spi.Change::key).toList();
    return run.transactions()
        .call(transaction -> transaction.linked(entity.name(), flow.system(), keys).keySet());
  }

  private int takeIn(Page page, StoreTransaction transaction) {
    return page.sightings().isEmpty()
        ? 0
        : new Intake(entity, flow, transaction, run).take(page).changed();
  }

  private Page read(List<NativeKey> keys) {
    if (keys.isEmpty()) {
      return Page.empty();
    }
    return new Reading(entity, flow, run).read(keys);
  }
}
