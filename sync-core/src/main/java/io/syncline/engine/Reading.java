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
    PointReader reader =
        flow.dataset()
            .pointReader()
            .orElseThrow(
                () -> new AdapterException.Unsupported("no reads by key: " + flow.system()));
    int most = Math.min(run.limits().readRows(), flow.dataset().capabilities().maxBatchRows());
    long began = run.count().current();
    List<Sighting> sightings = new ArrayList<>(keys.size());
    for (List<NativeKey> batch : Slices.of(keys, most)) {
      run.read(entity, flow, Phase.READ, () -> reader.read(batch, run.limits().call())).stream()
          .map(read -> Sighting.of(read, flow.mapping()))
          .forEach(sightings::add);
    }
    return Page.read(sightings, began);
  }

  /** Reads the keys and takes in what they show; how many records that changed. */
  int takeIn(List<NativeKey> keys) {
    Page page = read(keys);
    return run.transactions()
        .call(transaction -> new Intake(entity, flow, transaction, run).take(page).changed());
  }
}
