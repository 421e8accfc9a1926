package io.syncline.http.manifest;

import io.syncline.spi.WriteKind;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JsonPointer;

/** Reads {@code version} of one dataset. */
final class VersionReader {

  /** A time in one of these has whole seconds: two edits may have one time. */
  private static final Set<TimeFormat> WHOLE =
      Set.of(TimeFormat.EPOCH_SECONDS, TimeFormat.HTTP_DATE);

  private VersionReader() {}

  static VersionSpec read(Section section) {
    boolean etag = section.word("etag", List.of("header"), Optional::of).isPresent();
    Optional<JsonPointer> field = section.pointer("field");
    Optional<JsonPointer> stamp = section.pointer("modified");
    Optional<TimeFormat> format = section.word("format", TimeFormat.words(), TimeFormat::of);
    boolean weak = section.flag("weak");
    List<JsonPointer> digest = section.pointers("digest");
    places(section);
    if (!weak && format.filter(WHOLE::contains).isPresent()) {
      section.fault("weak", "must be true: times of whole seconds do not tell edits apart");
    }
    section.end();
    return stamp.isPresent()
        ? new VersionSpec(
            false,
            stamp,
            Optional.of(new ModifiedTime(format.orElse(TimeFormat.ISO), weak)),
            List.of())
        : new VersionSpec(etag, field, Optional.empty(), digest);
  }

  private static void places(Section section) {
    boolean isText = section.has("etag") || section.has("field");
    boolean isTime = section.has("modified");
    boolean isDigest = section.has("digest");
    if (!isText && !isTime && !isDigest) {
      section.fault("field", "must be given, or etag: header, or modified, or digest");
    }
    if (isText && isTime) {
      section.fault("modified", "must not be given with etag or field: a record has one version");
    }
    if (isDigest && (isText || isTime)) {
      section.fault("digest", "must not be given with another one: a record has one version");
    }
    for (String key : List.of("format", "weak")) {
      if (section.has(key) && !isTime) {
        section.fault(key, "must not be given without modified");
      }
    }
  }

  /** A date needs a time, and what keeps edits of its second, unless that is waived. */
  static void conditions(Section dataset, DatasetManifest manifest) {
    WriteSpec write = manifest.write();
    boolean digest = manifest.version().filter(each -> !each.digest().isEmpty()).isPresent();
    Optional<ModifiedTime> time = manifest.version().flatMap(VersionSpec::modified);
    for (WriteKind kind : List.of(WriteKind.UPDATE, WriteKind.DELETE)) {
      Optional<IfVersion> condition = write.single(kind).flatMap(WriteSpec.Single::ifVersion);
      String place = "write." + WriteSpec.word(kind);
      dated(dataset, place, time, condition, write.compareBefore(), "compareBefore, or with weak");
      if (digest && isConditional(write, kind)) {
        dataset.fault(
            place,
            "must not be conditional with digest of version, which the service does not know");
      }
    }
    for (AttachmentSpec each : manifest.attachments()) {
      Optional<IfVersion> condition = each.writing().flatMap(AttachmentSpec.Writing::ifVersion);
      String place = "attachments." + each.name() + ".write";
      dated(dataset, place, time, condition, false, "weak");
    }
  }

  /** Whether the service is told the version, whichever way such a write goes. */
  static boolean isConditional(WriteSpec write, WriteKind kind) {
    return write.isConditional(kind)
        || write.single(kind).filter(WriteSpec.Single::isConditional).isPresent()
        || write.bulk().filter(BulkSpec::isConditional).isPresent();
  }

  /** {@code keeps}: whether edits of the second are kept; else {@code with} is missing. */
  private static void dated(
      Section dataset,
      String place,
      Optional<ModifiedTime> time,
      Optional<IfVersion> condition,
      boolean keeps,
      String with) {
    if (condition.filter(IfVersion::isDate).isEmpty()) {
      return;
    }
    String key = place + ".ifVersion.header";
    if (time.isEmpty()) {
      dataset.fault(key, "must come with modified of version: it takes a time");
    } else if (!keeps && !time.get().weak()) {
      dataset.fault(
          key, "must come with " + with + " of version: an edit within its second is written over");
    }
  }
}
