package io.syncline.http.rest;

import io.syncline.http.client.Deadline;
import io.syncline.http.manifest.DatasetManifest;
import io.syncline.http.manifest.ReadSpec;
import io.syncline.model.NativeKey;
import io.syncline.spi.AdapterException;
import io.syncline.spi.PointRead;
import io.syncline.spi.WriteOutcome;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads records right before they are written, for what the service does not compare. */
final class Beforehand {

  private final RestPointReader reader;

  Beforehand(WebService service, DatasetManifest manifest, Records records) {
    boolean versionsInLists =
        manifest.version().map(version -> version.field().isPresent()).orElse(true);
    ReadSpec reads = versionsInLists ? manifest.read() : manifest.read().oneByOne();
    reader = new RestPointReader(service, reads, records, Attachments.NONE);
  }

  /**
   * What is known of a record.
   *
   * @param read empty: it could not be looked at
   * @param instead what becomes of its write then
   */
  record Look(Optional<PointRead> read, Sending.Result instead) {}

  /** By key. It throws nothing: something may have been written before it. */
  Map<NativeKey, Look> look(Collection<NativeKey> keys, Deadline deadline) {
    List<NativeKey> distinct = keys.stream().distinct().toList();
    Map<NativeKey, Look> looks = new HashMap<>();
    try {
      Sending.Result none = Sending.Result.of(new WriteOutcome.NotAttempted());
      reader
          .read(distinct, deadline.remaining())
          .forEach(read -> looks.put(read.key(), new Look(Optional.of(read), none)));
    } catch (AdapterException e) {
      Look failed = new Look(Optional.empty(), instead(e));
      distinct.forEach(key -> looks.put(key, failed));
    }
    return looks;
  }

  private static Sending.Result instead(AdapterException why) {
    String text = String.valueOf(why.getMessage());
    if (why instanceof AdapterException.AuthFailed) {
      return new Sending.Result(new WriteOutcome.NotAttempted(), text);
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
