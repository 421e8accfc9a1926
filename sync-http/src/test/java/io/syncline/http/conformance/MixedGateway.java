package io.syncline.http.conformance;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.syncline.http.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A service that takes batches in {@code multipart/mixed}, as OData 4.0, part 1, section 11.7 has
 * them, in front of one that takes them in JSON. It takes parts apart by itself, and refuses
 * whatever is not as RFC 2046 and RFC 9112 have it. All other requests go through as they are.
 */
public final class MixedGateway implements AutoCloseable {

  /** How an answer says which request it answers. */
  public enum Echo {
    /** By a header of its part, within change sets alone: OData 4.0. */
    OF_CHANGE_SETS,
    /** By a header of its part. */
    OF_PARTS,
    /** By a header of the message in it, as some did before there was a rule. */
    OF_MESSAGES,
    /** As Google does. */
    RESPONSE,
    NOT
  }

  private static final Pattern REQUEST =
      Pattern.compile("(POST|PUT|PATCH|DELETE) (\\S+) HTTP/1\\.1");
  private static final Pattern HEADER = Pattern.compile("([\\w-]+): (\\S.*)");
  private static final Set<String> NOT_PASSED_ON =
      Set.of("content-length", "transfer-encoding", "date", "connection", ":status", "host");

  private final URI behind;
  private final HttpServer server;
  private final ExecutorService threads;
  private final HttpClient client = HttpClient.newHttpClient();
  private final List<String> bodies = new CopyOnWriteArrayList<>();
  private volatile Echo echo = Echo.OF_CHANGE_SETS;
  private volatile boolean stopsAtErrors;

  private MixedGateway(URI behind, HttpServer server, ExecutorService threads) {
    this.behind = behind;
    this.server = server;
    this.threads = threads;
  }

  public static MixedGateway start(URI behind) {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      ExecutorService threads =
          Executors.newCachedThreadPool(
              task -> {
                Thread thread = new Thread(task, "mixed-gateway");
                thread.setDaemon(true);
                return thread;
              });
      server.setExecutor(threads);
      MixedGateway gateway = new MixedGateway(behind, server, threads);
      server.createContext("/", gateway::handle);
      server.start();
      return gateway;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  public void echoes(Echo other) {
    echo = other;
  }

  /** From now on, nothing behind a request that failed is looked at. */
  public void stopsAtErrors() {
    stopsAtErrors = true;
  }

  /** Of all batches that came, a character for a byte. */
  public List<String> bodies() {
    return bodies;
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  /** What is not as it must be. */
  private static final class Malformed extends Exception {
    private static final long serialVersionUID = 1;

    Malformed(String message) {
      super(message);
    }
  }

  private static void must(boolean holds, String rule) throws Malformed {
    if (!holds) {
      throw new Malformed("must " + rule);
    }
  }

  /** What is below headers, which have names in small letters. */
  private record Entity(Map<String, String> headers, String body) {

    static Entity of(String text) throws Malformed {
      int end = text.indexOf("\r\n\r\n");
      must(end >= 0, "have a line between headers and body");
      return new Entity(headers(text.substring(0, end)), text.substring(end + 4));
    }

    static Map<String, String> headers(String lines) throws Malformed {
      Map<String, String> headers = new TreeMap<>();
      for (String line : lines.split("\r\n", -1)) {
        Matcher header = HEADER.matcher(line);
        must(header.matches() && !line.contains("\n"), "have headers in lines: " + line);
        String name = header.group(1).toLowerCase(Locale.ROOT);
        must(headers.put(name, header.group(2)) == null, "have a header once: " + line);
      }
      return headers;
    }

    String header(String name) {
      return headers.getOrDefault(name, "");
    }

    /**
     * Those of {@code multipart/mixed}; there are none in front of the first or behind the last.
     */
    List<Entity> parts() throws Malformed {
      String type = header("content-type");
      must(type.startsWith("multipart/mixed; boundary="), "be multipart/mixed: " + type);
      String delimiter = "\r\n--" + type.substring(type.indexOf('=') + 1);
      String rest = "\r\n" + body;
      must(rest.startsWith(delimiter + "\r\n"), "begin with the boundary");
      List<Entity> parts = new ArrayList<>();
      for (int at = delimiter.length(); !rest.startsWith("--\r\n", at); ) {
        must(rest.startsWith("\r\n", at), "end the line of the boundary");
        int end = rest.indexOf(delimiter, at);
        must(end > at, "end with the boundary");
        parts.add(of(rest.substring(at + 2, end)));
        at = end + delimiter.length();
      }
      must(rest.endsWith(delimiter + "--\r\n"), "have nothing behind the last boundary");
      return parts;
    }
  }

  /** One request of a batch, as JSON has it. */
  private record Asked(String id, boolean inChangeSet, ObjectNode request) {}

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      try {
        if (exchange.getRequestURI().getPath().endsWith("/$batch")) {
          batch(exchange, body);
        } else {
          passOn(exchange, send(exchange, exchange.getRequestMethod(), body, true));
        }
      } catch (Malformed e) {
        byte[] told =
            Json.bytes(Json.object().put("code", "MALFORMED").put("message", e.getMessage()));
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(400, told.length);
        exchange.getResponseBody().write(told);
      }
    }
  }

