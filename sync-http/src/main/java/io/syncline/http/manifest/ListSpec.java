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
 */
public record ListSpec(
    Call call,
    Map<String, String> headers,
    Optional<BodyTemplate> body,
    JsonPointer records,
    Paging paging) {

  public ListSpec {
    headers = Map.copyOf(headers);
  }

  /** The variables of the call and its body. */
  Set<String> variables() {
    Set<String> names = new TreeSet<>(call.variables());
    body.ifPresent(each -> names.addAll(each.variables()));
    return names;
  }
}
