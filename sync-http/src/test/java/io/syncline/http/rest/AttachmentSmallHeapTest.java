package io.syncline.http.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.syncline.http.HttpAdapter;
import io.syncline.http.blob.FileBlobStore;
import io.syncline.model.LargeObject;
import io.syncline.model.SystemClock;
import io.syncline.spi.Adapter;
import io.syncline.spi.BlobStore;
import io.syncline.spi.Dataset;
import io.syncline.spi.DatasetSpec;
import io.syncline.spi.Limits;
import io.syncline.spi.ScanPage;
import io.syncline.testkit.fixture.SmallProcess;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An attachment of 64 MiB is loaded and read back within a heap that is half of it. */
class AttachmentSmallHeapTest {

  private static final String HEAP = "-Xmx32m";
  private static final int PIECE = 1 << 16;
  private static final int PIECES = 1024;

  private static final String MANIFEST =
      """
      adapter: http/v1
      connection: { base: "${settings.baseUrl}" }
      datasets:
        contacts:
          key: [id]
          read: { one: "GET /contacts/{id}" }
          scan: { call: "GET /contacts", records: /items }
          attachments: { video: { call: "GET /contacts/{id}/video", store: blobs } }
      """;

  @TempDir private Path folder;

  @Test
  void anAttachmentThatIsLargerThanTheHeapIsLoaded() throws Exception {
    Path manifest = Files.writeString(folder.resolve("crm.yaml"), MANIFEST);
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/contacts", exchange -> json(exchange, "{\"items\":[{\"id\":\"1\"}]}"));
    server.createContext("/contacts/1", exchange -> json(exchange, "{\"id\":\"1\"}"));
    server.createContext(
        "/contacts/1/video",
        exchange -> {
          exchange.getResponseHeaders().set("ETag", "\"1\"");
          boolean known = "\"1\"".equals(exchange.getRequestHeaders().getFirst("If-None-Match"));
          exchange.sendResponseHeaders(known ? 304 : 200, known ? -1 : (long) PIECE * PIECES);
          if (!known) {
            try (OutputStream out = exchange.getResponseBody()) {
              Random random = new Random(7);
              byte[] piece = new byte[PIECE];
              for (int i = 0; i < PIECES; i++) {
                random.nextBytes(piece);
                out.write(piece);
              }
            }
          }
          exchange.close();
        });
    server.start();
    try {
      String url = "http://127.0.0.1:" + server.getAddress().getPort();
      assertThat(
              SmallProcess.run(
                  HEAP,
                  Program.class,
                  manifest.toString(),
                  url,
                  folder.resolve("blobs").toString()))
          .isEqualTo("read " + PIECE * PIECES);
    } finally {
      server.stop(0);
    }
  }

  private static void json(HttpExchange exchange, String text) throws IOException {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  /** Lists the record, and reads its attachment. */
  static final class Program {

    public static void main(String[] arguments) throws IOException {
      Limits limits = new Limits(10, Duration.ofMinutes(2));
      BlobStore store = FileBlobStore.in(Path.of(arguments[2]), SystemClock.get());
      try (Adapter adapter =
          HttpAdapter.manifest(Path.of(arguments[0]))
              .setting("baseUrl", arguments[1])
              .open(new LentStore(store))) {
        Dataset dataset = adapter.dataset(DatasetSpec.of("contacts"));
        ScanPage.Entry entry = dataset.scanner().orElseThrow().start(limits).entries().get(0);
        LargeObject shown =
            LargeObject.of(entry.image().row().get("video").orElseThrow()).orElseThrow();
        try (InputStream content =
            dataset
                .contentReader()
                .orElseThrow()
                .open(entry.key(), "video", shown, limits.within())
                .orElseThrow()) {
          System.out.println("read " + content.transferTo(OutputStream.nullOutputStream()));
        }
      }
    }
  }
}
