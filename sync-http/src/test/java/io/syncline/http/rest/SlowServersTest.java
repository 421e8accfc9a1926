package io.syncline.http.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.spi.Adapter;
import io.syncline.spi.DatasetSpec;
import io.syncline.spi.Write;
import io.syncline.spi.WriteOutcome;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.assertj.core.api.Condition;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Many servers that take a call and never answer. */
class SlowServersTest {

  private static final int SERVERS = 100;

  /** The client's own, its selector, and the JDK's timer: for all adapters together. */
  private static final int SHARED = 10;

  private static final int UNDER_WAY = 4;
  private static final int CALLS = 10;
  private static final String CALLER = "caller-of-the-slow";

  private final List<ServerSocketChannel> servers = new ArrayList<>();
  private final List<SocketChannel> accepted = new ArrayList<>();
  private final List<Adapter> adapters = new ArrayList<>();

  /** Each caller waits for ten calls, of which four are under way and six wait for their turn. */
  @Test
  void aHundredSlowServersHoldTheirCallersAndNoOtherThreads() throws Exception {
    Set<Thread> before = threads();
    ExecutorService callers =
        Executors.newFixedThreadPool(SERVERS, task -> new Thread(task, CALLER));
    List<Future<List<WriteOutcome>>> running = new ArrayList<>();
    try {
      for (int i = 0; i < SERVERS; i++) {
        Adapter adapter = adapterOf(server());
        running.add(callers.submit(() -> write(adapter)));
      }
      Awaitility.await().atMost(Duration.ofSeconds(60)).until(this::allCallsArrived);

      Set<Thread> more = threads();
      more.removeAll(before);
      assertThat(more).filteredOn(thread -> thread.getName().equals(CALLER)).hasSize(SERVERS);
      assertThat(more)
          .filteredOn(thread -> !thread.getName().equals(CALLER))
          .hasSizeLessThanOrEqualTo(SHARED);
    } finally {
      adapters.forEach(Adapter::close);
    }

    for (Future<List<WriteOutcome>> each : running) {
      assertThat(each.get())
          .hasSize(CALLS)
          .areExactly(UNDER_WAY, is(WriteOutcome.Unknown.class))
          .areExactly(CALLS - UNDER_WAY, is(WriteOutcome.NotAttempted.class));
    }
    callers.shutdown();
    closeAll();
  }

  private static Condition<WriteOutcome> is(Class<? extends WriteOutcome> outcome) {
    return new Condition<>(outcome::isInstance, outcome.getSimpleName());
  }

  private static List<WriteOutcome> write(Adapter adapter) {
    List<Write> writes =
        IntStream.range(0, CALLS).mapToObj(i -> Crm.create("w" + i, "n" + i)).toList();
    return adapter
        .dataset(DatasetSpec.of("contacts"))
        .writer()
        .orElseThrow()
        .write(writes, Duration.ofMinutes(5));
  }

  private ServerSocketChannel server() throws IOException {
    ServerSocketChannel server = ServerSocketChannel.open();
    server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    server.configureBlocking(false);
    servers.add(server);
    return server;
  }

  private Adapter adapterOf(ServerSocketChannel server) throws IOException {
    int port = ((InetSocketAddress) server.getLocalAddress()).getPort();
    Adapter adapter =
        Crm.open(
            "http://127.0.0.1:" + port,
            yaml ->
                Crm.withoutBatch(yaml)
                    .replace("concurrent: 8", "concurrent: " + UNDER_WAY)
                    .replace("call: 90s", "call: 300s")
                    .replace("headers: 20s", "headers: 300s"),
            InstantSource.system());
    adapters.add(adapter);
    return adapter;
  }

  private boolean allCallsArrived() throws IOException {
    for (ServerSocketChannel server : servers) {
      for (SocketChannel call = server.accept(); call != null; call = server.accept()) {
        accepted.add(call);
      }
    }
    return accepted.size() == SERVERS * UNDER_WAY;
  }

  /** But the one that the test itself waits by. */
  private static Set<Thread> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> !thread.getName().startsWith("awaitility"))
        .collect(Collectors.toSet());
  }

  private void closeAll() throws IOException {
    for (SocketChannel call : accepted) {
      call.close();
    }
    for (ServerSocketChannel server : servers) {
      server.close();
    }
  }
}
