package com.example.filedrop;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.model.Value;
import io.syncline.spi.Limits;
import io.syncline.spi.ScanPage;
import io.syncline.spi.Scanner;
import io.syncline.spi.Write;
import io.syncline.spi.WriteOutcome;
import java.io.BufferedWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file that is larger than the heap of the process that reads and writes it. */
class HugeFileTest {

  private static final int ROWS = 200_000;
  private static final int HEAP_MEBIBYTES = 64;
  private static final String FILLING = "x".repeat(350);

  @TempDir private Path folder;

  /** Lists all, writes a batch, and reads it back. */
  static final class Worker {
    public static void main(String[] arguments) {
      try (Drop drop = Drop.on(Path.of(arguments[0]), Map.of())) {
        Forked.out().println("listed " + listed(drop));
        List<Write> writes = new ArrayList<>();
        for (int i = 0; i < FileDataset.MOST_WRITES; i++) {
          writes.add(drop.update("" + i * (ROWS / FileDataset.MOST_WRITES), Map.of("name", "new")));
        }
        List<WriteOutcome> outcomes = drop.write(writes.toArray(Write[]::new));
        Forked.out()
            .println(
                "written "
                    + outcomes.stream().filter(WriteOutcome.Applied.class::isInstance).count());
        Forked.out().println("read " + drop.row("0").get("name").map(Value::toString).orElse("?"));
      }
    }

    private static int listed(Drop drop) {
      Limits limits = new Limits(5_000, Drop.WITHIN);
      Scanner scanner = drop.dataset().scanner().orElseThrow();
      ScanPage page = scanner.start(limits);
      int count = page.entries().size();
      while (page.next().isPresent()) {
        page = scanner.resume(page.next().get(), limits);
        count += page.entries().size();
      }
      return page.complete() ? count : -count;
    }
  }

  @Test
  void aFileLargerThanTheHeapIsListedAndWritten() throws Exception {
    Path file = folder.resolve("huge.csv");
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      out.write("id,name,filling\n");
      for (int i = 0; i < ROWS; i++) {
        out.write(i + ",old," + FILLING + "\n");
      }
    }
    assertThat(Files.size(file)).isGreaterThan(HEAP_MEBIBYTES * 1024L * 1024);

    try (Forked worker =
        Forked.start(Worker.class, "-Xmx" + HEAP_MEBIBYTES + "m", file.toString())) {
      assertThat(worker.await("listed")).isEqualTo("listed " + ROWS);
      assertThat(worker.await("written")).isEqualTo("written " + FileDataset.MOST_WRITES);
      assertThat(worker.await("read")).isEqualTo("read new");
      assertThat(worker.end()).isZero();
    }
    try (var lines = Files.lines(file)) {
      assertThat(lines.filter(line -> line.contains(",new,")).count())
          .isEqualTo(FileDataset.MOST_WRITES);
    }
  }
}
