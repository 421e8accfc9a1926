package io.syncline.http.manifest;

import io.syncline.spi.DatasetSchema.NativeField;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a manifest says of one dataset.
 *
 * @param key native fields, in order
 * @param schema the fields of its records; empty: not described
 * @param inbound how the service calls us; empty: it does not
 * @param readAfterWrite how long reads may miss a write
 */
public record DatasetManifest(
    String name,
    List<String> key,
    List<NativeField> schema,
    Optional<VersionSpec> version,
    ReadSpec read,
    Optional<ListSpec> scan,
    Optional<FeedSpec> feed,
    WriteSpec write,
    Optional<InboundSpec> inbound,
    Duration readAfterWrite) {

  public DatasetManifest {
    key = List.copyOf(key);
    schema = List.copyOf(schema);
  }
}
