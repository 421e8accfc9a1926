package io.syncline.http.rest;

import io.syncline.http.client.Deadline;
import io.syncline.http.manifest.DatasetManifest;
import io.syncline.http.manifest.WriteSpec;
import io.syncline.spi.BulkWriter;
import io.syncline.spi.Capabilities;
import io.syncline.spi.ChangeFeed;
import io.syncline.spi.Cursor;
import io.syncline.spi.Dataset;
import io.syncline.spi.DatasetSpec;
import io.syncline.spi.EventStream;
import io.syncline.spi.InboundReceiver;
import io.syncline.spi.PointReader;
import io.syncline.spi.Scanner;
import io.syncline.spi.SchemaReader;
import io.syncline.spi.Writer;
import java.util.Optional;
import java.util.function.Function;

/** One dataset of the service, with the facets that its manifest gives it. */
final class RestDataset implements Dataset {

  private final WebService service;
  private final DatasetManifest manifest;
  private final DatasetSpec spec;
  private final Optional<InboundReceiver> receiver;
  private final Records records;

  RestDataset(
      WebService service,
      DatasetManifest manifest,
      DatasetSpec spec,
      Optional<InboundReceiver> receiver) {
    this.service = service.speaking(manifest.codec());
    this.manifest = manifest;
    this.spec = spec;
    this.receiver = receiver;
    records = new Records(manifest, spec.fields());
  }

  @Override
  public DatasetSpec spec() {
    return spec;
  }

  @Override
  public Capabilities capabilities() {
    return DatasetCapabilities.of(manifest);
  }

  @Override
  public Optional<SchemaReader> schemaReader() {
    return manifest.schema().isEmpty()
        ? Optional.empty()
        : Optional.of(new ManifestSchema(manifest.schema()));
  }

  @Override
  public Optional<PointReader> pointReader() {
    return manifest.read().one().isPresent() || manifest.read().many().isPresent()
        ? Optional.of(new RestPointReader(service, manifest.read(), records))
        : Optional.empty();
  }

  @Override
  public Optional<Scanner> scanner() {
    return scanner(deadline -> feed().map(feed -> feed.latest(deadline)));
  }

  /** As {@link #scanner()}, without the anchor, which costs more calls. */
  Optional<Scanner> scannerWithoutAnchor() {
    return scanner(deadline -> Optional.empty());
  }

  private Optional<Scanner> scanner(Function<Deadline, Optional<Cursor>> anchor) {
    return manifest
        .scan()
        .map(
            scan ->
                new RestScanner(
                    new Pages(service, scan),
                    records,
                    Cursors.of(manifest.name(), "scan", scan),
                    anchor));
  }

  @Override
  public Optional<ChangeFeed> changeFeed() {
    return feed().map(ChangeFeed.class::cast);
  }

  @Override
  public Optional<InboundReceiver> inboundReceiver() {
    return receiver;
  }

  @Override
  public Optional<EventStream> eventStream() {
    return manifest.stream().map(stream -> new RestStream(service, stream));
  }

  @Override
  public Optional<Writer> writer() {
    WriteSpec write = manifest.write();
    boolean writes =
        write.create().isPresent()
            || write.update().isPresent()
            || write.delete().isPresent()
            || write.batch().isPresent();
    return writes ? Optional.of(new RestWriter(service, write, records)) : Optional.empty();
  }

  @Override
  public Optional<BulkWriter> bulkWriter() {
    WriteSpec write = manifest.write();
    return write.bulk().map(bulk -> new RestBulkWriter(service, write, records, manifest.codec()));
  }

  private Optional<RestFeed<?>> feed() {
    return manifest.feed().map(feed -> new Feeds(service, manifest, records).feed(feed));
  }
}
