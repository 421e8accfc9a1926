package io.syncline.benchmarks.http;

import io.undertow.Undertow;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.handlers.BlockingHandler;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import io.undertow.util.Methods;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A service on loopback whose answers are made beforehand: one contact, a page of them, and what a
 * write is answered with. It is in another process than its callers, who are measured.
 */
final class Contacts implements AutoCloseable {

  /** Contacts of a page. */
  static final int PAGE = 100;

  static final String ETAG = "\"rev-7\"";

  private final Undertow server;

  private Contacts(Undertow server) {
    this.server = server;
  }

  static Contacts start() {
    byte[] one = contact(1).getBytes(StandardCharsets.UTF_8);
    byte[] page =
        IntStream.range(0, PAGE)
            .mapToObj(Contacts::contact)
            .collect(Collectors.joining(",", "{\"items\":[", "]}"))
            .getBytes(StandardCharsets.UTF_8);
    HttpHandler writing =
        new BlockingHandler(
            exchange -> {
              exchange.getInputStream().readAllBytes();
              send(exchange, one);
            });
    HttpHandler handler =
        exchange -> {
          if (exchange.getRequestMethod().equals(Methods.GET)) {
            send(exchange, exchange.getRequestPath().equals("/contacts") ? page : one);
          } else {
            writing.handleRequest(exchange);
          }
        };
    Undertow server =
        Undertow.builder().addHttpListener(0, "127.0.0.1").setHandler(handler).build();
    server.start();
    return new Contacts(server);
  }

  private static void send(HttpServerExchange exchange, byte[] body) {
    exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, "application/json");
    exchange.getResponseHeaders().put(new HttpString("ETag"), ETAG);
    exchange.getResponseSender().send(ByteBuffer.wrap(body));
  }

  private static String contact(int id) {
    return "{\"id\":\""
        + id
        + "\",\"full_name\":\"Ann Example-Lee\",\"email\":\"ann.lee."
        + id
        + "@example.com\",\"phone\":\"+86 138 0000 0000\",\"balance_cents\":1234567,\"vip\":true,"
        + "\"city\":\"Shanghai\",\"stage\":\"A\",\"updatedAt\":\"2026-01-31T12:00:00.123Z\"}";
  }

  String url() {
    int port = ((InetSocketAddress) server.getListenerInfo().get(0).getAddress()).getPort();
    return "http://127.0.0.1:" + port;
  }

  @Override
  public void close() {
    server.stop();
  }
}
