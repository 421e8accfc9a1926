package io.syncline.http.manifest;

import java.util.List;
import java.util.Optional;
import tools.jackson.core.JsonPointer;

/**
 * A file of a record, which the record shows by what stands for it.
 *
 * @param name the native field that shows it
 * @param call what it is loaded by; with {@code ref}, what faults and budgets know it by
 * @param ref where a record has its address; empty: the call has it
 * @param media the native field that shows its media type; empty: none
 * @param store the blob store that keeps it, by its name
 * @param version where a record has what changes with it; empty: nothing tells
 * @param hosts that may be asked beside our own, without credentials; as addresses have them
 * @param maxBytes the largest that is taken
 */
public record AttachmentSpec(
    String name,
    Call call,
    Optional<JsonPointer> ref,
    Optional<String> media,
    String store,
    Optional<JsonPointer> version,
    List<String> hosts,
    int maxBytes) {

  public AttachmentSpec {
    hosts = List.copyOf(hosts);
  }

  /** The native fields that it gives. */
  public List<String> fields() {
    return media.map(other -> List.of(name, other)).orElse(List.of(name));
  }
}
