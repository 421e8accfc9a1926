package io.syncline.jdbc.store;

import static io.syncline.jdbc.store.Committer.BATCH;
import static io.syncline.jdbc.store.Committer.CRM;
import static io.syncline.jdbc.store.Committer.CUSTOMER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.model.NativeKey;
import io.syncline.model.RecordId;
import io.syncline.store.Flag;
import io.syncline.store.StateStore;
import io.syncline.store.StoreException;
import io.syncline.store.StoreView;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("once")
class SqliteKillTest {

  private static final int KILLS = 10;
  private static final long SEED = 4711;

  @TempDir private Path folder;

  /** Which store: see {@link Committer#open}. */
  String kind() {
    return "sqlite";
  }

  @Test
  void everyCommitThatReturnedSurvivesAKillAndNoneIsHalfThere() throws Exception {
    Path file = folder.resolve("state.db");
    Random random = new Random(SEED);

    for (int kill = 0; kill < KILLS; kill++) {
      long printed = commitUntilKilled(file, 1 + random.nextInt(40), random.nextInt(3_000));

      assertWhole(file, printed);
    }
  }

  @Test
  void anotherProcessIsKeptOutForAsLongAsTheFirstLives() throws Exception {
    Path file = folder.resolve("state.db");
    Process program = start(file);
    assertThat(program.getInputStream().read()).isEqualTo('1');

    assertThatThrownBy(() -> Committer.open(kind(), file))
        .isInstanceOf(StoreException.class)
        .hasMessageStartingWith("must belong to one hub, and another one has it");

    program.destroyForcibly().waitFor();
    Committer.open(kind(), file).close();
  }

  private Process start(Path file) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            Committer.class.getName(),
            kind(),
            file.toString())
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  /** The number of the last batch that the program said was committed. */
  private long commitUntilKilled(Path file, int batches, int moreMicros)
      throws IOException, InterruptedException {
    Process program = start(file);
    long last = 0;
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(program.getInputStream(), StandardCharsets.UTF_8))) {
      for (int line = 0; line < batches; line++) {
        last = Long.parseLong(lines.readLine());
      }
      long until = System.nanoTime() + 1_000L * moreMicros;
      while (System.nanoTime() < until) {
        Thread.onSpinWait();
      }
      program.toHandle().destroyForcibly(); // the process would close what it printed, too
      program.waitFor();
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        last = Math.max(last, number(line, last));
      }
    }
    return last;
  }

  /** A kill can cut the last line short, which then tells of no commit. */
  private static long number(String line, long last) {
    return line.length() < Long.toString(last).length() ? last : Long.parseLong(line);
  }

  private void assertWhole(Path file, long printed) {
    try (StateStore store = Committer.open(kind(), file);
        StoreView view = store.view()) {
      long records = BATCH * view.count();
      List<RecordId> ids = LongStream.rangeClosed(1, records).mapToObj(RecordId::new).toList();
      List<NativeKey> keys = LongStream.rangeClosed(1, records).mapToObj(Committer::key).toList();

      assertThat(view.count()).isGreaterThanOrEqualTo(printed);
      assertThat(view.countRecords(CUSTOMER)).isEqualTo(records);
      assertThat(view.records(CUSTOMER, 0, Integer.MAX_VALUE)).isEqualTo(ids);
      assertThat(view.linked(CUSTOMER, CRM, keys)).hasSize(keys.size());
      assertThat(view.flagged(Flag.PENDING, CUSTOMER, CRM, 0, Integer.MAX_VALUE)).isEqualTo(ids);
      view.load(CUSTOMER, ids)
          .forEach((id, record) -> assertThat(record).isEqualTo(Committer.record(id.value())));
    }
  }
}
