package com.example.filedrop;

import io.syncline.model.NativeKey;
import io.syncline.model.Row;
import io.syncline.model.SystemClock;
import io.syncline.model.Value;
import io.syncline.spi.Adapter;
import io.syncline.spi.AdapterContext;
import io.syncline.spi.Cursor;
import io.syncline.spi.Dataset;
import io.syncline.spi.DatasetSpec;
import io.syncline.spi.Limits;
import io.syncline.spi.PointRead;
import io.syncline.spi.Precondition;
import io.syncline.spi.ScanPage;
import io.syncline.spi.Settings;
import io.syncline.spi.Write;
import io.syncline.spi.WriteKind;
import io.syncline.spi.WriteOutcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A file in a directory, and the adapter over it. */
final class Drop implements AutoCloseable {

  static final Duration WITHIN = Duration.ofSeconds(20);

  private final Path path;
  private final Adapter adapter;
  private final Dataset dataset;
  private int writes;

  private Drop(Path path, Map<String, String> settings) {
    this.path = path;
    Map<String, String> all = new TreeMap<>(settings);
    all.put("directory", path.getParent().toString());
    this.adapter =
        new FileDropProvider().open(Settings.of(all), AdapterContext.of(SystemClock.get()));
    this.dataset = adapter.dataset(DatasetSpec.of(path.getFileName().toString()).withKey("id"));
  }

  /** A new file in UTF-8. */
  static Drop of(Path path, String content, Map<String, String> settings) {
    return of(path, content.getBytes(StandardCharsets.UTF_8), settings);
  }

  static Drop of(Path path, String content) {
    return of(path, content, Map.of());
  }

  static Drop of(Path path, byte[] content, Map<String, String> settings) {
    try {
      Files.write(path, content);
      return new Drop(path, settings);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The file as it is. */
  static Drop on(Path path, Map<String, String> settings) {
    return new Drop(path, settings);
  }

  Adapter adapter() {
    return adapter;
  }

  Dataset dataset() {
    return dataset;
  }

  String text() {
    return text(StandardCharsets.UTF_8);
  }

  String text(Charset charset) {
    try {
      return new String(Files.readAllBytes(path), charset);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  PointRead read(String key) {
    return dataset.pointReader().orElseThrow().read(List.of(NativeKey.of(key)), WITHIN).get(0);
  }

  Row row(String key) {
    return ((PointRead.Found) read(key)).image().row();
  }

  List<ScanPage> scan(int rows) {
    Limits limits = new Limits(rows, WITHIN);
    List<ScanPage> pages = new ArrayList<>();
    pages.add(dataset.scanner().orElseThrow().start(limits));
    for (Optional<Cursor> next = pages.get(0).next(); next.isPresent(); ) {
      ScanPage page = dataset.scanner().orElseThrow().resume(next.get(), limits);
      pages.add(page);
      next = page.next();
    }
    return pages;
  }

  static List<String> keys(List<ScanPage> pages) {
    return pages.stream()
        .flatMap(page -> page.entries().stream())
        .map(entry -> entry.key().toString())
        .toList();
  }

  List<WriteOutcome> write(Write... batch) {
    return dataset.writer().orElseThrow().write(List.of(batch), WITHIN);
  }

  Write create(Map<String, String> fields) {
    return new Write(
        id(), WriteKind.CREATE, Optional.empty(), row(fields), new Precondition.Absent(), false);
  }

  Write update(String key, Map<String, String> fields) {
    return update(key, row(fields));
  }

  Write update(String key, Row fields) {
    return new Write(
        id(),
        WriteKind.UPDATE,
        Optional.of(NativeKey.of(key)),
        fields,
        new Precondition.Exists(),
        false);
  }

  Write delete(String key) {
    return new Write(
        id(),
        WriteKind.DELETE,
        Optional.of(NativeKey.of(key)),
        Row.empty(),
        new Precondition.Exists(),
        false);
  }

  private String id() {
    return "w" + ++writes;
  }

  static Row row(Map<String, String> fields) {
    Row.Builder row = Row.builder();
    new TreeMap<>(fields).forEach((name, text) -> row.set(name, Value.of(text)));
    return row.build();
  }

  @Override
  public void close() {
    adapter.close();
  }
}
