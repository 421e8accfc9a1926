package com.example.filedrop;

import com.example.filedrop.file.Call;
import io.syncline.spi.Adapter;
import io.syncline.spi.Dataset;
import io.syncline.spi.DatasetSpec;
import io.syncline.spi.Health;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;

/** A directory whose CSV and NDJSON files are datasets. Holds nothing open between calls. */
final class FileDrop implements Adapter {

  private final DropSettings settings;
  private final CountDownLatch closed = new CountDownLatch(1);

  FileDrop(DropSettings settings) {
    this.settings = settings;
  }

  @Override
  public Health probe(Probe depth, Duration within) {
    return new DropProbe(settings, this).look(depth, within);
  }

  @Override
  public List<String> datasets(Duration within) {
    Call.of(settings.directory().toString(), within, closed).check();
    try (Stream<Path> files = Files.list(settings.directory())) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> file.getFileName().toString())
          .filter(name -> settings.format(name).isPresent())
          .sorted()
          .toList();
    } catch (IOException e) {
      throw FileTrouble.of("directory=" + settings.directory(), e);
    }
  }

  @Override
  public Dataset dataset(DatasetSpec spec) {
    return new FileDataset(FileSource.of(spec, settings, closed));
  }

  /** Running calls look at this often; there is nothing else to end. */
  @Override
  public void close(Duration grace) {
    closed.countDown();
  }

  /** Without the files' names or contents. */
  @Override
  public String toString() {
    return FileDropProvider.TYPE + "[" + settings.directory() + "]";
  }
}
