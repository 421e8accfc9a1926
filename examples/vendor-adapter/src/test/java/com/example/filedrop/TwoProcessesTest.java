package com.example.filedrop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.example.filedrop.file.Call;
import com.example.filedrop.file.DataFile;
import com.example.filedrop.file.Lease;
import com.example.filedrop.file.Replacement;
import io.syncline.model.NativeKey;
import io.syncline.model.Row;
import io.syncline.model.Value;
import io.syncline.spi.AdapterException;
import io.syncline.spi.Image;
import io.syncline.spi.Limits;
import io.syncline.spi.PointRead;
import io.syncline.spi.Precondition;
import io.syncline.spi.Write;
import io.syncline.spi.WriteKind;
import io.syncline.spi.WriteOutcome;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One file, and another process that locks it, writes it, or dies over it. */
class TwoProcessesTest {

  private static final String HEAP = "-Xmx64m";
  private static final int ROUNDS = 40;
  private static final int ROWS = 2_000;

  @TempDir private Path folder;

  /** Holds the lock until it is told to end. */
  static final class Holder {
    public static void main(String[] arguments) throws Exception {
      DataFile file = new DataFile(Path.of(arguments[0]));
      try (Lease lease = lease(file)) {
        Forked.out().println("held");
        assertThat(System.in.read()).isNegative();
      }
    }
  }

  private static Lease lease(DataFile file) throws Exception {
    Call call = Call.of("a.csv", Drop.WITHIN, new CountDownLatch(1));
    return Lease.take(file, Lease.Mode.EXCLUSIVE, call, Drop.WITHIN).orElseThrow();
  }

  @Test
  void aLockOfAnotherProcessIsRespected() throws Exception {
    Path file = folder.resolve("a.csv");
    try (Drop drop = Drop.of(file, "id,name\n1,a\n", Map.of("lockWait", "PT0.2S"));
        Forked holder = Forked.start(Holder.class, HEAP, file.toString())) {
      holder.await("held");

      assertThatThrownBy(() -> drop.read("1"))
          .isInstanceOf(AdapterException.Unreachable.class)
          .hasMessage("locked by another: dataset=a.csv");
      assertThat(drop.write(drop.update("1", Map.of("name", "b"))))
          .containsExactly(
              new WriteOutcome.Unavailable(Duration.ofSeconds(1), "locked by another"));
      assertThat(drop.text()).isEqualTo("id,name\n1,a\n");

      holder.kill();
      assertThat(drop.write(drop.update("1", Map.of("name", "b"))).get(0))
          .as("a lock does not outlive its process")
          .isInstanceOf(WriteOutcome.Applied.class);
    }
  }

  @Test
  void theDeadlineOfTheCallEndsTheWaitForALock() throws Exception {
    Path file = folder.resolve("a.csv");
    try (Drop drop = Drop.of(file, "id,name\n1,a\n", Map.of("lockWait", "PT1M"));
        Forked holder = Forked.start(Holder.class, HEAP, file.toString())) {
      holder.await("held");
      Limits soon = new Limits(1, Duration.ofMillis(100));

      assertThatThrownBy(() -> drop.dataset().scanner().orElseThrow().start(soon))
          .isInstanceOf(AdapterException.DeadlineExceeded.class)
          .hasMessage("must end within the time limit of the call: dataset=a.csv");
      assertThat(
              drop.dataset().writer().orElseThrow().write(List.of(drop.delete("1")), soon.within()))
          .containsExactly(
              new WriteOutcome.Unavailable(
                  Duration.ofSeconds(1),
                  "must end within the time limit of the call: dataset=a.csv"));
    }
  }

  /** Adds one to a counter again and again, each time on condition of the version. */
  static final class Counter {
    public static void main(String[] arguments) {
      try (Drop drop = Drop.on(Path.of(arguments[0]), Map.of())) {
        for (int i = 0; i < ROUNDS; ) {
          i += isCounted(drop, "c" + arguments[1] + "-" + i) ? 1 : 0;
        }
        Forked.out().println("counted");
      }
    }
  }

