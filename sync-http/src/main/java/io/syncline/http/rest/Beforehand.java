package io.syncline.http.rest;

import io.syncline.http.client.Deadline;
import io.syncline.http.manifest.DatasetManifest;
import io.syncline.http.manifest.ReadSpec;
import io.syncline.model.NativeKey;
import io.syncline.spi.AdapterException;
import io.syncline.spi.PointRead;
import io.syncline.spi.WriteOutcome;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads records right before they are written, for what the service does not compare. */
final class Beforehand {

  private final WebService service;
  private final ReadSpec spec;
  private final Records records;

  Beforehand(WebService service, DatasetManifest manifest, Records records) {
    boolean versionsInLists =
        manifest.version().map(version -> version.field().isPresent()).orElse(true);
    this.service = service;
    this.records = records;
    spec = versionsInLists ? manifest.read() : manifest.read().oneByOne();
  }

  /**
   * What records showed.
   *
   * @param reads by key; none where they could not be looked at
   * @param dates when the answers that show them were made, by the service's clock; none for those
   *     that do not tell
   * @param failure what becomes of their writes then
   */
  record Looks(
      Map<NativeKey, PointRead> reads,
      Map<NativeKey, Instant> dates,
      Optional<Sending.Result> failure) {

    PointRead at(NativeKey key) {
      return Objects.requireNonNull(reads.get(key));
    }

    Optional<Instant> date(NativeKey key) {
      return Optional.ofNullable(dates.get(key));
    }
  }

  /** It throws nothing: something may have been written before it. */
  Looks look(Stream<NativeKey> keys, Deadline deadline) {
    try {
      Map<NativeKey, PointRead> reads = new HashMap<>();
      Map<NativeKey, Instant> dates = new HashMap<>();
      new RestPointReader(service, spec, records, Attachments.NONE, dates::put)
          .read(keys.distinct().toList(), deadline.remaining())
          .forEach(read -> reads.put(read.key(), read));
      return new Looks(reads, dates, Optional.empty());
    } catch (AdapterException e) {
      return new Looks(Map.of(), Map.of(), Optional.of(instead(e)));
    }
  }

  private static Sending.Result instead(AdapterException why) {
    String text = String.valueOf(why.getMessage());
    if (why instanceof AdapterException.AuthFailed) {
      return Sending.Result.refused(new WriteOutcome.NotAttempted(), text);
    }
    if (why instanceof AdapterException.ReadThrottled throttled) {
      return Sending.Result.of(new WriteOutcome.Throttled(throttled.until(), text));
    }
    return Sending.Result.of(
        why instanceof AdapterException.Unreachable
            ? Outcomes.unreachable(text)
            : new WriteOutcome.NotAttempted());
  }
}
