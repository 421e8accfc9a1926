package io.syncline.engine;

import io.syncline.mapping.EntityMapping;
import io.syncline.model.SystemId;
import io.syncline.spi.Dataset;

/** One entity in one system: where its native records are, and how they map. */
public record Flow(SystemId system, Dataset dataset, EntityMapping mapping) {

  /** A system without a writer is only read: nothing ever waits to be written there. */
  boolean takesWrites() {
    return dataset.writer().isPresent();
  }
}
