package io.syncline.http.rest;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** Answers what it was told, in order, and keeps what it was asked, as bytes. */
final class ScriptedServer implements AutoCloseable {

  /** One request. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Asked(String method, String path, Headers headers, byte[] body) {

    String header(String name) {
      return headers.getFirst(name);
    }

    String text() {
      return text(StandardCharsets.UTF_8);
    }

    String text(Charset charset) {
      return new String(body, charset);
    }
  }

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Scripted(int status, Map<String, String> headers, byte[] body) {}

  private final List<Asked> asked = new CopyOnWriteArrayList<>();
  private final List<Scripted> script = new CopyOnWriteArrayList<>();
  private final HttpServer server;

  ScriptedServer() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext(
        "/",
        exchange -> {
          String path = exchange.getRequestURI().toString();
          byte[] body = exchange.getRequestBody().readAllBytes();
          asked.add(
              new Asked(exchange.getRequestMethod(), path, exchange.getRequestHeaders(), body));
          Scripted next = script.remove(0);
          next.headers().forEach(exchange.getResponseHeaders()::set);
          exchange.sendResponseHeaders(next.status(), next.body().length);
          exchange.getResponseBody().write(next.body());
          exchange.close();
        });
    server.start();
  }

  void answer(int status, Map<String, String> headers, byte[] body) {
    script.add(new Scripted(status, headers, body));
  }

  List<Asked> asked() {
    return asked;
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
