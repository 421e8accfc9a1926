package io.syncline.http.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A hundred calls at once, each by an adapter of its own, whose answers do not come to an end. */
class StalledAnswersTest {

  private static final int CALLS = 100;

  /** The client's own, its selector, and the JDK's timer: for all calls together. */
  private static final int SHARED = 10;

  private static final Duration LONG = Duration.ofMinutes(10);
  private static final Duration SHORT = Duration.ofSeconds(3);
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final Route ROUTE = new Route(true, Optional.empty(), Optional.empty());
  private static final Reach REACH = Reach.of(Set.of("127.0.0.1"));
  private static final String PART = "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nsome";
  private static final Exchange.Broken TIMED_OUT =
      new Exchange.Broken(Exchange.Failure.TIMED_OUT, "no complete answer in time");

  private final List<HttpTransport> transports = new ArrayList<>();
  private final List<SocketChannel> accepted = new ArrayList<>();
  private ServerSocketChannel server;

  @BeforeEach
  void open() throws IOException {
    server = ServerSocketChannel.open();
    server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), CALLS);
    server.configureBlocking(false);
  }

  @AfterEach
  void close() throws IOException {
    transports.forEach(HttpTransport::close);
    for (SocketChannel each : accepted) {
      each.close();
    }
    server.close();
  }

  @Test
  void bodiesThatStallHoldNoThreadAndEndInTheirTime() {
    holdNoThreadAndEnd(new Timeouts(LONG, LONG, SHORT, LONG), LONG, PART);
  }

  @Test
  void headersThatDoNotComeHoldNoThreadAndEndInTheirTime() {
    holdNoThreadAndEnd(new Timeouts(LONG, SHORT, LONG, LONG), LONG, "");
  }

  @Test
  void whatStallsEndsByTheDeadlineOfItsCall() {
    holdNoThreadAndEnd(new Timeouts(LONG, LONG, LONG, LONG), SHORT, PART);
  }

  @Test
  void whatIsClosedIsLetGo() {
    Timeouts timeouts = new Timeouts(LONG, LONG, LONG, LONG);
    List<CompletableFuture<Exchange>> calls = send(timeouts, LONG);
    await().atMost(PATIENCE).until(() -> allArrived(PART));

    transports.forEach(HttpTransport::close);

    assertThat(calls)
        .allSatisfy(
            call ->
                assertThat(call)
                    .isCompletedWithValue(
                        new Exchange.Broken(Exchange.Failure.CANCELLED, "the call was cancelled")));
    await().atMost(PATIENCE).until(this::allLetGo);
  }

  private void holdNoThreadAndEnd(Timeouts timeouts, Duration within, String answer) {
    Set<Thread> before = threads();

    List<CompletableFuture<Exchange>> calls = send(timeouts, within);
    await().atMost(PATIENCE).until(() -> allArrived(answer));

    Set<Thread> more = threads();
    more.removeAll(before);
    assertThat(more).hasSizeLessThanOrEqualTo(SHARED);
    await().atMost(PATIENCE).until(() -> calls.stream().allMatch(CompletableFuture::isDone));
    assertThat(calls).allSatisfy(call -> assertThat(call).isCompletedWithValue(TIMED_OUT));
    await().atMost(PATIENCE).until(this::allLetGo);
  }

  private List<CompletableFuture<Exchange>> send(Timeouts timeouts, Duration within) {
    URI address = URI.create("http://127.0.0.1:" + server.socket().getLocalPort() + "/slow");
    HttpTransport.Request request =
        new HttpTransport.Request("GET", address, Map.of(), new byte[0]);
    return IntStream.range(0, CALLS)
        .mapToObj(
            i -> {
              HttpTransport transport = HttpTransport.jdk(timeouts, ROUTE, REACH, 1000);
              transports.add(transport);
              return transport.send(request, within);
            })
        .toList();
  }

  private boolean allArrived(String answer) throws IOException {
    for (SocketChannel call = server.accept(); call != null; call = server.accept()) {
      call.write(ByteBuffer.wrap(answer.getBytes(StandardCharsets.US_ASCII)));
      call.configureBlocking(false);
      accepted.add(call);
    }
    return accepted.size() == CALLS;
  }

  private boolean allLetGo() {
    return accepted.stream().allMatch(StalledAnswersTest::isLetGo);
  }

  /** Whether the other side closed it, after what it asked. */
  private static boolean isLetGo(SocketChannel call) {
    try {
      ByteBuffer asked = ByteBuffer.allocate(4096);
      int read = call.read(asked);
      while (read > 0) {
        read = call.read(asked.clear());
      }
      return read < 0;
    } catch (IOException e) {
      if (call.isOpen()) {
        return true; // a reset
      }
      throw new UncheckedIOException(e);
    }
  }

  /** But the one that the test itself waits by. */
  private static Set<Thread> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> !thread.getName().startsWith("awaitility"))
        .collect(Collectors.toSet());
  }
}
