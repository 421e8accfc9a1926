package io.syncline.http.manifest;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A method and a path template, such as {@code GET /contacts/{id}?full=true}.
 *
 * @param template starts with {@code /}; what is put into it is percent-encoded
 */
public record Call(String method, String template) {

  static final Set<String> METHODS = Set.of("GET", "POST", "PUT", "PATCH", "DELETE");

  private static final Pattern VARIABLE = Pattern.compile("\\{([^{}]*)}");

  /** The names between braces. */
  Set<String> variables() {
    Set<String> names = new TreeSet<>();
    VARIABLE.matcher(template).results().map(found -> found.group(1)).forEach(names::add);
    return names;
  }

  /** The path and query with every variable in place. */
  public String path(Map<String, String> values) {
    Function<MatchResult, String> value =
        found -> Matcher.quoteReplacement(encode(values.getOrDefault(found.group(1), "")));
    return VARIABLE.matcher(template).replaceAll(value);
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
