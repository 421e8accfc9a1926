package io.syncline.http.replay;

import io.syncline.http.codec.Multipart;
import io.syncline.http.json.Json;
import io.syncline.model.LargeObject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a request asks, by which a replay finds its answer. Headers say how it is asked, and do not
 * count.
 *
 * @param path with its query, below the base
 * @param body without compression and secrets, with marks for the ids of writes
 */
@SuppressWarnings("ArrayRecordComponent") // never compared but by its digest
record Question(String method, String path, byte[] body) {

  /** Of a call that is a part: it is that of the base, which a replay may have another of. */
  private static final Pattern HOST = Pattern.compile("\\r\\nHost: [^\\r]*");

  /** The same for all requests that ask the same, in whichever order their members come. */
  String digest() {
    MessageDigest digest = LargeObject.sha256();
    digest.update((method + " " + path + "\n").getBytes(StandardCharsets.UTF_8));
    digest.update(
        Json.parse(body).map(json -> Json.bytes(ordered(json))).orElseGet(this::otherBody));
    return HexFormat.of().formatHex(digest.digest());
  }

  /** Method and path without its query. */
  String place() {
    int query = path.indexOf('?');
    return method + " " + (query < 0 ? path : path.substring(0, query));
  }

  @Override
  public String toString() {
    return method + " " + path;
  }

  private static JsonNode ordered(JsonNode node) {
    if (node instanceof ObjectNode object) {
      Map<String, JsonNode> members = new TreeMap<>();
      object.forEachEntry((name, member) -> members.put(name, ordered(member)));
      ObjectNode all = JsonNodeFactory.instance.objectNode();
      members.forEach(all::set);
      return all;
    }
    if (node instanceof ArrayNode list) {
      ArrayNode all = JsonNodeFactory.instance.arrayNode();
      list.forEach(item -> all.add(ordered(item)));
      return all;
    }
    return node;
  }

  /** A form's pairs come in any order too; in what is no form nothing is changed by that. */
  private byte[] otherBody() {
    String text = new String(body, StandardCharsets.ISO_8859_1);
    if (text.startsWith("--" + Multipart.MARK)) {
      return parts(text).getBytes(StandardCharsets.ISO_8859_1);
    }
    boolean isForm = text.indexOf('=') > 0 && text.matches("[\\w%.+*=&$-]+");
    String ordered =
        isForm ? Stream.of(text.split("&", -1)).sorted().collect(Collectors.joining("&")) : text;
    return ordered.getBytes(StandardCharsets.ISO_8859_1);
  }

  /** So do the parts of a form, and the members of JSON in any part; other parts have an order. */
  private static String parts(String text) {
    String delimiter = text.substring(0, Math.max(2, text.indexOf("\r\n")));
    Stream<String> parts = Stream.of(text.split(Pattern.quote(delimiter), -1)).map(Question::part);
    boolean isForm = text.startsWith(delimiter + "\r\nContent-Disposition: form-data;");
    return (isForm ? parts.sorted() : parts).collect(Collectors.joining(delimiter));
  }

  private static String part(String whole) {
    String text = HOST.matcher(whole).replaceAll("");
    int body = text.lastIndexOf("\r\n\r\n") + 4;
    Optional<JsonNode> json =
        body < 4
            ? Optional.empty()
            : Json.parse(text.substring(body).getBytes(StandardCharsets.ISO_8859_1));
    return json.map(
            tree ->
                text.substring(0, body)
                    + new String(Json.bytes(ordered(tree)), StandardCharsets.ISO_8859_1))
        .orElse(text);
  }
}
