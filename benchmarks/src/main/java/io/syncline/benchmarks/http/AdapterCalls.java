package io.syncline.benchmarks.http;

import io.syncline.http.HttpAdapter;
import io.syncline.model.NativeKey;
import io.syncline.model.Row;
import io.syncline.model.Value;
import io.syncline.model.Version;
import io.syncline.spi.Adapter;
import io.syncline.spi.AdapterContext;
import io.syncline.spi.Dataset;
import io.syncline.spi.DatasetSpec;
import io.syncline.spi.Limits;
import io.syncline.spi.PointRead;
import io.syncline.spi.PointReader;
import io.syncline.spi.Precondition;
import io.syncline.spi.Scanner;
import io.syncline.spi.Write;
import io.syncline.spi.WriteKind;
import io.syncline.spi.WriteOutcome;
import io.syncline.spi.Writer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** By the adapter, with budgets, repeats, deadlines, an error shape and rules. */
final class AdapterCalls implements Calls {

  private static final String MANIFEST =
      """
      adapter: http/v1
      connection:
        base: ${settings.baseUrl}
        auth: { bearer: "${secret.crm}" }
        timeouts: { connect: 5s, headers: 20s, body: 60s, call: 90s }
        limits:
          - { key: account, rate: 1000000/10s, concurrent: 64 }
          - { learnFrom: [RateLimit, X-RateLimit-*, Retry-After] }
        retry: { max: 3 }
        failure: { code: /code, text: /message }
        errors: [{ when: { status: [409], code: DUPLICATE }, then: duplicate, key: /existingId }]
      datasets:
        contacts:
          key: [id]
          version: { etag: header }
          read: { one: "GET /contacts/{id}" }
          scan:
            call: "GET /contacts"
            records: /items
            page: { cursor: { from: /next, to: query.after }, size: %d }
          write:
            update: { call: "PATCH /contacts/{id}", ifVersion: { header: If-Match }, answers: record }
      """
          .formatted(Contacts.PAGE);

  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final Limits LIMITS = new Limits(Contacts.PAGE, PATIENCE);
  private static final List<NativeKey> KEYS = List.of(NativeKey.of("1"));

  private final Adapter adapter;
  private final PointReader reader;
  private final Scanner scanner;
  private final Writer writer;
  private final AtomicLong writes = new AtomicLong();

  private AdapterCalls(Adapter adapter) {
    this.adapter = adapter;
    Dataset contacts = adapter.dataset(DatasetSpec.of("contacts"));
    reader = contacts.pointReader().orElseThrow();
    scanner = contacts.scanner().orElseThrow();
    writer = contacts.writer().orElseThrow();
  }

  static AdapterCalls of(String url) throws IOException {
    Path file = Files.createTempFile("contacts", ".yaml");
    try {
      Files.writeString(file, MANIFEST);
      return new AdapterCalls(
          HttpAdapter.manifest(file)
              .setting("baseUrl", url)
              .secret("crm", BareCalls.TOKEN)
              .open(AdapterContext.of(InstantSource.system())));
    } finally {
      Files.delete(file);
    }
  }

  @Override
  public int read() {
    PointRead.Found found = (PointRead.Found) reader.read(KEYS, PATIENCE).get(0);
    return found.image().row().size();
  }

  @Override
  public int page() {
    return scanner.start(LIMITS).entries().stream()
        .mapToInt(entry -> entry.image().row().size())
        .sum();
  }

  @Override
  public int write() {
    Write write =
        new Write(
            "w" + writes.incrementAndGet(),
            WriteKind.UPDATE,
            Optional.of(KEYS.get(0)),
            Row.of("full_name", Value.of(BareCalls.NAME)),
            new Precondition.VersionIs(Version.opaque(Contacts.ETAG)),
            false);
    WriteOutcome.Applied applied =
        (WriteOutcome.Applied) writer.write(List.of(write), PATIENCE).get(0);
    return applied.shown().orElseThrow().size();
  }

  @Override
  public void close() {
    adapter.close();
  }
}
