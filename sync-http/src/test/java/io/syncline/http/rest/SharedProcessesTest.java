package io.syncline.http.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.syncline.http.HttpAdapter;
import io.syncline.model.NativeKey;
import io.syncline.model.SystemClock;
import io.syncline.spi.Adapter;
import io.syncline.spi.AdapterContext;
import io.syncline.spi.DatasetSpec;
import io.syncline.spi.PointRead;
import io.syncline.testkit.database.TestDatabase;
import io.syncline.testkit.database.TestDatabases;
import io.syncline.testkit.fixture.SmallProcess;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;

/** Two hosts, each a process, call one service within one rate. */
class SharedProcessesTest {

  private static final int RATE = 20;
  private static final int CALLS = 30;

  private static final String MANIFEST =
      """
      adapter: http/v1
      connection:
        base: ${settings.baseUrl}
        timeouts: { call: 2m }
        limits:
          - { key: account, rate: 20/4s, readsAtMost: 100%, shared: budgets }
          - { key: account, concurrent: 20 }
        retry: { max: 0, giveBackAfter: 2m }
      datasets:
        contacts:
          key: [id]
          schema: { fields: { id: text } }
          version: { field: /id }
          read: { one: "GET /contacts/{id}" }
      """;

  @TempDir private Path folder;

  @Test
  void twoProcessesKeepOneRate() throws Exception {
    Path manifest = folder.resolve("crm.yaml");
    Files.writeString(manifest, MANIFEST);
    Queue<Long> arrived = new ConcurrentLinkedQueue<>();
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          arrived.add(System.nanoTime());
          String path = exchange.getRequestURI().getPath();
          byte[] body =
              ("{\"id\":\"" + path.substring(path.lastIndexOf('/') + 1) + "\"}")
                  .getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().add("Content-Type", "application/json");
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try (TestDatabase database = TestDatabases.postgresql()) {
      String url = "http://127.0.0.1:" + server.getAddress().getPort();
      Callable<String> host =
          () ->
              SmallProcess.run(
                  "-Xmx64m",
                  Host.class,
                  manifest.toString(),
                  url,
                  database.jdbcUrl(),
                  database.user(),
                  database.password());
      for (Future<String> said : threads.invokeAll(List.of(host, host))) {
        assertThat(said.get()).isEqualTo("read " + CALLS);
      }
    } finally {
      threads.shutdownNow();
      server.stop(0);
    }

    assertThat(arrived).hasSize(2 * CALLS);
    // a second of the period is for what a busy machine takes from a call's turn to its arrival
    assertThat(most(arrived, Duration.ofSeconds(3))).isBetween(RATE / 2, RATE);
  }

  private static int most(Queue<Long> arrived, Duration period) {
    List<Long> times = arrived.stream().sorted().toList();
    int most = 0;
    int first = 0;
    for (int i = 0; i < times.size(); i++) {
      while (times.get(i) - times.get(first) >= period.toNanos()) {
        first++;
      }
      most = Math.max(most, i - first + 1);
    }
    return most;
  }

  /** Reads some records, as fast as it may. */
  static final class Host {

    public static void main(String[] arguments) {
      PGSimpleDataSource budgets = new PGSimpleDataSource();
      budgets.setURL(arguments[2]);
      budgets.setUser(arguments[3]);
      budgets.setPassword(arguments[4]);
      Adapter adapter =
          HttpAdapter.manifest(Path.of(arguments[0]))
              .setting("baseUrl", arguments[1])
              .open(new Lent(budgets));
      List<NativeKey> keys = new ArrayList<>();
      IntStream.range(0, CALLS).forEach(i -> keys.add(NativeKey.of("" + i)));
      List<PointRead> read =
          adapter
              .dataset(DatasetSpec.of("contacts"))
              .pointReader()
              .orElseThrow()
              .read(keys, Duration.ofMinutes(2));
      adapter.close(Duration.ofSeconds(5));
      System.out.println("read " + read.stream().filter(PointRead.Found.class::isInstance).count());
    }
  }

  /** Lends a data source under the name {@code budgets}, and nothing else. */
  private record Lent(DataSource budgets) implements AdapterContext {

    @Override
    public InstantSource clock() {
      return SystemClock.get();
    }

    @Override
    public Optional<String> secret(String name) {
      return Optional.empty();
    }

    @Override
    public Optional<DataSource> dataSource(String name) {
      return Optional.of(budgets).filter(each -> name.equals("budgets"));
    }
  }
}
