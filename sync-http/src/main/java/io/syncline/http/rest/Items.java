package io.syncline.http.rest;

import io.syncline.http.client.Deadline;
import io.syncline.http.json.Json;
import io.syncline.http.manifest.ErrorRule.BodyIs;
import io.syncline.http.manifest.FeedSpec;
import io.syncline.http.manifest.FeedSpec.Images;
import io.syncline.http.manifest.FeedSpec.Mark;
import io.syncline.model.NativeKey;
import io.syncline.spi.AdapterException;
import io.syncline.spi.Change;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;

/** What the items of a feed say of records. What they do not say for sure is a hint to read. */
final class Items {

  private final FeedSpec spec;
  private final Records records;
  private final Attachments attachments;
  private final boolean hintsOnly;

  private Items(FeedSpec spec, Records records, Attachments attachments, boolean hintsOnly) {
    this.spec = spec;
    this.records = records;
    this.attachments = attachments;
    this.hintsOnly = hintsOnly;
  }

  static Items ofChanges(FeedSpec spec, Records records, Attachments attachments) {
    return new Items(spec, records, attachments, false);
  }

  /** Each item is a record that was deleted, and may be there again. */
  static Items ofDeletions(FeedSpec spec, Records records) {
    return new Items(spec, records, Attachments.NONE, true);
  }

  /**
   * Of some items, with what is attached to their records.
   *
   * @throws AdapterException.SchemaChanged where one does not say of which record
   */
  List<Change> changes(List<JsonNode> items, Deadline deadline) {
    attachments.load(items.stream().flatMap(item -> shown(item).stream()).toList(), deadline);
    return items.stream().map(this::change).toList();
  }

  /** The record that an item shows as it is. */
  private Optional<JsonNode> shown(JsonNode item) {
    return spec.item()
        .record()
        .map(item::at)
        .filter(record -> !hintsOnly && spec.images() != Images.PARTIAL && !isTombstone(item))
        .filter(record -> Records.isRecord(record) && !records.isDeleted(record));
  }

  private Change change(JsonNode item) {
    if (hintsOnly) {
      return new Change.Hinted(key(item));
    }
    if (isTombstone(item)) {
      return gone(item, isCertain(item));
    }
    Optional<JsonNode> record = spec.item().record().map(item::at);
    if (record.filter(Records::isRecord).isEmpty()) {
      return new Change.Hinted(key(item));
    }
    Optional<NativeKey> moved = records.movedTo(record.get());
    if (moved.isPresent()) {
      return new Change.Moved(key(item), moved.get());
    }
    if (records.isDeleted(record.get())) {
      return gone(item, true);
    }
    return spec.images() == Images.PARTIAL
        ? new Change.Hinted(key(item))
        : new Change.Upserted(key(item), records.image(record.get()));
  }

  private Change gone(JsonNode item, boolean certain) {
    JsonNode record = spec.item().record().map(item::at).orElse(item);
    return certain
        ? new Change.Deleted(key(item), records.version(record), changedAt(record))
        : new Change.Hinted(key(item));
  }

  private Optional<Instant> changedAt(JsonNode record) {
    return spec.stamp()
        .flatMap(stamp -> Json.text(record, stamp.field()).flatMap(stamp.format()::read));
  }

  private boolean isTombstone(JsonNode item) {
    return spec.deletes()
        .flatMap(FeedSpec.Deletes::tombstone)
        .filter(mark -> isMarked(item, mark))
        .isPresent();
  }

  private static boolean isMarked(JsonNode item, Mark mark) {
    JsonNode found = item.at(mark.at());
    if (mark.is().isEmpty() && mark.ends().isEmpty()) {
      return found.isContainer() || !Records.isOff(found);
    }
    Optional<String> text = Json.text(item, mark.at());
    return text.isPresent()
        && mark.is().map(text.get()::equals).orElse(true)
        && mark.ends().map(text.get()::endsWith).orElse(true);
  }

  private boolean isCertain(JsonNode item) {
    Optional<BodyIs> certain = spec.deletes().flatMap(FeedSpec.Deletes::certain);
    return certain.map(is -> Json.text(item, is.at()).equals(Optional.of(is.is()))).orElse(true);
  }

  private NativeKey key(JsonNode item) {
    Optional<NativeKey> key =
        spec.item().key().isEmpty() ? records.key(item) : Records.key(item, spec.item().key());
    return key.or(() -> byEntityId(item))
        .orElseThrow(
            () -> new AdapterException.SchemaChanged("must have its key: an item of the feed"));
  }

  private Optional<NativeKey> byEntityId(JsonNode item) {
    Optional<JsonPointer> at = spec.item().entityId();
    return at.flatMap(place -> Json.text(item, place))
        .flatMap(id -> EntityId.key(id, records.keyFields()));
  }
}
