package io.syncline.http.manifest;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;

/**
 * A method and a path template, such as {@code GET /contacts/{id}?full=true}.
 *
 * @param template starts with {@code /}; what is put into it is percent-encoded
 */
public record Call(String method, String template) {

  static final Set<String> METHODS = Set.of("GET", "POST", "PUT", "PATCH", "DELETE");

  /** The names between braces. */
  Set<String> variables() {
    return new Template(template).variables();
  }

  /** The path and query with every variable in place. */
  public String path(Map<String, String> values) {
    StringBuilder path = new StringBuilder();
    new Template(template)
        .forEach(path::append, name -> path.append(encode(values.getOrDefault(name, ""))));
    return path.toString();
  }

  /** For texts: no key, no query. */
  @Override
  public String toString() {
    int query = template.indexOf('?');
    return method + " " + (query < 0 ? template : template.substring(0, query));
  }

  /** A path, or an address, with one parameter more. */
  public static String withQuery(String path, String name, String value) {
    return path + (path.contains("?") ? "&" : "?") + encode(name) + "=" + encode(value);
  }

  /** The same. */
  public static URI withQuery(URI address, String name, String value) {
    return URI.create(withQuery(address.toString(), name, value));
  }

  public static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
