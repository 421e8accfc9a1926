package io.syncline.http.hook;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/**
 * A request that is about to be sent, without what shows who makes it.
 *
 * @param call as messages name it: its method, and its path as the manifest has it
 * @param path with its query, below the manifest's base
 * @param headers by name, whether in capitals or small letters
 * @param body as it goes over the wire; empty: none
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record HookRequest(
    String call, String method, String path, Map<String, String> headers, byte[] body) {

  public HookRequest {
    headers = copy(headers);
  }

  /** With one header more, or another value of it. */
  public HookRequest withHeader(String name, String value) {
    Map<String, String> more = copy(headers);
    more.put(name, value);
    return new HookRequest(call, method, path, more, body);
  }

  /** With one parameter of the query more; name and value are encoded here. */
  public HookRequest withQuery(String name, String value) {
    String more = (path.contains("?") ? "&" : "?") + encoded(name) + "=" + encoded(value);
    return new HookRequest(call, method, path + more, headers, body);
  }

  /** With another body. */
  public HookRequest withBody(byte[] other) {
    return new HookRequest(call, method, path, headers, other);
  }

  private static Map<String, String> copy(Map<String, String> headers) {
    Map<String, String> copy = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    copy.putAll(headers);
    return copy;
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /** Headers, query and body are of records. */
  @Override
  public String toString() {
    return call;
  }
}
