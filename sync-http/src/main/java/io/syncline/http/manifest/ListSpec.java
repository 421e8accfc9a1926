package io.syncline.http.manifest;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.core.JsonPointer;

/**
 * How a list of records is asked for.
 *
 * @param headers that every call has
 * @param body what every call sends; empty: nothing
 * @param records where an answer has the list
 * @param spool how an answer is taken that is too large for the memory; empty: as any other
 */
public record ListSpec(
    Call call,
    Map<String, String> headers,
    Optional<BodyTemplate> body,
    JsonPointer records,
    Paging paging,
    Optional<SpoolSpec> spool) {

  public ListSpec {
    headers = Map.copyOf(headers);
  }

  /** One whose answers fit into the memory. */
  public ListSpec(
      Call call,
      Map<String, String> headers,
      Optional<BodyTemplate> body,
      JsonPointer records,
      Paging paging) {
    this(call, headers, body, records, paging, Optional.empty());
  }

  ListSpec with(SpoolSpec other) {
    return new ListSpec(call, headers, body, records, paging, Optional.of(other));
  }

  /** The variables of the call and its body. */
  Set<String> variables() {
    Set<String> names = new TreeSet<>(call.variables());
    body.ifPresent(each -> names.addAll(each.variables()));
    return names;
  }
}
