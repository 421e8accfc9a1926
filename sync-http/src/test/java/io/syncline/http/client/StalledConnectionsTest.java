package io.syncline.http.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A service that takes no connections any more: its system keeps those that ask waiting. */
class StalledConnectionsTest {

  /** More than a queue of one has room for. */
  private static final int MORE_THAN_FIT = 16;

  private static final Duration LONG = Duration.ofMinutes(10);
  private static final Duration SHORT = Duration.ofMillis(700);
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final Route ROUTE = new Route(true, Optional.empty(), Optional.empty());
  private static final Reach REACH = Reach.of(Set.of("127.0.0.1"));
  private static final Exchange.Broken NOT_SENT =
      new Exchange.Broken(Exchange.Failure.NOT_SENT, "no connection in time");

  private final List<SocketChannel> waiting = new ArrayList<>();
  private final List<SocketChannel> accepted = new ArrayList<>();
  private ServerSocketChannel server;

  @BeforeEach
  void fillTheQueue() throws IOException {
    server = ServerSocketChannel.open();
    server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1);
    server.configureBlocking(false);
    SocketAddress address = server.getLocalAddress();
    boolean stalls = false;
    for (int i = 0; i < MORE_THAN_FIT; i++) {
      SocketChannel channel = SocketChannel.open();
      channel.configureBlocking(false);
      waiting.add(channel);
      stalls = !channel.connect(address) && !channel.finishConnect();
    }
    assertThat(stalls).as("the last of %d connections has to wait", MORE_THAN_FIT).isTrue();
  }

  @AfterEach
  void close() throws IOException {
    for (SocketChannel each : waiting) {
      each.close();
    }
    for (SocketChannel each : accepted) {
      each.close();
    }
    server.close();
  }

  @Test
  void aWriteThatFindsNoConnectionBeforeItsHeadersAreDueIsNotSent() throws IOException {
    isNotSent(new Timeouts(LONG, SHORT, LONG, LONG), LONG, request("POST", "some"));
  }

  @Test
  void norIsOneWithoutABody() throws IOException {
    isNotSent(new Timeouts(LONG, SHORT, LONG, LONG), LONG, request("DELETE", ""));
  }

  @Test
  void norIsOneWhoseDeadlineIsNearer() throws IOException {
    isNotSent(new Timeouts(LONG, LONG, LONG, LONG), SHORT, request("PATCH", "some"));
  }

  @Test
  void whatArrivedAndHasNoAnswerMayHaveBeenActedOn() throws IOException {
    takeAll();
    HttpTransport transport =
        HttpTransport.jdk(new Timeouts(LONG, SHORT, LONG, LONG), ROUTE, REACH, 1000);

    CompletableFuture<Exchange> call = transport.send(request("POST", "some"), LONG);

    await().atMost(PATIENCE).until(() -> received().contains("POST /slow"));
    await().atMost(PATIENCE).until(call::isDone);
    assertThat(call)
        .isCompletedWithValue(
            new Exchange.Broken(Exchange.Failure.TIMED_OUT, "no complete answer in time"));
    transport.close();
  }

  private void isNotSent(Timeouts timeouts, Duration within, HttpTransport.Request request)
      throws IOException {
    HttpTransport transport = HttpTransport.jdk(timeouts, ROUTE, REACH, 1000);

    CompletableFuture<Exchange> call = transport.send(request, within);

    await().atMost(PATIENCE).until(call::isDone);
    assertThat(call).isCompletedWithValue(NOT_SENT);
    takeAll();
    assertThat(received()).isEmpty();
    transport.close();
  }

  private HttpTransport.Request request(String method, String body) throws IOException {
    int port = ((InetSocketAddress) server.getLocalAddress()).getPort();
    return new HttpTransport.Request(
        method,
        URI.create("http://127.0.0.1:" + port + "/slow"),
        Map.of(),
        body.getBytes(StandardCharsets.UTF_8));
  }

  /** Until those that waited are all connected, and so is who comes next. */
  private void takeAll() {
    await()
        .atMost(PATIENCE)
        .until(
            () -> {
              take();
              boolean all = true;
              for (SocketChannel each : waiting) {
                all &= each.finishConnect();
              }
              return all;
            });
  }

  private void take() throws IOException {
    for (SocketChannel next = server.accept(); next != null; next = server.accept()) {
      next.configureBlocking(false);
      accepted.add(next);
    }
  }

  private String received() throws IOException {
    take();
    StringBuilder received = new StringBuilder();
    ByteBuffer bytes = ByteBuffer.allocate(1000);
    for (SocketChannel each : accepted) {
      while (each.read(bytes.clear()) > 0) {
        received.append(StandardCharsets.UTF_8.decode(bytes.flip()));
      }
    }
    return received.toString();
  }
}
