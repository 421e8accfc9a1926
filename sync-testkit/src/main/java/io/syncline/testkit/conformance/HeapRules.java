package io.syncline.testkit.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.spi.ChangeFeed;
import io.syncline.spi.Cursor;
import io.syncline.testkit.conformance.Abilities.Load;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** That an adapter streams. */
final class HeapRules {

  private static final int RECORDS = 100_000;
  private static final String HEAP = "-Xmx64m";

  private HeapRules() {}

  static List<Rule> all() {
    return List.of(
        Rule.required(
            "OP-03", "a feed of 100,000 records fits a 64 MiB heap", HeapRules::fitsASmallHeap));
  }

  /** Of a dataset that is only listed, the listing. */
  private static void fitsASmallHeap(Bench bench) {
    Load load = Skipped.unlessAble(bench.can().load(), "make very many records");
    Configured configured =
        bench
            .subject()
            .configured()
            .orElseThrow(
                () -> Skipped.because("opened in code only, which no other process can repeat"));
    Optional<Cursor> from = bench.dataset().changeFeed().map(ChangeFeed::latest);
    try {
      load.create(RECORDS);
      String said = read(order(bench, configured, from));
      assertThat(said.lines().filter(line -> line.startsWith(SmallHeap.RECORDS)))
          .as("%s records must be read in a heap of 64 MiB; the process said: %s", RECORDS, said)
          .singleElement()
          .satisfies(
              line ->
                  assertThat(Long.parseLong(line.substring(SmallHeap.RECORDS.length())))
                      .as("records that were read in a heap of 64 MiB")
                      .isGreaterThanOrEqualTo(RECORDS));
    } finally {
      load.remove();
    }
  }

  private static SmallHeapOrder order(Bench bench, Configured configured, Optional<Cursor> from) {
    return new SmallHeapOrder(
        configured.provider().type(),
        configured.settings(),
        configured.secrets(),
        bench.subject().dataset(),
        RECORDS,
        bench.limits().call(),
        from);
  }

  /** What the process printed, its errors too. */
  private static String read(SmallHeapOrder order) {
    try {
      Process process =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  HEAP,
                  "-XX:+ExitOnOutOfMemoryError",
                  "-cp",
                  System.getProperty("java.class.path"),
                  SmallHeap.class.getName())
              .redirectErrorStream(true)
              .start();
      try {
        try (Writer out = process.outputWriter(StandardCharsets.UTF_8)) {
          order.write(out);
        }
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      } finally {
        process.destroyForcibly();
      }
    } catch (IOException e) {
      throw new UncheckedIOException("a process must be able to start", e);
    }
  }
}
