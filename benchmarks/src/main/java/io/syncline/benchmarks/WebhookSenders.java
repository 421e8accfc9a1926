package io.syncline.benchmarks;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Services that send signed deliveries, each on a connection of its own that stays open. */
final class WebhookSenders {

  static final int CONNECTIONS = 64;
  static final String SECRET = "hush";

  private static final String OK = "HTTP/1.1 200 ";

  private final int port;

  WebhookSenders(int port) {
    this.port = port;
  }

  /**
   * Sends deliveries for the records of these numbers; how many a second were taken.
   *
   * @throws IOException where one was answered with anything but success
   */
  double send(int from, int to) throws IOException, InterruptedException {
    AtomicInteger next = new AtomicInteger(from);
    ExecutorService threads = Executors.newFixedThreadPool(CONNECTIONS);
    long began = System.nanoTime();
    try {
      List<Future<?>> sent = new ArrayList<>();
      for (int i = 0; i < CONNECTIONS; i++) {
        sent.add(
            threads.submit(
                () -> {
                  connect(next, to);
                  return true;
                }));
      }
      for (Future<?> each : sent) {
        each.get();
      }
    } catch (ExecutionException e) {
      throw new IOException("must be taken", e.getCause());
    } finally {
      threads.shutdownNow();
    }
    return (to - from) * 1e9 / (System.nanoTime() - began);
  }

  private void connect(AtomicInteger next, int to) throws IOException, GeneralSecurityException {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setTcpNoDelay(true);
      InputStream in = new BufferedInputStream(socket.getInputStream());
      for (int number = next.getAndIncrement(); number < to; number = next.getAndIncrement()) {
        socket.getOutputStream().write(request(mac, number));
        requireTaken(in);
      }
    }
  }

  private static byte[] request(Mac mac, int number) {
    String body = "{\"id\":\"contact-" + number + "\",\"event\":\"" + number + "\"}";
    String code = HexFormat.of().formatHex(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
    String request =
        "POST /hook HTTP/1.1\r\nHost: localhost\r\nX-Sign: "
            + code
            + "\r\nContent-Length: "
            + body.length()
            + "\r\n\r\n"
            + body;
    return request.getBytes(StandardCharsets.US_ASCII);
  }

  /** Reads one answer, of which the body is two bytes. */
  private static void requireTaken(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.length() < 4 || !head.substring(head.length() - 4).equals("\r\n\r\n")) {
      int next = in.read();
      if (next < 0) {
        throw new IOException("must be answered: " + head);
      }
      head.append((char) next);
    }
    in.readNBytes(2);
    if (!head.toString().startsWith(OK)) {
      throw new IOException("must be taken: " + head);
    }
  }
}
