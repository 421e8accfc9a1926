package io.syncline.http.rest;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.syncline.http.client.HttpDate;
import io.syncline.http.json.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A service whose records tell when they were changed, and have a revision. It changes none that a
 * call does not name the time or the revision of: one without either is refused with 428. Stamps
 * and {@code Date} are of the machine's clock.
 */
final class DatedService implements AutoCloseable {

  /** How it compares times. */
  enum Compares {
    SECONDS,
    FRACTIONS
  }

  /** One request; {@code path} is as it came, with its query. */
  record Asked(String method, String path, Optional<String> since) {}

  private final HttpServer server;
  private final Compares compares;
  private final InstantSource clock = InstantSource.system();
  private final Map<String, ObjectNode> records = new TreeMap<>();
  private final List<Asked> asked = new CopyOnWriteArrayList<>();
  private int made;

  DatedService(Compares compares) throws IOException {
    this.compares = compares;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  List<Asked> asked() {
    return asked;
  }

  List<Asked> writes() {
    return asked.stream().filter(each -> !each.method().equals("GET")).toList();
  }

  Instant now() {
    return clock.instant();
  }

  synchronized String put(String name, Instant changed) {
    String id = "r" + ++made;
    set(id, name, changed.toString());
    return id;
  }

  /** With any text in the place of a time. */
  synchronized void set(String id, String name, String changed) {
    int revision = rev(id) + 1;
    records.put(
        id,
        Json.object()
            .put("id", id)
            .put("name", name)
            .put("updatedAt", changed)
            .put("rev", revision + "-a&b=\u00fc/+ %"));
  }

  synchronized void rename(String id, String name) {
    set(id, name, now().toString());
  }

  synchronized String show(String id, String field) {
    return records.get(id).path(field).asString();
  }

  synchronized int size() {
    return records.size();
  }

  private int rev(String id) {
    ObjectNode record = records.get(id);
    String text = record == null ? "0-" : record.path("rev").asString();
    return Integer.parseInt(text.substring(0, text.indexOf('-')));
  }

  private void answer(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    Optional<String> since =
        Optional.ofNullable(exchange.getRequestHeaders().getFirst("If-Unmodified-Since"));
    String path = exchange.getRequestURI().toString();
    asked.add(new Asked(exchange.getRequestMethod(), path, since));
    String key = exchange.getRequestURI().getPath().replaceFirst("^/c/?", "");
    Optional<String> rev =
        Optional.ofNullable(exchange.getRequestURI().getRawQuery())
            .filter(query -> query.startsWith("rev="))
            .map(query -> URLDecoder.decode(query.substring(4), StandardCharsets.UTF_8));
    synchronized (this) {
      int status = status(exchange.getRequestMethod(), key, since, rev);
      JsonNode answer = status < 300 ? done(exchange, key, body) : Json.object();
      if (answer.path("updatedAt").isString()) {
        changed(answer)
            .ifPresent(
                at -> exchange.getResponseHeaders().set("Last-Modified", HttpDate.write(at)));
      }
      byte[] text = Json.bytes(answer);
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(status, text.length);
      exchange.getResponseBody().write(text);
    }
    exchange.close();
  }

  private int status(String method, String key, Optional<String> since, Optional<String> rev) {
    if (key.isEmpty()) {
      return 200;
    }
    ObjectNode record = records.get(key);
    if (record == null) {
      return 404;
    }
    if (method.equals("GET")) {
      return 200;
    }
    if (rev.isPresent()) {
      return rev.get().equals(record.path("rev").asString()) ? 200 : 409;
    }
    Optional<Instant> named = since.flatMap(HttpDate::read);
    if (named.isEmpty()) {
      return 428;
    }
    return changed(record).filter(named.get()::isBefore).isPresent() ? 412 : 200;
  }

  private Optional<Instant> changed(JsonNode record) {
    String text = record.path("updatedAt").asString();
    if (!text.endsWith("Z")) {
      return Optional.empty();
    }
    Instant at = Instant.parse(text);
    return Optional.of(compares == Compares.SECONDS ? at.truncatedTo(ChronoUnit.SECONDS) : at);
  }

  private JsonNode done(HttpExchange exchange, String key, byte[] body) {
    return switch (exchange.getRequestMethod()) {
      case "POST" -> records.get(put(name(body), now()));
      case "PATCH" -> {
        rename(key, name(body));
        yield records.get(key);
      }
      case "DELETE" -> {
        records.remove(key);
        yield Json.object();
      }
      default -> key.isEmpty() ? listed() : records.get(key);
    };
  }

  private ObjectNode listed() {
    ObjectNode answer = Json.object();
    ArrayNode items = answer.putArray("items");
    records.values().forEach(items::add);
    return answer;
  }

  private static String name(byte[] body) {
    return Json.parse(body).orElseThrow().path("name").asString();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
