package io.syncline.benchmarks;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Services that send signed deliveries, each on a connection of its own that stays open, and that
 * send again what was not answered.
 */
final class WebhookSenders {

  static final int CONNECTIONS = 64;
  static final String SECRET = "hush";

  private static final String OK = "HTTP/1.1 200 ";
  private static final String RECORD = "contact-";

  /** For how long a hub that takes no connection is waited for. */
  private static final long PATIENCE = TimeUnit.SECONDS.toNanos(60);

  private final int port;
  private final BitSet taken = new BitSet();
  private final AtomicInteger next = new AtomicInteger();
  private final AtomicLong cutOff = new AtomicLong();

  WebhookSenders(int port) {
    this.port = port;
  }

  /** The number of the delivery that told of this native record. */
  static int number(String record) {
    return Integer.parseInt(record.substring(RECORD.length()));
  }

  /** The numbers of those that were answered with success by now. */
  BitSet taken() {
    synchronized (taken) {
      return (BitSet) taken.clone();
    }
  }

  /** How many got no answer, and were sent again. */
  long cutOff() {
    return cutOff.get();
  }

  /** Sends those below {@code to} that were not sent before; how many seconds that took. */
  double send(int to) throws IOException, InterruptedException {
    return begin(to).await();
  }

  /** Begins to. */
  Underway begin(int to) {
    ExecutorService threads = Executors.newFixedThreadPool(CONNECTIONS);
    List<Future<?>> sent = new ArrayList<>();
    long began = System.nanoTime();
    for (int i = 0; i < CONNECTIONS; i++) {
      sent.add(
          threads.submit(
              () -> {
                new Sender(to).send();
                return true;
              }));
    }
    threads.shutdown();
    return new Underway(sent, began);
  }

  /** Deliveries that are being sent. */
  final class Underway {

    private final List<Future<?>> sent;
    private final long began;

    private Underway(List<Future<?>> sent, long began) {
      this.sent = sent;
      this.began = began;
    }

    /** Until so many of all were taken. */
    void await(int count) throws IOException, InterruptedException {
      while (taken().cardinality() < count) {
        if (sent.stream().allMatch(Future::isDone)) {
          await();
          return;
        }
        TimeUnit.MILLISECONDS.sleep(1);
      }
    }

    /**
     * Until all were taken; how many seconds that took.
     *
     * @throws IOException where one was answered with anything but success
     */
    double await() throws IOException, InterruptedException {
      try {
        for (Future<?> each : sent) {
          each.get();
        }
      } catch (ExecutionException e) {
        throw new IOException("must be taken", e.getCause());
      }
      return (System.nanoTime() - began) / 1e9;
    }
  }

  /** One connection, and those that come after it. */
  private final class Sender {

    private final int to;
    private final Mac mac;
    private int number;
    private boolean sent;

    Sender(int to) throws GeneralSecurityException {
      this.to = to;
      mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      number = take();
    }

    private int take() {
      return next.getAndUpdate(each -> Math.min(each + 1, to));
    }

    void send() throws IOException, InterruptedException {
      long since = System.nanoTime();
      while (number < to) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
          socket.setTcpNoDelay(true);
          InputStream in = new BufferedInputStream(socket.getInputStream());
          while (number < to) {
            sent = true;
            socket.getOutputStream().write(request(mac, number));
            requireTaken(in);
            sent = false;
            since = System.nanoTime();
            number = take();
          }
        } catch (NotTaken e) {
          throw e;
        } catch (IOException e) {
          if (System.nanoTime() - since > PATIENCE) {
            throw e;
          }
          cutOff.addAndGet(sent ? 1 : 0);
          sent = false;
          TimeUnit.MILLISECONDS.sleep(20);
        }
      }
    }

    /** Reads one answer, of which the body is two bytes. */
    private void requireTaken(InputStream in) throws IOException {
      StringBuilder head = new StringBuilder();
      while (head.length() < 4 || !head.substring(head.length() - 4).equals("\r\n\r\n")) {
        int read = in.read();
        if (read < 0) {
          throw new IOException("must be answered: " + head);
        }
        head.append((char) read);
      }
      in.readNBytes(2);
      if (!head.toString().startsWith(OK)) {
        throw new NotTaken("must be taken: " + head);
      }
      synchronized (taken) {
        taken.set(number);
      }
    }
  }

  private static byte[] request(Mac mac, int number) {
    String body = "{\"id\":\"" + RECORD + number + "\",\"event\":\"" + number + "\"}";
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

  /** It was answered, and not with success. */
  private static final class NotTaken extends IOException {
    NotTaken(String message) {
      super(message);
    }
  }
}
