package io.syncline.http.route;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A proxy that keeps what it was asked. All names lead to this machine; what is not to be tunnelled
 * it answers by itself, with one contact.
 */
final class ConnectProxy implements AutoCloseable {

  /**
   * The head of one request.
   *
   * @param authorization empty: there was none
   */
  record Asked(String line, String authorization) {}

  private static final String CONTACT = "{\"items\": [{\"id\": \"1\", \"name\": \"Ann\"}]}";

  private final List<Asked> asked = new CopyOnWriteArrayList<>();
  private final List<Socket> sockets = new CopyOnWriteArrayList<>();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final ServerSocket server;
  private final String expected;
  private volatile String tunnels = "200 Connection established";

  private ConnectProxy(String expected) {
    this.expected = expected;
    try {
      server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    threads.execute(this::accept);
  }

  static ConnectProxy open() {
    return new ConnectProxy("");
  }

  /** Serves those alone who send this. */
  static ConnectProxy asking(String authorization) {
    return new ConnectProxy(authorization);
  }

  /** From now on, what asks for a tunnel is answered so. */
  void answerTunnels(String status) {
    tunnels = status;
  }

  List<Asked> asked() {
    return asked;
  }

  int port() {
    return server.getLocalPort();
  }

  private void accept() {
    try {
      while (true) {
        Socket socket = server.accept();
        sockets.add(socket);
        threads.execute(() -> serve(socket));
      }
    } catch (IOException e) {
      // it was closed
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      InputStream in = new BufferedInputStream(socket.getInputStream());
      OutputStream out = socket.getOutputStream();
      List<String> head = head(in);
      while (!head.isEmpty()) {
        Asked request = new Asked(head.get(0), authorization(head));
        asked.add(request);
        if (!expected.isEmpty() && !request.authorization().equals(expected)) {
          say(
              out,
              "407 Proxy Authentication Required",
              "Proxy-Authenticate: Basic realm=\"p\"\r\n");
        } else if (!request.line().startsWith("CONNECT ")) {
          say(out, "200 OK", "Content-Type: application/json\r\n", CONTACT);
        } else if (tunnels.startsWith("200 ")) {
          out.write(("HTTP/1.1 " + tunnels + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
          tunnel(request.line(), in, out);
          return;
        } else {
          say(out, tunnels, "");
        }
        head = head(in);
      }
    } catch (IOException e) {
      // either side went away
    }
  }

  private void tunnel(String line, InputStream in, OutputStream out) throws IOException {
    int port = Integer.parseInt(line.split(" ", -1)[1].replaceAll(".*:", ""));
    try (Socket target = new Socket(InetAddress.getLoopbackAddress(), port)) {
      sockets.add(target);
      threads.execute(() -> pass(target, out));
      in.transferTo(target.getOutputStream());
    }
  }

  private static void pass(Socket from, OutputStream to) {
    try {
      from.getInputStream().transferTo(to);
    } catch (IOException e) {
      // either side went away
    }
  }

  private static void say(OutputStream out, String status, String headers, String... body)
      throws IOException {
    String text = String.join("", body);
    out.write(
        "HTTP/1.1 %s\r\n%sContent-Length: %d\r\n\r\n%s"
            .formatted(status, headers, text.length(), text)
            .getBytes(StandardCharsets.US_ASCII));
  }

  /** The lines of the next request up to the empty one; empty where there is none. */
  private static List<String> head(InputStream in) throws IOException {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (int next = in.read(); next >= 0; next = in.read()) {
      if (next == '\n') {
        if (line.length() == 0) {
          return lines;
        }
        lines.add(line.toString());
        line.setLength(0);
      } else if (next != '\r') {
        line.append((char) next);
      }
    }
    return List.of();
  }

  private static String authorization(List<String> head) {
    String name = "proxy-authorization: ";
    return head.stream()
        .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(name))
        .map(line -> line.substring(name.length()))
        .findFirst()
        .orElse("");
  }

  @Override
  public void close() {
    try {
      server.close();
      for (Socket socket : sockets) {
        socket.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    threads.shutdownNow();
  }
}
