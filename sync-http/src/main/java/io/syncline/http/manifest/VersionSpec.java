package io.syncline.http.manifest;

import java.util.List;
import java.util.Optional;
import tools.jackson.core.JsonPointer;

/**
 * Where a record's version is.
 *
 * @param header whether answers with one record have it in {@code ETag}
 * @param field where the record itself has it; empty: listings carry no version
 * @param modified how it is read where it is the time of the record's last change; empty: it is
 *     just a text
 * @param digest the places whose values are the version; empty: the service tells it
 */
public record VersionSpec(
    boolean header,
    Optional<JsonPointer> field,
    Optional<ModifiedTime> modified,
    List<JsonPointer> digest) {

  public VersionSpec {
    digest = List.copyOf(digest);
  }
}
