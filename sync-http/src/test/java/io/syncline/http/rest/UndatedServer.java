package io.syncline.http.rest;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Answers every request with the same body, and does not tell the time. */
final class UndatedServer implements AutoCloseable {

  private final ServerSocket socket;
  private final String answer;

  UndatedServer(String body) throws IOException {
    answer =
        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\nContent-Length: "
            + body.length()
            + "\r\n\r\n"
            + body;
    socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread thread = new Thread(this::serve, "undated-server");
    thread.setDaemon(true);
    thread.start();
  }

  String url() {
    return "http://127.0.0.1:" + socket.getLocalPort();
  }

  private void serve() {
    while (!socket.isClosed()) {
      try (Socket asked = socket.accept()) {
        BufferedReader lines =
            new BufferedReader(
                new InputStreamReader(asked.getInputStream(), StandardCharsets.ISO_8859_1));
        String line = lines.readLine();
        while (line != null && !line.isEmpty()) {
          line = lines.readLine();
        }
        asked.getOutputStream().write(answer.getBytes(StandardCharsets.ISO_8859_1));
      } catch (IOException e) {
        // the caller went away, or the server is closed
      }
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
