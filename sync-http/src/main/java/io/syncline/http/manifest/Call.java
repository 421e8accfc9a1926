package io.syncline.http.manifest;

import io.syncline.http.soap.SoapCall;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * A method and a path template, such as {@code GET /contacts/{id}?full=true}.
 *
 * @param template starts with {@code /}; what is put into it is percent-encoded
 * @param soap what is sent there, where the service speaks SOAP
 * @param body what is sent there, where the manifest says so in full; of lists, {@link ListSpec}
 *     has it
 */
public record Call(
    String method, String template, Optional<SoapCall> soap, Optional<BodyTemplate> body) {

  static final Set<String> METHODS = Set.of("GET", "POST", "PUT", "PATCH", "MERGE", "DELETE");

  /** Of a service that speaks no SOAP. */
  public Call(String method, String template) {
    this(method, template, Optional.empty(), Optional.empty());
  }

  static Call of(String endpoint, SoapCall soap) {
    return new Call("POST", endpoint, Optional.of(soap), Optional.empty());
  }

  Call with(Optional<BodyTemplate> other) {
    return new Call(method, template, soap, other);
  }

  /** The names between braces. */
  public Set<String> variables() {
    Set<String> names = new TreeSet<>(new Template(template).variables());
    body.ifPresent(json -> names.addAll(json.variables()));
    soap.ifPresent(call -> names.addAll(call.envelope().variables()));
    return names;
  }

  /** Whether it names the record of this key. */
  public boolean names(List<String> key) {
    Set<String> used = variables();
    return key.stream()
        .allMatch(field -> used.contains(field) || used.contains(BodyTemplate.KEY + field));
  }

  /** Whether its body is given in full, in which variables have their places. */
  public boolean isWhole() {
    return soap.isPresent() || body.isPresent();
  }

  /** The variables for which a body given in full has a place; empty where it takes all fields. */
  public Optional<Set<String>> places() {
    return soap.map(call -> call.envelope().variables())
        .or(() -> body.map(BodyTemplate::variables))
        .filter(names -> !names.contains(WriteSpec.FIELDS));
  }

  /** Whether its query has a parameter of this name. */
  boolean asks(String name) {
    int query = template.indexOf('?');
    return query >= 0
        && Stream.of(template.substring(query + 1).split("&"))
            .map(part -> part.split("=", 2)[0])
            .anyMatch(each -> each.equals(name) || each.equals(encode(name)));
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

  /** Of a path, where a plus is a plus; empty for what is not percent-encoded as it should be. */
  public static Optional<String> decode(String encoded) {
    try {
      return Optional.of(URLDecoder.decode(encoded.replace("+", "%2B"), StandardCharsets.UTF_8));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