  private void batch(HttpExchange exchange, byte[] body) throws IOException, Malformed {
    String text = new String(body, StandardCharsets.ISO_8859_1);
    bodies.add(text);
    String type = Objects.requireNonNull(exchange.getRequestHeaders().getFirst("Content-Type"));
    List<Asked> asked = asked(new Entity(Map.of("content-type", type), text));
    must(
        asked.stream().map(Asked::id).distinct().count() == asked.size(),
        "have each Content-ID once");
    StringBuilder answer = new StringBuilder();
    int step = stopsAtErrors ? 1 : asked.size();
    boolean failed = false;
    for (int from = 0; from < asked.size() && !failed; from += step) {
      List<Asked> some = asked.subList(from, from + step);
      HttpResponse<byte[]> told = send(exchange, "POST", json(some), false);
      Optional<JsonNode> responses = Json.parse(told.body()).map(each -> each.path("responses"));
      if (told.statusCode() != 200 || responses.filter(JsonNode::isArray).isEmpty()) {
        passOn(exchange, told);
        return;
      }
      Map<String, JsonNode> byId = new TreeMap<>();
      responses.get().forEach(each -> byId.put(each.path("id").asString(), each));
      for (Asked each : some) {
        JsonNode found = byId.get(each.id());
        answer.append(found == null ? "" : part(each, found));
        failed |= stopsAtErrors && (found == null || found.path("status").asInt() >= 400);
      }
    }
    byte[] bytes = (answer + "--answers--\r\n").getBytes(StandardCharsets.ISO_8859_1);
    exchange.getResponseHeaders().set("Content-Type", "multipart/mixed; boundary=answers");
    exchange.sendResponseHeaders(200, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  private List<Asked> asked(Entity whole) throws Malformed {
    List<Asked> asked = new ArrayList<>();
    for (Entity part : whole.parts()) {
      if (part.header("content-type").startsWith("multipart/")) {
        List<Entity> parts = part.parts();
        must(parts.size() == 1, "have one request in each change set");
        asked.add(asked(parts.get(0), true));
      } else {
        asked.add(asked(part, false));
      }
    }
    return asked;
  }

  private Asked asked(Entity part, boolean inChangeSet) throws Malformed {
    must(part.header("content-type").equals("application/http"), "be a message of HTTP");
    must(part.header("content-transfer-encoding").equals("binary"), "be sent as it is");
    must(!part.header("content-id").isEmpty(), "have a Content-ID");
    int line = part.body().indexOf("\r\n");
    Matcher request = REQUEST.matcher(part.body().substring(0, Math.max(0, line)));
    must(request.matches(), "begin with a request line");
    Entity message = Entity.of(part.body().substring(line + 2));
    must(message.header("authorization").isEmpty(), "have no credentials");
    must(message.header("accept").equals("application/json"), "say what it takes");
    must(message.header("host").equals(url().getAuthority()), "have the host");
    byte[] content = message.body().getBytes(StandardCharsets.ISO_8859_1);
    must(
        message
            .header("content-length")
            .equals(content.length == 0 ? "" : Integer.toString(content.length)),
        "have the length of its body");
    ObjectNode json = Json.object();
    json.put("id", part.header("content-id"));
    json.put("method", request.group(1));
    json.put("url", request.group(2));
    ObjectNode headers = json.putObject("headers");
    message.headers().forEach(headers::put);
    if (content.length > 0) {
      must(message.header("content-type").equals("application/json"), "have a body in JSON");
      Optional<JsonNode> tree = Json.parse(content);
      must(tree.isPresent(), "have a body in JSON");
      json.set("body", tree.get());
    }
    return new Asked(part.header("content-id"), inChangeSet, json);
  }

  private static byte[] json(List<Asked> asked) {
    ObjectNode whole = Json.object();
    ArrayNode requests = whole.putArray("requests");
    asked.forEach(each -> requests.add(each.request()));
    return Json.bytes(whole);
  }

  /** A change set that failed is answered by one message, and no change set. */
  private String part(Asked asked, JsonNode answer) {
    boolean changeSet = asked.inChangeSet() && answer.path("status").asInt() < 400;
    StringBuilder part = new StringBuilder("--answers\r\n");
    if (changeSet) {
      part.append("Content-Type: multipart/mixed; boundary=changes\r\n\r\n--changes\r\n");
    }
    part.append("Content-Type: application/http\r\nContent-Transfer-Encoding: binary\r\n");
    if (echo == Echo.OF_PARTS || (echo == Echo.OF_CHANGE_SETS && changeSet)) {
      part.append("Content-ID: ").append(asked.id()).append("\r\n");
    } else if (echo == Echo.RESPONSE) {
      part.append("Content-ID: <response-").append(asked.id()).append(">\r\n");
    }
    part.append("\r\nHTTP/1.1 ").append(answer.path("status").asInt()).append(" so\r\n");
    if (echo == Echo.OF_MESSAGES) {
      part.append("Content-ID: ").append(asked.id()).append("\r\n");
    }
    answer
        .path("headers")
        .forEachEntry(
            (name, value) ->
                part.append(name).append(": ").append(value.asString()).append("\r\n"));
    part.append("\r\n");
    if (answer.has("body")) {
      part.append(new String(Json.bytes(answer.get("body")), StandardCharsets.ISO_8859_1));
    }
    return part + "\r\n" + (changeSet ? "--changes--\r\n\r\n" : "");
  }

  private HttpResponse<byte[]> send(
      HttpExchange exchange, String method, byte[] body, boolean typed) throws IOException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(behind.toString() + exchange.getRequestURI()))
            .method(
                method,
                body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
    exchange
        .getRequestHeaders()
        .forEach(
            (name, values) -> {
              String small = name.toLowerCase(Locale.ROOT);
              if (isPassedOn(small) && (typed || !small.startsWith("content-"))) {
                values.forEach(value -> request.header(name, value));
              }
            });
    try {
      return client.send(request.build(), BodyHandlers.ofByteArray());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  private static boolean isPassedOn(String header) {
    return !NOT_PASSED_ON.contains(header)
        && !header.equals("upgrade")
        && !header.startsWith("http2");
  }

  private static void passOn(HttpExchange exchange, HttpResponse<byte[]> answer)
      throws IOException {
    answer
        .headers()
        .map()
        .forEach(
            (name, values) -> {
              if (isPassedOn(name.toLowerCase(Locale.ROOT))) {
                exchange.getResponseHeaders().put(name, new ArrayList<>(values));
              }
            });
    byte[] body = answer.body();
    exchange.sendResponseHeaders(answer.statusCode(), body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
  }
}
