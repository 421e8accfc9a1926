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
 * @param writing how it is written; empty: it is only read
 */
public record AttachmentSpec(
    String name,
    Call call,
    Optional<JsonPointer> ref,
    Optional<String> media,
    String store,
    Optional<JsonPointer> version,
    List<String> hosts,
    int maxBytes,
    Optional<Writing> writing) {

  /**
   * How a content gets to the service, in the place of the one before.
   *
   * @param upload takes its bytes as they are
   * @param clear takes it away; empty: nothing does
   * @param ifVersion empty: the record is read before it
   * @param type the media type that is told
   * @param max the longest content that is sent, in bytes
   * @param reference the native field that has what stands for a longer one; empty: such a write is
   *     rejected
   */
  public record Writing(
      Call upload,
      Optional<Call> clear,
      Optional<IfVersion> ifVersion,
      String type,
      long max,
      Optional<String> reference) {}

  public AttachmentSpec {
    hosts = List.copyOf(hosts);
  }

  /** The native fields that it gives. */
  public List<String> fields() {
    return media.map(other -> List.of(name, other)).orElse(List.of(name));
  }
}
