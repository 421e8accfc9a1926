package io.syncline.spi;

import java.util.Optional;

/** One dataset of a system: what it can do here, for this tenant, and the facets to do it with. */
public interface Dataset {

  DatasetSpec spec();

  /** Observed at run time; agrees with the facets and how they behave. */
  Capabilities capabilities();

  default Optional<SchemaReader> schemaReader() {
    return Optional.empty();
  }

  default Optional<PointReader> pointReader() {
    return Optional.empty();
  }

  /** Empty where no field is carried as a {@link io.syncline.model.LargeObject}. */
  default Optional<ContentReader> contentReader() {
    return Optional.empty();
  }

  default Optional<Scanner> scanner() {
    return Optional.empty();
  }

  default Optional<RangeDigester> rangeDigester() {
    return Optional.empty();
  }

  default Optional<ChangeFeed> changeFeed() {
    return Optional.empty();
  }

  /** Empty where the system does not call us. */
  default Optional<InboundReceiver> inboundReceiver() {
    return Optional.empty();
  }

  /** Empty where the system keeps no connection open to tell us anything. */
  default Optional<EventStream> eventStream() {
    return Optional.empty();
  }

  default Optional<Writer> writer() {
    return Optional.empty();
  }

  /** Beside a writer; empty where the system has no jobs. */
  default Optional<BulkWriter> bulkWriter() {
    return Optional.empty();
  }

  /** What must be installed in the system for {@link #changeFeed()}; empty: nothing. */
  default Optional<Tracking> tracking() {
    return Optional.empty();
  }
}
