package com.example.filedrop;

import io.syncline.spi.Capabilities;
import io.syncline.spi.Capabilities.Deletes;
import io.syncline.spi.Capabilities.Feed;
import io.syncline.spi.Capabilities.Idempotency;
import io.syncline.spi.Capabilities.PreconditionKind;
import io.syncline.spi.Capabilities.Versions;
import io.syncline.spi.Dataset;
import io.syncline.spi.DatasetSpec;
import io.syncline.spi.PointReader;
import io.syncline.spi.Scanner;
import io.syncline.spi.SchemaReader;
import io.syncline.spi.WriteKind;
import io.syncline.spi.Writer;
import java.util.Optional;

/** One file as a dataset: listed, read by key, and rewritten once per batch. */
record FileDataset(FileSource source) implements Dataset {

  /** Writes in memory at a time; each batch rewrites the file once. */
  static final int MOST_WRITES = 500;

  @Override
  public DatasetSpec spec() {
    return source.spec();
  }

  @Override
  public Capabilities capabilities() {
    Capabilities.Builder can =
        Capabilities.builder()
            .feed(Feed.SNAPSHOT_ONLY)
            .deletes(Deletes.COMPLETE_SCAN)
            .versions(Versions.OPAQUE)
            .maxBatchRows(MOST_WRITES);
    if (source.isWritable()) {
      can.writes(WriteKind.CREATE, WriteKind.UPDATE, WriteKind.DELETE)
          .preconditions(PreconditionKind.values())
          .idempotency(Idempotency.NATURAL)
          .reportsShown();
    }
    return can.build();
  }

  @Override
  public Optional<SchemaReader> schemaReader() {
    return source.isDescribed() ? Optional.of(new FileSchema(source)) : Optional.empty();
  }

  @Override
  public Optional<PointReader> pointReader() {
    return Optional.of(new FileReader(source));
  }

  @Override
  public Optional<Scanner> scanner() {
    return Optional.of(new FileScanner(source));
  }

  @Override
  public Optional<Writer> writer() {
    return source.isWritable() ? Optional.of(new FileWriter(source)) : Optional.empty();
  }
}
