package io.syncline.engine;

import io.syncline.model.NativeKey;
import io.syncline.spi.AdapterException;
import io.syncline.spi.PointReader;
import java.util.ArrayList;
import java.util.List;

/** Reads native records by key, in batches the system can take. */
final class Reading {

  private final SyncEntity entity;
  private final Flow flow;
  private final RunContext run;

  Reading(SyncEntity entity, Flow flow, RunContext run) {
    this.entity = entity;
    this.flow = flow;
    this.run = run;
  }

  /** One page for all keys, as fresh as its first read. */
  Page read(List<NativeKey> keys) {
    return new Remaining(keys).read(Long.MAX_VALUE);
  }

  /** Reads the keys and takes in what they show, by and by; how many records that changed. */
  int takeIn(List<NativeKey> keys) {
    Remaining remaining = new Remaining(keys);
    int changed = 0;
    while (!remaining.isEmpty()) {
      changed += takeIn(remaining.read(Weight.PAGE / 2));
    }
    return changed;
  }

  private int takeIn(Page page) {
    return run.transactions()
        .call(transaction -> new Intake(entity, flow, transaction, run).take(page).changed());
  }

  /** Keys that are yet to be read. */
  private final class Remaining {
    private final PointReader reader;
    private final PageRows rows;
    private final List<NativeKey> keys;
    private int next;

    Remaining(List<NativeKey> keys) {
      this.reader =
          flow.dataset()
              .pointReader()
              .orElseThrow(
                  () -> new AdapterException.Unsupported("no reads by key: " + flow.system()));
      this.rows =
          new PageRows(
              Math.min(run.limits().readRows(), flow.dataset().capabilities().maxBatchRows()));
      this.keys = keys;
    }

    boolean isEmpty() {
      return next == keys.size();
    }

    /** Reads until there is nothing more to read, or what was read weighs enough. */
    Page read(long enough) {
      long began = run.count().current();
      List<Sighting> sightings = new ArrayList<>();
      long weight = 0;
      while (!isEmpty() && weight < enough) {
        int end = Math.min(next + rows.next(), keys.size());
        List<Sighting> batch = batch(keys.subList(next, end));
        long weighs = Weight.seen(batch);
        rows.came(end - next, weighs);
        next = end;
        weight += weighs;
        sightings.addAll(batch);
      }
      return Page.read(sightings, began);
    }

    private List<Sighting> batch(List<NativeKey> batch) {
      return run
          .read(entity, flow, Phase.READ, () -> reader.read(batch, run.limits().call()))
          .stream()
          .map(read -> Sighting.of(read, flow.mapping()))
          .toList();
    }
  }
}
