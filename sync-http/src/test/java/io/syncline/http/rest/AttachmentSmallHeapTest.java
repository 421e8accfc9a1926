package io.syncline.http.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.syncline.http.HttpAdapter;
import io.syncline.http.blob.FileBlobStore;
import io.syncline.model.LargeObject;
import io.syncline.model.Row;
import io.syncline.model.SystemClock;
import io.syncline.model.Value;
import io.syncline.spi.Adapter;
import io.syncline.spi.BlobStore;
import io.syncline.spi.Dataset;
import io.syncline.spi.DatasetSpec;
import io.syncline.spi.Limits;
import io.syncline.spi.Precondition;
import io.syncline.spi.ScanPage;
import io.syncline.spi.Write;
import io.syncline.spi.WriteKind;
import io.syncline.spi.WriteOutcome;
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
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An attachment of 64 MiB is loaded, read back and sent within a heap that is half of it. */
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
          attachments:
            video: { call: "GET /contacts/{id}/video", store: blobs, write: { upload: "PUT /contacts/{id}/video" } }
          write: { update: { call: "PATCH /contacts/{id}" } }
      """;

  @TempDir private Path folder;

  @Test
  void anAttachmentThatIsLargerThanTheHeapIsLoadedAndSent() throws Exception {
    AtomicLong sent = new AtomicLong();
    Path manifest = Files.writeString(folder.resolve("crm.yaml"), MANIFEST);
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/contacts", exchange -> json(exchange, "{\"items\":[{\"id\":\"1\"}]}"));
    server.createContext("/contacts/1", exchange -> json(exchange, "{\"id\":\"1\"}"));
    server.createContext(
        "/contacts/1/video",
        exchange -> {
          if (exchange.getRequestMethod().equals("PUT")) {
            sent.set(exchange.getRequestBody().transferTo(OutputStream.nullOutputStream()));
            json(exchange, "{}");
            return;
          }
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
          .isEqualTo("read " + PIECE * PIECES + ", and sent: true");
      assertThat(sent).hasValue((long) PIECE * PIECES);
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

  /** Lists the record, reads its attachment, and sends it back. */
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
          System.out.print("read " + content.transferTo(OutputStream.nullOutputStream()));
        }
        Write write =
            new Write(
                    "1",
                    WriteKind.UPDATE,
                    Optional.of(entry.key()),
                    Row.of("video", Value.of(shown.toString())),
                    new Precondition.Exists(),
                    false)
                .with(store::open);
        WriteOutcome outcome =
            dataset.writer().orElseThrow().write(List.of(write), limits.within()).get(0);
        System.out.println(", and sent: " + (outcome instanceof WriteOutcome.Applied));
      }
    }
  }
}
