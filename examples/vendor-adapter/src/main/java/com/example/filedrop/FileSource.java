package com.example.filedrop;

import com.example.filedrop.file.Call;
import com.example.filedrop.file.DataFile;
import com.example.filedrop.file.Lease;
import com.example.filedrop.file.RawRecord;
import com.example.filedrop.json.SideFile;
import com.example.filedrop.record.Content;
import com.example.filedrop.record.Declared;
import com.example.filedrop.record.KeyFields;
import com.example.filedrop.record.Layout;
import com.example.filedrop.record.RecordFormat;
import com.example.filedrop.record.RowDigest;
import io.syncline.model.Row;
import io.syncline.spi.AdapterException;
import io.syncline.spi.DatasetSchema.NativeField;
import io.syncline.spi.DatasetSpec;
import io.syncline.spi.Image;
import io.syncline.spi.SettingFault;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;

/**
 * The file behind one dataset, and what is asked of it. Remembers which fields were there: one that
 * disappears is an error, never a null.
 */
final class FileSource {

  static final String SIDE_FILE = ".schema.json";

  private final DatasetSpec spec;
  private final DropSettings settings;
  private final RecordFormat format;
  private final CountDownLatch closed;
  private final DataFile file;
  private final KeyFields key;
  private volatile Set<String> known;

  private FileSource(
      DatasetSpec spec, DropSettings settings, RecordFormat format, CountDownLatch closed) {
    this.spec = spec;
    this.settings = settings;
    this.format = format;
    this.closed = closed;
    this.file = new DataFile(settings.directory().resolve(spec.name()));
    Declared declared = declared();
    this.key = new KeyFields(spec.key().isEmpty() ? declared.key() : spec.key());
    this.known = new LinkedHashSet<>(declared.fields().keySet());
  }

  /**
   * The dataset that a spec asks for. Its file need not be there yet.
   *
   * @throws AdapterException.ConfigInvalid naming every fault
   */
  static FileSource of(DatasetSpec spec, DropSettings settings, CountDownLatch closed) {
    String name = spec.name();
    Optional<RecordFormat> format = settings.format(name);
    if (format.isEmpty() || name.contains("/") || name.contains("\\")) {
      throw fault("dataset", "must be the name of a .csv or .ndjson file: dataset=" + name);
    }
    if (!spec.options().isEmpty()) {
      throw fault("options", "there are none: dataset=" + name + " options=" + spec.options());
    }
    FileSource source = new FileSource(spec, settings, format.get(), closed);
    if (source.key.names().isEmpty()) {
      throw fault("key", "must be given, here or in " + name + SIDE_FILE + ": dataset=" + name);
    }
    return source;
  }

  private static AdapterException fault(String path, String message) {
    return new AdapterException.ConfigInvalid(List.of(new SettingFault(path, message)));
  }

  private Declared declared() {
    try {
      return SideFile.read(file.beside(SIDE_FILE));
    } catch (IOException e) {
      throw FileTrouble.of("dataset=" + spec.name() + SIDE_FILE, e);
    }
  }

  DatasetSpec spec() {
    return spec;
  }

  DropSettings settings() {
    return settings;
  }

  RecordFormat format() {
    return format;
  }

  DataFile file() {
    return file;
  }

  KeyFields key() {
    return key;
  }

  Call call(Duration within) {
    return Call.of(spec.name(), within, closed);
  }

  /** False where the directory is there and closed to us. */
  boolean isWritable() {
    return !Files.isDirectory(settings.directory()) || Files.isWritable(settings.directory());
  }

  /** Whether the fields can be told: by the header, or by the side file. */
  boolean isDescribed() {
    return format.hasHeader() || !known.isEmpty();
  }

  /** What is carried of a record, and the version of exactly that. */
  Image image(Content content) {
    Row row = content.row();
    Row carried = spec.fields().isEmpty() ? row : row.only(spec.fields());
    return Image.of(carried, RowDigest.of(carried));
  }

  /** The lock, or empty where another process kept it for longer than is waited. */
  Optional<Lease> lease(Lease.Mode mode, Call call) throws IOException {
    return Lease.take(file, mode, call, settings.lockWait());
  }

  /**
   * The layout that a header gives now, with every field that was ever there, or is asked for.
   *
   * @throws AdapterException.SchemaChanged where one of them is missing
   */
  Layout layout(List<RawRecord> header) {
    Layout layout = format.layout(header, declared(), key);
    List<String> there = layout.fields().stream().map(NativeField::name).toList();
    Set<String> needed = new LinkedHashSet<>(known);
    if (!there.isEmpty()) {
      needed.addAll(spec.fields());
      needed.addAll(key.names());
    }
    if (!there.containsAll(needed)) {
      needed.removeAll(there);
      throw new AdapterException.SchemaChanged(
          "must have all fields: dataset=" + spec.name() + " missing=" + needed);
    }
    known = Set.copyOf(there);
    return layout;
  }
}
