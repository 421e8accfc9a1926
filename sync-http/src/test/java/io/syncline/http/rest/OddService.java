package io.syncline.http.rest;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.syncline.http.json.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.CRC32;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A service that no manifest describes: its answers begin with the prefix that keeps scripts of
 * other sites from reading them, all of them are 200 and wrapped, and it takes requests only with
 * the checksum of their body.
 */
final class OddService implements AutoCloseable {

  static final String PREFIX = ")]}',\n";

  private static final String PATH = "/c";

  private final HttpServer server;
  private final Map<String, ObjectNode> records = new TreeMap<>();
  private final AtomicInteger wrongSums = new AtomicInteger();
  private int revisions;

  OddService() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(PATH, this::answer);
    server.start();
  }

  static String sum(byte[] body) {
    CRC32 sum = new CRC32();
    sum.update(body);
    return Long.toHexString(sum.getValue());
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  int wrongSums() {
    return wrongSums.get();
  }

  synchronized String put(String name) {
    String id = "r" + (records.size() + 1);
    records.put(id, record(id, name));
    return id;
  }

  synchronized void rename(String id, String name) {
    records.put(id, record(id, name));
  }

  synchronized void remove(String id) {
    records.remove(id);
  }

  synchronized List<String> names() {
    return records.values().stream().map(each -> each.path("name").asString()).toList();
  }

  private ObjectNode record(String id, String name) {
    revisions++;
    return Json.object().put("id", id).put("name", name).put("rev", "rev-" + revisions);
  }

  private void answer(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    boolean whole = sum(body).equals(exchange.getRequestHeaders().getFirst("X-Sum"));
    JsonNode result = whole ? result(exchange, body) : failed("sum");
    if (!whole) {
      wrongSums.incrementAndGet();
    }
    ObjectNode wrapper = Json.object();
    wrapper.set("d", result);
    byte[] text = (PREFIX + Json.write(wrapper)).getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(200, text.length);
    exchange.getResponseBody().write(text);
    exchange.close();
  }

  private synchronized JsonNode result(HttpExchange exchange, byte[] body) {
    String path = exchange.getRequestURI().getPath();
    if (path.equals(PATH) && exchange.getRequestMethod().equals("GET")) {
      ArrayNode all = Json.object().arrayNode();
      records.values().forEach(all::add);
      return all;
    }
    if (path.equals(PATH)) {
      return records.get(put(name(body)));
    }
    String id = path.substring(PATH.length() + 1);
    ObjectNode found = records.get(id);
    if (found == null) {
      return failed("gone");
    }
    if (exchange.getRequestMethod().equals("GET")) {
      return found;
    }
    String expected = exchange.getRequestHeaders().getFirst("If-Match");
    if (expected != null && !expected.equals(found.path("rev").asString())) {
      return failed("conflict");
    }
    if (exchange.getRequestMethod().equals("DELETE")) {
      return records.remove(id);
    }
    rename(id, name(body));
    return records.get(id);
  }

  private static String name(byte[] body) {
    return Json.parse(body).orElseThrow().path("name").asString();
  }

  private static ObjectNode failed(String why) {
    return Json.object().put("failed", why);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
