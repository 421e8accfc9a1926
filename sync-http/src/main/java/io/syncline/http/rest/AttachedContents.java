package io.syncline.http.rest;

import io.syncline.http.client.Deadline;
import io.syncline.model.LargeObject;
import io.syncline.model.NativeKey;
import io.syncline.model.Value;
import io.syncline.spi.ContentReader;
import io.syncline.spi.PointRead;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Reads attachments from where they were loaded to, after the record was asked whether it still has
 * them. One that is there no more, as contents of blob stores may be deleted, is loaded again.
 */
record AttachedContents(RestPointReader reader, Attachments attachments) implements ContentReader {

  @Override
  public Optional<InputStream> open(
      NativeKey key, String field, LargeObject wanted, Duration within) {
    Deadline deadline = Deadline.in(within);
    Optional<InputStream> content = shown(key, field, wanted, deadline);
    return content.isEmpty() ? shown(key, field, wanted, deadline) : content;
  }

  private Optional<InputStream> shown(
      NativeKey key, String field, LargeObject wanted, Deadline deadline) {
    PointRead read = reader.read(List.of(key), deadline.remaining()).get(0);
    boolean shows =
        read instanceof PointRead.Found found
            && found.image().row().get(field).equals(Optional.of(Value.of(wanted.toString())));
    return shows ? attachments.open(field, wanted) : Optional.empty();
  }
}
