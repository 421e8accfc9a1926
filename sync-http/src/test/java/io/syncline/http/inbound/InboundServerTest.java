package io.syncline.http.inbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.syncline.spi.InboundHandler;
import io.syncline.spi.InboundRequest;
import io.syncline.spi.InboundResponse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Over real sockets, with senders that behave and senders that do not. */
class InboundServerTest {

  private static final int MAX_BODY = 1000;
  private static final Duration SOON = Duration.ofMillis(300);
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .executor(Executors.newFixedThreadPool(2, InboundServerTest::daemon))
          .build();
  private final List<InboundRequest> taken =
      java.util.Collections.synchronizedList(new ArrayList<>());
  private final List<AutoCloseable> open = new ArrayList<>();

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "sender");
    thread.setDaemon(true);
    return thread;
  }

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable each : open) {
      each.close();
    }
  }

  private InboundServer start(
      ServerLimits limits, Function<InboundRequest, InboundResponse> answering) {
    InboundHandler handler =
        new InboundHandler() {
          @Override
          public int maxBodyBytes() {
            return MAX_BODY;
          }

          @Override
          public InboundResponse handle(InboundRequest request) {
            taken.add(request);
            return answering.apply(request);
          }
        };
    InboundServer server =
        InboundServer.start(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), limits, handler);
    open.add(server);
    return server;
  }

  private static HttpRequest post(InboundServer server, BodyPublisher body) {
    return HttpRequest.newBuilder(
            URI.create("http://localhost:" + server.port() + "/hooks/a%20b?x=%20y"))
        .timeout(PATIENCE)
        .header("X-Two", "1")
        .header("X-Two", "2")
        .POST(body)
        .build();
  }

  private HttpResponse<String> send(InboundServer server, BodyPublisher body)
      throws IOException, InterruptedException {
    return client.send(post(server, body), BodyHandlers.ofString());
  }

  private Socket connect(InboundServer server) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
    socket.setSoTimeout(Math.toIntExact(PATIENCE.toMillis()));
    open.add(socket);
    return socket;
  }

  private static void say(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    socket.getOutputStream().flush();
  }

  /** Sends one byte after the other, until nobody takes them any more. */
  private static void drip(Socket socket) throws IOException {
    OutputStream out = socket.getOutputStream();
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(20))
        .until(
            () -> {
              try {
                out.write('x');
                return false;
              } catch (IOException e) {
                return true;
              }
            });
  }

  @Test
  void aRequestReachesItsHandlerAsItWasSent() throws Exception {
    InboundServer server = start(ServerLimits.usual(), request -> InboundResponse.OK);
    byte[] body = {0, (byte) 0xFF, 13, 10};

    HttpResponse<String> response = send(server, BodyPublishers.ofByteArray(body));

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body()).isEqualTo("ok");
    InboundRequest request = taken.get(0);
    assertThat(request.method()).isEqualTo("POST");
    assertThat(request.path()).isEqualTo("/hooks/a%20b");
    assertThat(request.query()).isEqualTo("x=%20y");
    assertThat(request.header("x-two")).as("two values are none").isEmpty();
    assertThat(request.header("CONTENT-LENGTH")).contains("4");
    assertThat(request.body()).isEqualTo(body);
  }

  @Test
  void bodiesThatAreTooLargeAreRefusedUnread() throws Exception {
    InboundServer server = start(ServerLimits.usual(), request -> InboundResponse.OK);
    byte[] large = new byte[MAX_BODY + 1];

    assertThat(send(server, BodyPublishers.ofByteArray(new byte[MAX_BODY])).statusCode())
        .isEqualTo(200);
    assertThat(send(server, BodyPublishers.ofByteArray(large)).statusCode()).isEqualTo(413);
    assertThat(
            send(server, BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large)))
                .statusCode())
        .as("in chunks, so that nothing tells its length")
        .isEqualTo(413);
    assertThat(taken).hasSize(1);
  }

  @Test
  void headersThatAreTooLargeAreRefused() throws Exception {
    InboundServer server = start(ServerLimits.usual(), request -> InboundResponse.OK);
    Socket socket = connect(server);

    say(socket, "POST / HTTP/1.1\r\nHost: a\r\n");
    drain(socket, "X: " + "y".repeat(1000) + "\r\n");

    assertThat(taken).isEmpty();
  }

  private static void drain(Socket socket, String line) {
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(1))
        .until(
            () -> {
              try {
                say(socket, line);
                return false;
              } catch (IOException e) {
                return true;
              }
            });
  }

  @Test
  void whoDripsHeadersIsCutOff() throws Exception {
    InboundServer server =
        start(ServerLimits.usual().within(SOON, SOON), request -> InboundResponse.OK);
    Socket socket = connect(server);

    say(socket, "POST /hooks HTTP/1.1\r\nHost: a\r\nX: ");
    drip(socket);

    assertThat(taken).isEmpty();
  }

  @Test
  void whoDripsABodyIsCutOff() throws Exception {
    InboundServer server =
        start(ServerLimits.usual().within(SOON, SOON), request -> InboundResponse.OK);
    Socket socket = connect(server);

    say(socket, "POST /hooks HTTP/1.1\r\nHost: a\r\nContent-Length: 900\r\n\r\n");
    drip(socket);

    assertThat(taken).isEmpty();
  }

  @Test
  void slowSendersHoldUpNobody() throws Exception {
    InboundServer server =
        start(ServerLimits.usual().with(100, 1, 1), request -> InboundResponse.OK);
    for (int i = 0; i < 50; i++) {
      say(connect(server), "POST /hooks HTTP/1.1\r\nHost: a\r\nContent-Length: 900\r\n\r\nx");
    }

    assertThat(send(server, BodyPublishers.ofString("{}")).statusCode()).isEqualTo(200);
  }

  @Test
  void aFloodIsToldToComeBack() throws Exception {
    CountDownLatch stored = new CountDownLatch(1);
    InboundServer server =
        start(
            ServerLimits.usual().with(100, 2, 3),
            request -> {
              try {
                stored.await();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
              return InboundResponse.OK;
            });

    List<CompletableFuture<Integer>> sent =
        IntStream.range(0, 20)
            .mapToObj(
                i ->
                    client
                        .sendAsync(
                            post(server, BodyPublishers.ofString("{}")), BodyHandlers.discarding())
                        .thenApply(HttpResponse::statusCode))
            .toList();
    await()
        .atMost(PATIENCE)
        .until(() -> sent.stream().filter(CompletableFuture::isDone).count() == 15);
    stored.countDown();

    List<Integer> answers = sent.stream().map(CompletableFuture::join).toList();
    assertThat(answers).filteredOn(status -> status == 200).hasSize(5);
    assertThat(answers).filteredOn(status -> status == 503).hasSize(15);
  }
}
