package io.syncline.http.route;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.json.JsonMapper;

/**
 * Refuses all calls, and says in each place of its answer everything that it was sent: headers,
 * query and body. It gives tokens, or refuses these alike.
 */
final class EchoServer implements AutoCloseable {

  static final String GIVEN = "token-that-was-given-4711";
  static final String REFRESH = "refresh-token-that-was-given-4711";

  private final HttpServer server;
  private volatile int status = 400;
  private volatile int tokenStatus = 200;
  private volatile int padding;

  EchoServer() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/token", this::token);
    server.createContext("/", exchange -> answer(exchange, status, echo(exchange)));
    server.start();
  }

  /** From now on calls are answered so. */
  void status(int refusal) {
    status = refusal;
  }

  void tokenStatus(int answer) {
    tokenStatus = answer;
  }

  /** From now on so many characters stand before what is said. */
  void padding(int characters) {
    padding = characters;
  }

  private void token(HttpExchange exchange) throws IOException {
    Map<String, Object> said = echo(exchange);
    if (tokenStatus == 200) {
      said.put("access_token", GIVEN);
      said.put("refresh_token", REFRESH);
    }
    answer(exchange, tokenStatus, said);
  }

  private Map<String, Object> echo(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    String all =
        "x".repeat(padding)
            + " you sent "
            + exchange.getRequestHeaders().values()
            + exchange.getRequestURI()
            + body;
    Map<String, Object> said = new TreeMap<>();
    said.put("code", all);
    said.put("message", all);
    said.put("error", all);
    said.put("error_description", all);
    said.put("errors", List.of(Map.of("field", all, "message", all)));
    return said;
  }

  private static void answer(HttpExchange exchange, int status, Map<String, Object> said)
      throws IOException {
    byte[] body = JsonMapper.shared().writeValueAsBytes(said);
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
