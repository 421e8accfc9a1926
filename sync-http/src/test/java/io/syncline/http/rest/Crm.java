package io.syncline.http.rest;

import io.syncline.http.HttpAdapter;
import io.syncline.model.NativeKey;
import io.syncline.model.Row;
import io.syncline.model.Value;
import io.syncline.model.Version;
import io.syncline.spi.Adapter;
import io.syncline.spi.AdapterContext;
import io.syncline.spi.Change;
import io.syncline.spi.ChangeFeed;
import io.syncline.spi.ChangePage;
import io.syncline.spi.Cursor;
import io.syncline.spi.Dataset;
import io.syncline.spi.DatasetSpec;
import io.syncline.spi.Limits;
import io.syncline.spi.Precondition;
import io.syncline.spi.ScanPage;
import io.syncline.spi.Write;
import io.syncline.spi.WriteKind;
import io.syncline.spi.WriteOutcome;
import io.syncline.testkit.fixture.saas.FakeDataset;
import io.syncline.testkit.fixture.saas.FakeSaas;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** A fake CRM with its adapter, as the example manifest describes it. */
final class Crm implements AutoCloseable {

  static final String TOKEN = "token-of-the-crm-4711";
  static final Duration PATIENCE = Duration.ofSeconds(20);
  static final Limits LIMITS = new Limits(100, PATIENCE);

  /** A clock that moves when told. */
  static final class Hand implements InstantSource {
    private volatile Instant now = Instant.parse("2026-01-31T12:00:00Z");

    @Override
    public Instant instant() {
      return now;
    }

    void move(Duration by) {
      now = now.plus(by);
    }
  }

  final Hand clock = new Hand();
  final FakeSaas saas;
  final Adapter adapter;
  final Dataset dataset;

  private Crm(UnaryOperator<FakeSaas.Builder> server, UnaryOperator<String> manifest) {
    saas = server.apply(FakeSaas.builder().clock(clock).token(TOKEN)).start();
    adapter = open(saas.url().toString(), manifest, clock);
    dataset = adapter.dataset(DatasetSpec.of("contacts"));
  }

  static Crm start() {
    return start(server -> server, manifest -> manifest);
  }

  /** With one request per write. */
  static Crm withoutBatch() {
    return start(server -> server, Crm::withoutBatch);
  }

  static Crm start(UnaryOperator<FakeSaas.Builder> server, UnaryOperator<String> manifest) {
    return new Crm(server, manifest);
  }

  static Adapter open(String url, UnaryOperator<String> manifest, InstantSource clock) {
    return open(url, manifest, clock, TOKEN);
  }

  static Adapter open(
      String url, UnaryOperator<String> manifest, InstantSource clock, String token) {
    try {
      Path file = Files.createTempFile("crm", ".yaml");
      Files.writeString(file, manifest.apply(example()));
      Adapter adapter =
          HttpAdapter.manifest(file)
              .setting("baseUrl", url)
              .secret("crm", token)
              .open(AdapterContext.of(clock));
      Files.delete(file);
      return adapter;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Of a text of one's own, for a service that may know other records. */
  static HttpAdapter manifest(Path folder, String text, FakeSaas service) throws IOException {
    return HttpAdapter.manifest(Files.writeString(folder.resolve("crm.yaml"), text))
        .setting("baseUrl", service.url().toString())
        .secret("crm", TOKEN);
  }

  static String example() {
    try (var in = Crm.class.getResourceAsStream("/io/syncline/http/crm.yaml")) {
      return new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String withoutBatch(String manifest) {
    int from = manifest.indexOf("      batch:");
    return manifest.substring(0, from) + manifest.substring(manifest.indexOf("      create:"));
  }

  FakeDataset contacts() {
    return saas.dataset("contacts");
  }

  // Reading

  List<ScanPage.Entry> scan(Limits limits) {
    List<ScanPage.Entry> entries = new ArrayList<>();
    ScanPage page = dataset.scanner().orElseThrow().start(limits);
    entries.addAll(page.entries());
    while (page.next().isPresent()) {
      page = dataset.scanner().orElseThrow().resume(page.next().get(), limits);
      entries.addAll(page.entries());
    }
    return entries;
  }

  ChangeFeed feed() {
    return dataset.changeFeed().orElseThrow();
  }

  /** What a drained feed gave, and where it stands. */
  record Drained(List<Change> changes, Cursor next) {
    List<String> ids() {
      return changes.stream().map(change -> change.key().toString()).toList();
    }
  }

  Drained drain(Cursor cursor) {
    return drain(cursor, LIMITS);
  }

  Drained drain(Cursor cursor, Limits limits) {
    List<Change> changes = new ArrayList<>();
    ChangePage page = feed().poll(cursor, limits);
    changes.addAll(page.changes());
    while (page.more()) {
      page = feed().poll(page.next(), limits);
      changes.addAll(page.changes());
    }
    return new Drained(changes, page.next());
  }

  // Writing

  WriteOutcome write(Write write) {
    return write(List.of(write)).get(0);
  }

  List<WriteOutcome> write(List<Write> writes) {
    return write(writes, PATIENCE);
  }

  List<WriteOutcome> write(List<Write> writes, Duration within) {
    return dataset.writer().orElseThrow().write(writes, within);
  }

  static Write create(String id, String name) {
    return new Write(
        id,
        WriteKind.CREATE,
        Optional.empty(),
        Row.of("name", Value.of(name)),
        new Precondition.Absent(),
        false);
  }

  static Write update(String id, String key, String name, String etag) {
    return new Write(
        id,
        WriteKind.UPDATE,
        Optional.of(NativeKey.of(key)),
        Row.of("name", Value.of(name)),
        new Precondition.VersionIs(Version.opaque(etag)),
        false);
  }

  static Write delete(String id, String key, String etag) {
    return new Write(
        id,
        WriteKind.DELETE,
        Optional.of(NativeKey.of(key)),
        Row.empty(),
        new Precondition.VersionIs(Version.opaque(etag)),
        false);
  }

  static Write repeated(Write write) {
    return new Write(
        write.id(), write.kind(), write.key(), write.fields(), write.precondition(), true);
  }

  @Override
  public void close() {
    adapter.close();
    saas.close();
  }
}
