package io.syncline.http.rest;

import io.syncline.http.client.Deadline;
import io.syncline.http.manifest.AttachmentSpec;
import io.syncline.http.manifest.DatasetManifest;
import io.syncline.http.manifest.ListSpec;
import io.syncline.http.manifest.WriteSpec;
import io.syncline.spi.BlobStore;
import io.syncline.spi.BulkWriter;
import io.syncline.spi.Capabilities;
import io.syncline.spi.ChangeFeed;
import io.syncline.spi.ContentReader;
import io.syncline.spi.Cursor;
import io.syncline.spi.Dataset;
import io.syncline.spi.DatasetSpec;
import io.syncline.spi.EventStream;
import io.syncline.spi.InboundReceiver;
import io.syncline.spi.PointReader;
import io.syncline.spi.Scanner;
import io.syncline.spi.SchemaReader;
import io.syncline.spi.Writer;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/** One dataset of the service, with the facets that its manifest gives it. */
final class RestDataset implements Dataset {

  private final WebService service;
  private final DatasetManifest manifest;
  private final DatasetSpec spec;
  private final Optional<InboundReceiver> receiver;
  private final Records records;
  private final Spools spools;
  private final Attachments attachments;

  RestDataset(
      WebService service,
      DatasetManifest manifest,
      DatasetSpec spec,
      Optional<InboundReceiver> receiver,
      Map<String, BlobStore> stores,
      Spools spools) {
    this.service = service.speaking(manifest.codec());
    this.manifest = manifest;
    this.spec = spec;
    this.receiver = receiver;
    this.spools = spools;
    records = new Records(manifest, spec.fields());
    attachments = attachments(stores);
  }

  /** Those that are wanted. */
  private Attachments attachments(Map<String, BlobStore> stores) {
    Map<AttachmentSpec, Attachments.Place> places = new HashMap<>();
    for (AttachmentSpec each : manifest.attachments()) {
      if (spec.fields().isEmpty() || each.fields().stream().anyMatch(spec.fields()::contains)) {
        BlobStore store = Objects.requireNonNull(stores.get(each.store()));
        places.put(each, new Attachments.Place(service, records, store));
      }
    }
    return places.isEmpty() ? Attachments.NONE : new Attachments(places);
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
        ? Optional.of(reader())
        : Optional.empty();
  }

  private RestPointReader reader() {
    return new RestPointReader(service, manifest.read(), records, attachments);
  }

  @Override
  public Optional<ContentReader> contentReader() {
    return manifest.attachments().isEmpty()
        ? Optional.empty()
        : Optional.of(new AttachedContents(reader(), attachments));
  }

  @Override
  public Optional<Scanner> scanner() {
    return scanner(
        attachments, deadline -> feed(Attachments.NONE).map(feed -> feed.latest(deadline)));
  }

  /** As {@link #scanner()}, without the anchor and attachments, which cost more calls. */
  Optional<Scanner> bareScanner() {
    return scanner(Attachments.NONE, deadline -> Optional.empty());
  }

  private Optional<Scanner> scanner(
      Attachments loaded, Function<Deadline, Optional<Cursor>> anchor) {
    return manifest.scan().map(scan -> scanner(scan, new Entries(records, loaded), anchor));
  }

  /** A recording keeps answers of the usual size only, and so a listing by it has no other. */
  private Scanner scanner(
      ListSpec scan, Entries entries, Function<Deadline, Optional<Cursor>> anchor) {
    Cursors cursors = Cursors.of(manifest.name(), "scan", scan);
    return scan.spool().isPresent() && service.streams()
        ? new SpooledScanner(() -> spools.begin(service, scan), spools, entries, cursors, anchor)
        : new RestScanner(new Pages(service, scan), entries, cursors, anchor);
  }

  @Override
  public Optional<ChangeFeed> changeFeed() {
    return feed(attachments).map(ChangeFeed.class::cast);
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
    if (!writes) {
      return Optional.empty();
    }
    Beforehand beforehand = new Beforehand(service, manifest, records);
    return Optional.of(
        new RestWriter(
            service,
            write,
            records,
            new AttachedWrites(service, manifest, records, beforehand),
            new ComparedWrites(beforehand, write, records)));
  }

  @Override
  public Optional<BulkWriter> bulkWriter() {
    WriteSpec write = manifest.write();
    return write.bulk().map(bulk -> new RestBulkWriter(service, write, records, manifest.codec()));
  }

  private Optional<RestFeed<?>> feed(Attachments loaded) {
    return manifest.feed().map(feed -> new Feeds(service, manifest, records, loaded).feed(feed));
  }
}
