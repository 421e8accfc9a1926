package io.syncline.http.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.syncline.http.HttpAdapter;
import io.syncline.model.SystemClock;
import io.syncline.spi.Adapter;
import io.syncline.spi.AdapterContext;
import io.syncline.spi.DatasetSpec;
import io.syncline.spi.Limits;
import io.syncline.spi.ScanPage;
import io.syncline.spi.Scanner;
import io.syncline.testkit.fixture.SmallProcess;
import java.io.BufferedOutputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A listing of more than 100 MB, in one answer, is read within a heap that is a third of it. */
class SpooledSmallHeapTest {

  private static final String HEAP = "-Xmx32m";
  private static final int ROWS = 500_000;

  private static final String MANIFEST =
      """
      adapter: http/v1
      connection: { base: "${settings.baseUrl}" }
      datasets:
        contacts:
          key: [id]
          scan: { call: "GET /contacts", spool: { maxMiB: 200 } }
          codec: { decode: [ndjson] }
      """;

  @TempDir private Path folder;

  @Test
  void aListingThatIsLargerThanTheHeapIsRead() throws Exception {
    Path manifest = Files.writeString(folder.resolve("crm.yaml"), MANIFEST);
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    String rest = "\",\"name\":\"" + "n".repeat(200) + "\"}\n";
    server.createContext(
        "/contacts",
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          try (OutputStream out = new BufferedOutputStream(exchange.getResponseBody(), 1 << 16)) {
            for (int i = 0; i < ROWS; i++) {
              out.write(("{\"id\":\"" + i + rest).getBytes(StandardCharsets.UTF_8));
            }
          }
          exchange.close();
        });
    server.start();
    try {
      String url = "http://127.0.0.1:" + server.getAddress().getPort();
      assertThat(SmallProcess.run(HEAP, Program.class, manifest.toString(), url))
          .isEqualTo("listed " + ROWS + ", complete: true");
    } finally {
      server.stop(0);
    }
  }

  /** Lists all, and counts. */
  static final class Program {

    public static void main(String[] arguments) {
      Limits limits = new Limits(1_000, Duration.ofMinutes(2));
      try (Adapter adapter =
          HttpAdapter.manifest(Path.of(arguments[0]))
              .setting("baseUrl", arguments[1])
              .open(AdapterContext.of(SystemClock.get()))) {
        Scanner scanner = adapter.dataset(DatasetSpec.of("contacts")).scanner().orElseThrow();
        ScanPage page = scanner.start(limits);
        long listed = page.entries().size();
        while (page.next().isPresent()) {
          page = scanner.resume(page.next().get(), limits);
          listed += page.entries().size();
        }
        System.out.println("listed " + listed + ", complete: " + page.complete());
      }
    }
  }
}
