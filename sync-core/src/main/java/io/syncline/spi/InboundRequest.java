package io.syncline.spi;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A request that a system made, as it came in.
 *
 * @param path without the query, as it was sent
 * @param query as it was sent, without the question mark; empty: none
 * @param headers names in any case, and every value of each
 * @param body the raw bytes, before anything read or decoded them; not copied
 */
@SuppressWarnings(
    "ArrayRecordComponent") // signatures are made over bytes; nobody compares requests
public record InboundRequest(
    String method, String path, String query, Map<String, List<String>> headers, byte[] body) {

  public InboundRequest {
    headers = Map.copyOf(headers);
  }

  /** The only value of a header; empty where there is none, or more than one. */
  public Optional<String> header(String name) {
    List<String> values =
        headers.entrySet().stream()
            .filter(header -> header.getKey().equalsIgnoreCase(name))
            .flatMap(header -> header.getValue().stream())
            .toList();
    return values.size() == 1 ? Optional.of(values.get(0)) : Optional.empty();
  }
}
