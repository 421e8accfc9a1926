package io.syncline.examples.manifests;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToLongFunction;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A helpdesk on loopback, as a service that the CRM has nothing in common with: a key in a header,
 * pages by {@code Link}, revisions in the place of ETags, users that are marked as deleted.
 */
final class Helpdesk implements AutoCloseable {

  static final String KEY = "key-of-the-helpdesk";

  private static final String USERS = "/api/users";
  private static final JsonMapper JSON = JsonMapper.shared();

  private final HelpdeskUsers users = new HelpdeskUsers();
  private final HttpServer server;

  private Helpdesk(HttpServer server) {
    this.server = server;
    server.createContext(USERS, this::handle);
    server.start();
  }

  static Helpdesk start() throws IOException {
    return new Helpdesk(
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
  }

  HelpdeskUsers users() {
    return users;
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private record Answer(int status, JsonNode body, Optional<String> next) {

    static Answer of(int status, JsonNode body) {
      return new Answer(status, body, Optional.empty());
    }

    static Answer error(int status, String code, String text) {
      ObjectNode body = JsonNodeFactory.instance.objectNode();
      body.putObject("error").put("code", code).put("text", text);
      return of(status, body);
    }
  }

  private void handle(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    Answer answer =
        KEY.equals(exchange.getRequestHeaders().getFirst("X-Api-Key"))
            ? answer(exchange, body)
            : Answer.error(401, "key", "the key is wrong");
    answer
        .next()
        .ifPresent(
            next -> exchange.getResponseHeaders().set("Link", "<" + next + ">; rel=\"next\""));
    byte[] bytes = JSON.writeValueAsBytes(answer.body());
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(answer.status(), bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private Answer answer(HttpExchange exchange, byte[] body) {
    String rest = exchange.getRequestURI().getPath().substring(USERS.length());
    Map<String, Long> query = query(exchange);
    if (exchange.getRequestMethod().equals("POST")) {
      return create(exchange, JSON.readTree(body).path("user"));
    }
    if (rest.isEmpty()) {
      int limit = limit(query);
      List<ObjectNode> page = users.after(query.getOrDefault("after", 0L), limit);
      return page(page, limit, "?after=", user -> user.get("id").asLong());
    }
    if (rest.equals("/changed")) {
      int limit = limit(query);
      List<ObjectNode> page = users.modifiedSince(query.getOrDefault("since", 0L), limit);
      return page(page, limit, "/changed?since=", user -> HelpdeskUsers.modified(user) + 1);
    }
    return one(exchange, Long.parseLong(rest.substring(1)), body);
  }

  private Answer page(
      List<ObjectNode> page, int limit, String more, ToLongFunction<ObjectNode> to) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.putArray("users").addAll(page);
    Optional<String> next =
        page.size() < limit
            ? Optional.empty()
            : Optional.of(
                url()
                    + USERS
                    + more
                    + to.applyAsLong(page.get(page.size() - 1))
                    + "&limit="
                    + limit);
    return new Answer(200, body, next);
  }

  private Answer create(HttpExchange exchange, JsonNode given) {
    String request = String.valueOf(exchange.getRequestHeaders().getFirst("X-Request-Id"));
    return users
        .create(given, request)
        .map(user -> Answer.of(201, wrapped(user)))
        .orElseGet(() -> Answer.error(409, "taken", "another user has that address"));
  }

  private Answer one(HttpExchange exchange, long id, byte[] body) {
    Optional<ObjectNode> user = users.find(id);
    if (user.isEmpty()) {
      return Answer.error(404, "unknown", "there is no such user");
    }
    String method = exchange.getRequestMethod();
    if (method.equals("GET")) {
      return Answer.of(200, wrapped(user.get()));
    }
    String revision = String.valueOf(exchange.getRequestHeaders().getFirst("X-Revision"));
    if (!revision.equals(String.valueOf(HelpdeskUsers.revision(user.get())))) {
      return Answer.error(409, "revised", "somebody was faster");
    }
    return Answer.of(
        200,
        wrapped(
            method.equals("DELETE")
                ? users.delete(id)
                : users.change(id, JSON.readTree(body).path("user"))));
  }

  private static ObjectNode wrapped(ObjectNode user) {
    return JsonNodeFactory.instance.objectNode().set("user", user);
  }

  private static int limit(Map<String, Long> query) {
    return query.getOrDefault("limit", 100L).intValue();
  }

  private static Map<String, Long> query(HttpExchange exchange) {
    Map<String, Long> query = new HashMap<>();
    Optional.ofNullable(exchange.getRequestURI().getQuery()).stream()
        .flatMap(text -> Arrays.stream(text.split("&", -1)))
        .map(each -> each.split("=", 2))
        .forEach(each -> query.put(each[0], Long.valueOf(each[1])));
    return query;
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
