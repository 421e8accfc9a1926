package io.syncline.engine;

import io.syncline.model.NativeKey;
import io.syncline.spi.AdapterException;
import io.syncline.spi.Capabilities;
import io.syncline.spi.ChangeFeed;
import io.syncline.spi.ChangePage;
import io.syncline.spi.Cursor;
import io.syncline.spi.Limits;
import io.syncline.spi.PointReader;
import io.syncline.store.FlowProgress;
import io.syncline.store.ParkedRow;
import io.syncline.store.StoreTransaction;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
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
    FlowProgress progress = progress();
    Optional<ChangeFeed> feed = flow.dataset().changeFeed();
    boolean changed = lookAgainAtWaiting();
    if (!progress.listed() || progress.scan().isPresent() || feed.isEmpty()) {
      return list() || changed;
    }
    try {
      return poll(feed.get(), progress) || changed;
    } catch (AdapterException.CursorExpired e) {
      LOG.warn("{} {}: {}: listing anew", flow.system(), entity.name(), e.getMessage());
      return list() || changed;
    }
  }

  /** Lists the whole dataset, and finds what is gone; whether any record changed. */
  boolean list() {
    return new Listing(entity, flow, run).run();
  }

  private FlowProgress progress() {
    return run.transactions()
        .call(
            transaction ->
                transaction.progress(entity.name(), flow.system()).orElse(FlowProgress.none()));
  }

  private boolean poll(ChangeFeed feed, FlowProgress progress) {
    Cursor cursor = progress.feed().orElseGet(feed::earliest);
    boolean changed = false;
    boolean more = true;
    while (more) {
      long began = run.count().current();
      ChangePage page = feed.poll(cursor, new Limits(run.limits().readRows(), run.limits().call()));
      if (!page.changes().isEmpty() || !page.next().equals(cursor)) {
        changed |= take(page, began);
      }
      run.tally().progress(Phase.POLL, entity.name(), flow.system(), page.changes().size());
      cursor = page.next();
      more = page.more();
    }
    return changed;
  }

  private boolean take(ChangePage page, long began) {
    boolean current = flow.dataset().capabilities().feed() != Capabilities.Feed.LOG;
    List<Sighting> sightings = new ArrayList<>();
    List<NativeKey> hinted = new ArrayList<>();
    page.changes().stream()
        .map(Sighting::of)
        .forEach(
            sighting -> {
              if (sighting instanceof Sighting.Hinted hint) {
                hinted.add(hint.key());
              } else {
                sightings.add(sighting);
              }
            });
    Page pushed = new Page(sightings, current ? OptionalLong.of(began) : OptionalLong.empty());
    Page read = read(hinted);
    return run.transactions()
        .call(
            transaction -> {
              int changed = takeIn(pushed, transaction) + takeIn(read, transaction);
              transaction.saveProgress(
                  entity.name(),
                  flow.system(),
                  new FlowProgress(
                      Optional.empty(), Optional.empty(), Optional.of(page.next()), true));
              return changed > 0;
            });
  }

  private int takeIn(Page page, StoreTransaction transaction) {
    return page.sightings().isEmpty()
        ? 0
        : new Intake(entity, flow, transaction, run).take(page).changed();
  }

  private Page read(List<NativeKey> keys) {
    if (keys.isEmpty()) {
      return new Page(List.of(), OptionalLong.empty());
    }
    return new Reading(flow, run).read(keys);
  }

  /** Native records that waited for a create of ours: its outcome is known now, or soon. */
  private boolean lookAgainAtWaiting() {
    List<NativeKey> waiting =
        run.transactions()
            .call(
                transaction ->
                    transaction.countParked(entity.name(), flow.system()) == 0
                        ? List.<NativeKey>of()
                        : waiting(transaction));
    Optional<PointReader> reader = flow.dataset().pointReader();
    if (waiting.isEmpty() || reader.isEmpty()) {
      return false;
    }
    Page page = new Reading(flow, run).read(waiting);
    return run.transactions().call(transaction -> takeIn(page, transaction)) > 0;
  }

  private List<NativeKey> waiting(StoreTransaction transaction) {
    return transaction
        .parked(entity.name(), flow.system(), Optional.empty(), run.limits().intakeRows())
        .stream()
        .filter(row -> row.reason() == ParkedRow.Reason.WAITS)
        .map(ParkedRow::key)
        .toList();
  }
}
