package io.syncline.http.replay;

import io.syncline.http.client.Exchange;
import io.syncline.http.codec.Codings;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One exchange as an entry of HAR 1.2. Bodies are without their compression, as that format has it.
 * Members that begin with an underline are ours: {@code _base}, which the address begins with,
 * {@code _opened}, when the adapter was, and where there is no answer, {@code _failure} and {@code
 * _text}.
 */
record HarEntry(JsonNode json) {

  /** A failure of ours: the exchange took place, and is too large to be kept. */
  static final String OMITTED = "OMITTED";

  private static final String BASE64 = "base64";
  private static final String HTTP = "HTTP/1.1";

  /** What was there of a request, of which nothing is secret any more. */
  record Asked(
      String base, Instant opened, Instant began, Question question, Map<String, String> headers) {}

  static HarEntry of(Asked asked, long tookMillis, Exchange exchange) {
    ObjectNode entry = Har.MAPPER.createObjectNode();
    entry.put("startedDateTime", asked.began().toString());
    entry.put("time", tookMillis);
    request(entry.putObject("request"), asked);
    if (exchange instanceof Exchange.Answer answer) {
      response(entry.putObject("response"), answer.status(), answer.headers().map(), answer.body());
    } else {
      response(entry.putObject("response"), 0, Map.of(), new byte[0]);
    }
    entry.putObject("cache");
    entry.putObject("timings").put("send", 0).put("wait", tookMillis).put("receive", 0);
    entry.put("_base", asked.base());
    entry.put("_opened", asked.opened().toString());
    if (exchange instanceof Exchange.Broken broken) {
      entry.put("_failure", broken.failure().name()).put("_text", broken.text());
    }
    return new HarEntry(entry);
  }

  /** In the place of one that is too large. */
  static HarEntry omitted(Asked asked, String why) {
    Question none = new Question(asked.question().method(), asked.question().path(), new byte[0]);
    Asked small = new Asked(asked.base(), asked.opened(), asked.began(), none, asked.headers());
    HarEntry entry = of(small, 0, new Exchange.Broken(Exchange.Failure.NOT_RECORDED, why));
    ((ObjectNode) entry.json()).put("_failure", OMITTED);
    return entry;
  }

  private static void request(ObjectNode request, Asked asked) {
    Question question = asked.question();
    request.put("method", question.method());
    request.put("url", asked.base() + question.path());
    request.put("httpVersion", HTTP);
    request.putArray("cookies");
    put(request.putArray("headers"), asked.headers());
    ArrayNode query = request.putArray("queryString");
    int from = question.path().indexOf('?');
    if (from >= 0) {
      for (String pair : question.path().substring(from + 1).split("&", -1)) {
        int equals = (pair + "=").indexOf('=');
        query
            .addObject()
            .put("name", pair.substring(0, equals))
            .put("value", pair.substring(Math.min(pair.length(), equals + 1)));
      }
    }
    request.put("headersSize", -1).put("bodySize", question.body().length);
    if (question.body().length > 0) {
      String type = asked.headers().getOrDefault("Content-Type", "");
      body(request.putObject("postData").put("mimeType", type), "_encoding", question.body());
    }
  }

  private static void response(
      ObjectNode response, int status, Map<String, List<String>> headers, byte[] body) {
    response.put("status", status).put("statusText", "").put("httpVersion", HTTP);
    response.putArray("cookies");
    ArrayNode all = response.putArray("headers");
    String type = "";
    for (var header : new TreeMap<>(headers).entrySet()) {
      for (String value : header.getValue()) {
        all.addObject().put("name", header.getKey()).put("value", value);
        type = header.getKey().equalsIgnoreCase("Content-Type") ? value : type;
      }
    }
    ObjectNode content = response.putObject("content");
    content.put("size", body.length).put("mimeType", type);
    body(content, "encoding", body);
    response.put("redirectURL", "").put("headersSize", -1).put("bodySize", -1);
  }

  private static void put(ArrayNode list, Map<String, String> headers) {
    new TreeMap<>(headers)
        .forEach((name, value) -> list.addObject().put("name", name).put("value", value));
  }

  /** What is no UTF-8 goes as Base64. */
  private static void body(ObjectNode place, String encoding, byte[] body) {
    try {
      place.put(
          "text", StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString());
    } catch (CharacterCodingException e) {
      place.put("text", Base64.getEncoder().encodeToString(body)).put(encoding, BASE64);
    }
  }

  private static byte[] body(JsonNode place, String encoding) {
    String text = place.path("text").asString("");
    return place.path(encoding).asString("").equals(BASE64)
        ? Base64.getDecoder().decode(text)
        : text.getBytes(StandardCharsets.UTF_8);
  }

  /** What is missing in it that a replay needs; empty: nothing. */
  Optional<String> flaw() {
    try {
      began();
      opened();
      URI.create(base());
      body(json.at("/request/postData"), "_encoding");
      body(json.at("/response/content"), "encoding");
      boolean whole =
          json.at("/request/method").isString()
              && json.at("/request/url").asString("").startsWith(base())
              && json.at("/response/status").isInt();
      return whole ? Optional.empty() : Optional.of("without method, url below _base, or status");
    } catch (DateTimeException | IllegalArgumentException e) {
      return Optional.of("with a broken time, address or body");
    }
  }

  Instant began() {
    return Instant.parse(json.path("startedDateTime").asString(""));
  }

  Instant opened() {
    return Instant.parse(json.path("_opened").asString(""));
  }

  String base() {
    return json.path("_base").asString("");
  }

  Question question() {
    return new Question(
        json.at("/request/method").asString(""),
        json.at("/request/url").asString("").substring(base().length()),
        body(json.at("/request/postData"), "_encoding"));
  }

  Optional<String> omission() {
    return json.path("_failure").asString("").equals(OMITTED)
        ? Optional.of(json.path("_text").asString(""))
        : Optional.empty();
  }

  /**
   * What came of it, as it came.
   *
   * @param change what to do to a body before it is compressed again
   */
  Exchange exchange(UnaryOperator<byte[]> change) {
    for (Exchange.Failure failure : Exchange.Failure.values()) {
      if (failure.name().equals(json.path("_failure").asString(""))) {
        return new Exchange.Broken(failure, json.path("_text").asString(""));
      }
    }
    Map<String, List<String>> headers = new TreeMap<>();
    for (JsonNode header : json.at("/response/headers").values()) {
      headers
          .computeIfAbsent(header.path("name").asString(""), name -> new ArrayList<>())
          .add(header.path("value").asString(""));
    }
    HttpHeaders all = HttpHeaders.of(headers, (name, value) -> !name.isEmpty());
    byte[] plain = change.apply(body(json.at("/response/content"), "encoding"));
    return new Exchange.Answer(
        json.at("/response/status").asInt(0),
        all,
        plain.length == 0 ? plain : Codings.applied(all.allValues("Content-Encoding"), plain));
  }
}