  private static boolean isCounted(Drop drop, String id) {
    Image image = ((PointRead.Found) drop.read("1")).image();
    int count = Integer.parseInt(image.row().get("count").orElseThrow().toString());
    WriteOutcome outcome =
        drop.write(
                new Write(
                    id,
                    WriteKind.UPDATE,
                    Optional.of(NativeKey.of("1")),
                    Row.of("count", Value.of(Integer.toString(count + 1))),
                    new Precondition.VersionIs(image.version().orElseThrow()),
                    false))
            .get(0);
    return outcome instanceof WriteOutcome.Applied;
  }

  @Test
  void twoProcessesThatCountLoseNothing() throws Exception {
    Path file = Files.writeString(folder.resolve("a.csv"), "id,count\n1,0\n");
    try (Forked first = Forked.start(Counter.class, HEAP, file.toString(), "a");
        Forked second = Forked.start(Counter.class, HEAP, file.toString(), "b")) {
      first.await("counted");
      second.await("counted");
    }

    assertThat(Files.readString(file)).isEqualTo("id,count\n1," + 2 * ROUNDS + "\n");
  }

  /** Dies when its copy is whole and on disk, and not yet in the file's place. */
  static final class Dying {
    public static void main(String[] arguments) throws Exception {
      DataFile file = new DataFile(Path.of(arguments[0]));
      try (Lease lease = lease(file);
          Replacement copy = Replacement.of(file)) {
        copy.append("id,name\n9,z\n".getBytes(StandardCharsets.UTF_8));
        copy.prepare();
        Runtime.getRuntime().halt(7);
      }
    }
  }

  @Test
  void aProcessThatDiesBeforeTheRenameLeavesTheOldFile() throws Exception {
    Path file = folder.resolve("a.csv");
    try (Drop drop = Drop.of(file, "id,name\n1,a\n");
        Forked dying = Forked.start(Dying.class, HEAP, file.toString())) {
      assertThat(dying.end()).isEqualTo(7);

      assertThat(folder.resolve("a.csv.tmp")).hasContent("id,name\n9,z\n");
      assertThat(Drop.keys(drop.scan(10))).containsExactly("1");
      assertThat(drop.write(drop.create(Map.of("id", "2"))).get(0))
          .isInstanceOf(WriteOutcome.Applied.class);
      assertThat(drop.text()).isEqualTo("id,name\n1,a\n2,\n");
      assertThat(folder.resolve("a.csv.tmp")).doesNotExist();
    }
  }

  /** Writes the same text into two records of each batch, at either end of the file. */
  static final class Restless {
    public static void main(String[] arguments) {
      try (Drop drop = Drop.on(Path.of(arguments[0]), Map.of())) {
        for (int i = 0; true; i++) {
          Map<String, String> fields = Map.of("name", "n" + i);
          drop.write(drop.update("0", fields), drop.update("" + (ROWS - 1), fields));
          Forked.out().println("round " + i);
        }
      }
    }
  }

  @Test
  void aProcessThatIsKilledAtAnyMomentLeavesAWholeFile() throws Exception {
    long seed = 20_240_229;
    Random random = new Random(seed);
    Path file = folder.resolve("a.csv");
    String rows = IntStream.range(0, ROWS).mapToObj(i -> i + ",n\n").collect(Collectors.joining());
    try (Drop drop = Drop.of(file, "id,name\n" + rows)) {
      for (int i = 0; i < 4; i++) {
        try (Forked restless = Forked.start(Restless.class, HEAP, file.toString())) {
          restless.await("round " + (1 + random.nextInt(20)));
          restless.kill();
        }

        List<String> keys = Drop.keys(drop.scan(500));
        assertThat(keys).as("seed=%s, kill %s", seed, i).hasSize(ROWS);
        assertThat(drop.row("0").get("name"))
            .as("a batch is there as a whole, seed=%s, kill %s", seed, i)
            .isEqualTo(drop.row("" + (ROWS - 1)).get("name"));
      }
    }
  }
}
