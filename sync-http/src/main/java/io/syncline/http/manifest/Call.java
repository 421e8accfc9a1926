package io.syncline.http.manifest;

import io.syncline.http.soap.SoapCall;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A method and a path template, such as {@code GET /contacts/{id}?full=true}.
 *
 * @param template starts with {@code /}; what is put into it is percent-encoded
 * @param soap what is sent there, where the service speaks SOAP
 */
public record Call(String method, String template, Optional<SoapCall> soap) {

  static final Set<String> METHODS = Set.of("GET", "POST", "PUT", "PATCH", "DELETE");

  /** Of a service that speaks no SOAP. */
  public Call(String method, String template) {
    this(method, template, Optional.empty());
  }

  /** The names between braces. */
  public Set<String> variables() {
    Set<String> names = new TreeSet<>(new Template(template).variables());
    soap.ifPresent(call -> names.addAll(call.envelope().variables()));
    return names;
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
    return method
        + " "
        + (query < 0 ? template : template.substring(0, query))
        + soap.map(call -> " " + call.envelope().operation()).orElse("");
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
