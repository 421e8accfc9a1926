package io.syncline.http.rest;

import io.syncline.http.manifest.AttachmentSpec;
import io.syncline.http.manifest.BulkSpec;
import io.syncline.http.manifest.DatasetManifest;
import io.syncline.http.manifest.FeedSpec;
import io.syncline.http.manifest.ModifiedTime;
import io.syncline.http.manifest.VersionSpec;
import io.syncline.http.manifest.WriteSpec;
import io.syncline.spi.Capabilities;
import io.syncline.spi.Capabilities.Deletes;
import io.syncline.spi.Capabilities.Feed;
import io.syncline.spi.Capabilities.Idempotency;
import io.syncline.spi.Capabilities.PreconditionKind;
import io.syncline.spi.Capabilities.Versions;
import io.syncline.spi.WriteKind;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a dataset can do, as its manifest says. */
final class DatasetCapabilities {

  /** Where every row is a call of its own, this many of them in one go. */
  private static final int MANY_CALLS = 100;

  /** Its rows come back with what became of them, and must fit into one answer. */
  private static final long MOST_BYTES_OF_JOB = RestAdapter.MAX_BODY_BYTES / 4;

  private final DatasetManifest manifest;
  private final WriteSpec write;

  private DatasetCapabilities(DatasetManifest manifest) {
    this.manifest = manifest;
    write = manifest.write();
  }

  static Capabilities of(DatasetManifest manifest) {
    return new DatasetCapabilities(manifest).capabilities();
  }

  private Capabilities capabilities() {
    Capabilities.Builder builder =
        Capabilities.builder()
            .feed(feed())
            .deletes(deletes())
            .versions(manifest.version().isPresent() ? Versions.OPAQUE : Versions.NONE)
            .idempotency(idempotency())
            .readAfterWrite(manifest.readAfterWrite())
            .maxBatchRows(maxBatchRows());
    Stream.of(WriteKind.values()).filter(write::takes).forEach(builder::writes);
    manifest.feed().flatMap(FeedSpec::retention).ifPresent(builder::retention);
    write
        .bulk()
        .map(bulk -> new Capabilities.Bulk(bulk.least(), bulk.max(), MOST_BYTES_OF_JOB))
        .ifPresent(builder::bulk);
    if (idempotency() == Idempotency.REMEMBERED) {
      write.remembersCreates().ifPresent(builder::remembersFor);
    }
    builder.apart(
        manifest.attachments().stream()
            .filter(each -> each.writing().isPresent())
            .map(AttachmentSpec::name)
            .collect(Collectors.toSet()));
    preconditions(builder);
    if (write.takes(WriteKind.CREATE) && !namesKey()) {
      builder.keysAssigned();
    }
    if (reportsShown()) {
      builder.reportsShown();
    }
    return builder.build();
  }

  private Feed feed() {
    if (manifest.feed().isPresent()) {
      boolean current = manifest.feed().get().images() == FeedSpec.Images.CURRENT;
      return current ? Feed.POLLING : Feed.LOG;
    }
    return manifest.scan().isPresent() ? Feed.SNAPSHOT_ONLY : Feed.NONE;
  }

  private Deletes deletes() {
    Optional<FeedSpec.Deletes> told = manifest.feed().flatMap(FeedSpec::deletes);
    if (told.isPresent()) {
      return told.get().feed().isPresent()
          ? Deletes.FEED
          : told.get().tombstone().isPresent() ? Deletes.TOMBSTONE : Deletes.SOFT_FLAG;
    }
    return manifest.scan().filter(scan -> scan.paging().kind().isStable()).isPresent()
        ? Deletes.COMPLETE_SCAN
        : Deletes.NEVER;
  }

  /** A create by POST makes a record each time, unless the service remembers the write's id. */
  private Idempotency idempotency() {
    if (!write.takes(WriteKind.CREATE) || namesKey()) {
      return Idempotency.NATURAL;
    }
    boolean remembered =
        write.batches(WriteKind.CREATE)
            ? write.batch().filter(batch -> batch.isRemembered(WriteKind.CREATE)).isPresent()
            : write.create().filter(WriteSpec.Single::isRemembered).isPresent();
    boolean alsoByJobs =
        write
            .bulk()
            .filter(bulk -> bulk.takes(WriteKind.CREATE))
            .map(BulkSpec::isRemembered)
            .orElse(true);
    return remembered && alsoByJobs ? Idempotency.REMEMBERED : Idempotency.NONE;
  }

  private int maxBatchRows() {
    int reads = manifest.read().many().map(many -> many.max()).orElse(1);
    int writes = write.batch().map(WriteSpec.Batch::max).orElse(1);
    return Math.max(MANY_CALLS, Math.max(reads, writes));
  }

  private void preconditions(Capabilities.Builder builder) {
    if (write.takes(WriteKind.CREATE) && (!namesKey() || makesOnlyNew())) {
      builder.preconditions(PreconditionKind.ABSENT);
    }
    if (Stream.of(WriteKind.values()).anyMatch(this::isCompared) || isWeak()) {
      builder.comparesBeforeWrite();
    }
    List<WriteKind> changes =
        Stream.of(WriteKind.UPDATE, WriteKind.DELETE).filter(write::takes).toList();
    if (changes.isEmpty()) {
      return;
    }
    builder.preconditions(PreconditionKind.EXISTS);
    if (changes.stream().allMatch(kind -> write.isConditional(kind) || isCompared(kind))) {
      builder.preconditions(
          manifest.version().isPresent() ? PreconditionKind.VERSION : PreconditionKind.FIELDS);
    }
  }

  /** What the service compares lets an edit soon after the version pass. */
  private boolean isWeak() {
    return manifest.version().flatMap(VersionSpec::modified).filter(ModifiedTime::weak).isPresent()
        && Stream.of(WriteKind.UPDATE, WriteKind.DELETE).anyMatch(write::isConditional);
  }

  /** Of those that we give their keys. */
  private boolean makesOnlyNew() {
    return isCompared(WriteKind.CREATE)
        || write.create().filter(WriteSpec.Single::ifNoneMatch).isPresent();
  }

  private boolean isCompared(WriteKind kind) {
    return write.compares(kind, manifest.key());
  }

  private boolean reportsShown() {
    if (write.bulk().filter(bulk -> bulk.results().succeeded().record().isEmpty()).isPresent()) {
      return false;
    }
    return Stream.of(WriteKind.CREATE, WriteKind.UPDATE)
        .filter(write::takes)
        .allMatch(
            kind ->
                write.batches(kind)
                    ? write.batch().filter(batch -> batch.shows(kind)).isPresent()
                    : write
                        .single(kind)
                        .filter(one -> one.answers() == WriteSpec.Answers.RECORD)
                        .isPresent());
  }

  private boolean namesKey() {
    return write.namesKey(manifest.key());
  }
}
