package io.syncline.http.auth;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/**
 * Contacts for those with a token, and tokens for a refresh token that is good once. One that comes
 * again was stolen: all end then, as RFC 9700, section 4.14.2, has it. Thread-safe.
 */
final class RefreshServer implements AutoCloseable {

  static final String FIRST = "refresh-0-of-the-crm-4711";
  static final long LIFE_SECONDS = 3600;

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<Map<String, String>> asked = new CopyOnWriteArrayList<>();
  private final List<String> authorizations = new CopyOnWriteArrayList<>();
  private final Set<String> spent = new HashSet<>();
  private final Set<String> good = new HashSet<>();
  private volatile Consumer<String> beforeServing = newest -> {};
  private final AtomicReference<Runnable> onNextAsk = new AtomicReference<>(() -> {});
  private volatile CountDownLatch gate = new CountDownLatch(0);
  private String newest = FIRST;
  private boolean stolen;
  private boolean lenient;
  private boolean rotates = true;
  private int given;
  private int served;

  RefreshServer() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext("/token", this::token);
    server.createContext("/contacts", this::contacts);
    server.start();
  }

  /** An old refresh token goes on being good, as some services have it for a while. */
  synchronized void takeOldOnes() {
    lenient = true;
  }

  synchronized void neverRotate() {
    rotates = false;
  }

  /** All refresh tokens ended, such as when an account is locked. */
  synchronized void end() {
    stolen = true;
  }

  /** All tokens ended, and refresh tokens did not. */
  synchronized void expire() {
    good.clear();
  }

  /** Another process of the host refreshes. */
  synchronized String replaceByAnother() {
    spent.add(newest);
    newest = "refresh-" + ++given + "-of-another-4711";
    return newest;
  }

  /** Is told the newest refresh token whenever a token is used. */
  void beforeServing(Consumer<String> check) {
    beforeServing = check;
  }

  /** Happens when a token is asked for, before that is answered. */
  void onNextAsk(Runnable what) {
    onNextAsk.set(what);
  }

  /** Answers with tokens wait for it from now on. */
  void hold(CountDownLatch until) {
    gate = until;
  }

  synchronized String newest() {
    return newest;
  }

  synchronized int given() {
    return given;
  }

  synchronized int served() {
    return served;
  }

  synchronized boolean isStolen() {
    return stolen;
  }

  /** The forms that tokens were asked for with. */
  List<Map<String, String>> asked() {
    return asked;
  }

  /** The headers that came with them; empty text: none. */
  List<String> authorizations() {
    return authorizations;
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private void token(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    Map<String, String> form = new HashMap<>();
    for (String field : body.split("&", -1)) {
      int equals = field.indexOf('=');
      form.put(field.substring(0, equals), decoded(field.substring(equals + 1)));
    }
    asked.add(form);
    String authorization = exchange.getRequestHeaders().getFirst("Authorization");
    authorizations.add(authorization == null ? "" : authorization);
    onNextAsk.getAndSet(() -> {}).run();
    String answer = granted(form);
    try {
      gate.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    answer(exchange, answer.contains("access_token") ? 200 : 400, answer);
  }

  private synchronized String granted(Map<String, String> form) {
    String shown = form.getOrDefault("refresh_token", "");
    stolen |= spent.contains(shown) && !lenient;
    boolean known = shown.equals(newest) || spent.contains(shown);
    if (stolen || !known || !"refresh_token".equals(form.get("grant_type"))) {
      return "{\"error\":\"invalid_grant\",\"error_description\":\"%s is not good\"}"
          .formatted(shown);
    }
    String token = "access-" + ++given + "-of-the-crm-4711";
    good.add(token);
    if (rotates) {
      spent.add(newest);
      newest = "refresh-" + given + "-of-the-crm-4711";
    }
    String next = rotates ? ",\"refresh_token\":\"" + newest + "\"" : "";
    return "{\"access_token\":\"%s\",\"expires_in\":%d%s}".formatted(token, LIFE_SECONDS, next);
  }

  private void contacts(HttpExchange exchange) throws IOException {
    exchange.getRequestBody().readAllBytes();
    String authorization = exchange.getRequestHeaders().getFirst("Authorization");
    boolean may;
    synchronized (this) {
      may = authorization != null && good.contains(authorization.replace("Bearer ", ""));
      served += may ? 1 : 0;
    }
    if (may) {
      beforeServing.accept(newest());
    }
    answer(exchange, may ? 200 : 401, "{\"items\":[]}");
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  private static void answer(HttpExchange exchange, int status, String text) throws IOException {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  @Override
  public void close() {
    gate.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
