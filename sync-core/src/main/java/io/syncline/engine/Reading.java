package io.syncline.engine;

import io.syncline.model.NativeKey;
import io.syncline.spi.AdapterException;
import io.syncline.spi.PointReader;
import java.util.ArrayList;
import java.util.List;

/** Reads native records by key, in batches the system can take. */
final class Reading {

  private final Flow flow;
  private final RunContext run;

  Reading(Flow flow, RunContext run) {
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
    for (int from = 0; from < keys.size(); from += most) {
      List<NativeKey> batch = keys.subList(from, Math.min(from + most, keys.size()));
      AdapterCall.of(flow, () -> reader.read(batch, run.limits().call())).stream()
          .map(Sighting::of)
          .forEach(sightings::add);
    }
    return Page.read(sightings, began);
  }
}
