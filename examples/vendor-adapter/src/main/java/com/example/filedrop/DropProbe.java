package com.example.filedrop;

import com.example.filedrop.json.SideFile;
import io.syncline.spi.Adapter.Probe;
import io.syncline.spi.AdapterException;
import io.syncline.spi.Health;
import io.syncline.spi.Health.Check;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Looks whether the directory can be used as it is meant; changes nothing in it. */
record DropProbe(DropSettings settings, FileDrop drop) {

  Health look(Probe depth, Duration within) {
    long start = System.nanoTime();
    Path directory = settings.directory();
    List<Check> checks = new ArrayList<>();
    boolean isThere = Files.isDirectory(directory);
    checks.add(
        check("directory", isThere, "cannot reach, there is no such directory: " + directory));
    Duration latency = Duration.ofNanos(System.nanoTime() - start);
    if (isThere && depth != Probe.ALIVE) {
      checks.add(check("read", Files.isReadable(directory), "no right to read: " + directory));
    }
    if (isThere && depth == Probe.DEEP) {
      checks.add(check("write", Files.isWritable(directory), "no right to write: " + directory));
    }
    if (checks.stream().allMatch(Check::good) && depth == Probe.DEEP) {
      drop.datasets(within).forEach(name -> checks.add(dataset(name)));
    }
    return new Health(checks, latency);
  }

  /** A side file that is wrong is found here, not at the first sync. */
  private Check dataset(String name) {
    try {
      SideFile.read(settings.directory().resolve(name + FileSource.SIDE_FILE));
      return new Check(name, true, "");
    } catch (AdapterException.ConfigInvalid | IOException e) {
      return new Check(name, false, e.toString());
    }
  }

  private static Check check(String name, boolean good, String otherwise) {
    return new Check(name, good, good ? "" : otherwise);
  }
}
