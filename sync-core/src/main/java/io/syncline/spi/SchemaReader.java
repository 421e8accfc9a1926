package io.syncline.spi;

import java.time.Duration;

/** Tells the fields of a dataset. */
public interface SchemaReader {

  /** In a stable order; a schema that drifted has another fingerprint. */
  DatasetSchema describe(Duration within);
}
