package io.syncline.diff.join;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.syncline.diff.Cancellation;
import io.syncline.diff.ChangeSink;
import io.syncline.diff.DiffCancelled;
import io.syncline.diff.DiffException;
import io.syncline.diff.DiffWatch;
import io.syncline.diff.RowCursor;
import io.syncline.diff.Side;
import io.syncline.model.Row;
import io.syncline.packed.PackedSchema;
import io.syncline.packed.RowDigest;
import io.syncline.packed.Slab;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpillFolderTest {

  private static final PackedSchema SCHEMA = Sample.NUMBERED;

  private final List<Row> rows = new Sample(SCHEMA, new Random(1)).rows(5_000);

  @TempDir Path folder;

  @Test
  void aSourceThatFailsInMidSpillLeavesNoFile() {
    RowCursor failing =
        new After(
            3_000,
            () -> {
              assertThat(files()).isNotEmpty();
              throw new IllegalStateException("gone");
            });

    assertThatThrownBy(() -> diff(DiffWatch.none(), failing, none()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("gone");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void aCancelledDiffLeavesNoFile() {
    Cancellation cancellation = new Cancellation();
    DiffWatch watch = new DiffWatch((side, read) -> {}, cancellation);

    assertThatThrownBy(() -> diff(watch, new After(3_000, cancellation::cancel), none()))
        .isInstanceOf(DiffCancelled.class);
    assertThat(folder).isEmptyDirectory();
    assertThat(watch.rows(Side.LEFT)).isBetween(1L, 4_999L);
  }

  @Test
  void aDiffIsCancelledWhileItJoinsToo() {
    Cancellation cancellation = new Cancellation();
    DiffWatch watch = new DiffWatch((side, read) -> {}, cancellation);
    ChangeSink cancelling = (kind, left, l, right, r, fields) -> cancellation.cancel();

    assertThatThrownBy(() -> diff(watch, new RowListCursor(SCHEMA, List.of()), cancelling))
        .isInstanceOf(DiffCancelled.class);
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void anInterruptCancelsAndLeavesNoFile() {
    RowCursor interrupting = new After(3_000, () -> Thread.currentThread().interrupt());

    assertThatThrownBy(() -> diff(DiffWatch.none(), interrupting, none()))
        .isInstanceOf(DiffCancelled.class);
    assertThat(Thread.interrupted()).isTrue();
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void aSinkThatFailsLeavesNoFile() {
    ChangeSink failing =
        (kind, left, l, right, r, fields) -> {
          throw new IllegalStateException("full");
        };

    assertThatThrownBy(() -> diff(DiffWatch.none(), new RowListCursor(SCHEMA, List.of()), failing))
        .isInstanceOf(IllegalStateException.class);
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void onlyTheOwnerMayLookIntoTheFolder() {
    assumeThat(folder.getFileSystem().supportedFileAttributeViews()).contains("posix");
    RowCursor looking =
        new After(
            3_000,
            () ->
                assertThat(files())
                    .singleElement()
                    .satisfies(
                        made ->
                            assertThat(
                                    PosixFilePermissions.toString(
                                        Files.getPosixFilePermissions(made)))
                                .isEqualTo("rwx------")));

    diff(DiffWatch.none(), looking, none());

    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void aFolderThatIsNoneIsToldWithItsCause() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));

    assertThatThrownBy(
            () ->
                Budget.TINY
                    .diff(SCHEMA, file)
                    .run(new RowListCursor(SCHEMA, rows), new RowListCursor(SCHEMA, rows), none()))
        .isInstanceOf(DiffException.class)
        .hasMessageStartingWith("cannot spill rows to " + file + ": ")
        .hasCauseInstanceOf(IOException.class);
  }

  @Test
  void whatAKilledProcessLeftIsRemovedByTheNextAndWhatALiveOneHasIsNot() throws Exception {
    Process killed = start();
    Process live = start();
    try {
      List<Path> before = files();
      assertThat(before).hasSize(2);
      killed.destroyForcibly().waitFor();
      assertThat(files()).isEqualTo(before);

      diff(DiffWatch.none(), new RowListCursor(SCHEMA, List.of()), none());

      assertThat(files()).singleElement().satisfies(SpillFolderTest::isWhole);
      live.destroyForcibly().waitFor();
      diff(DiffWatch.none(), new RowListCursor(SCHEMA, List.of()), none());
      assertThat(folder).isEmptyDirectory();
    } finally {
      killed.destroyForcibly();
      live.destroyForcibly();
    }
  }

  private static void isWhole(Path made) throws IOException {
    assertThat(made.resolve(SpillFolder.LOCK)).exists();
    try (Stream<Path> files = Files.list(made)) {
      assertThat(files.count()).isGreaterThan(1);
    }
  }

  /** Starts another Java that stops in the middle of spilling to the folder, and waits for that. */
  private Process start() throws IOException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Spilling.class.getName(),
                folder.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    BufferedReader reader =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    assertThat(reader.readLine()).isEqualTo("spilling");
    return process;
  }

  /** Run in a Java of its own. */
  static final class Spilling {

    private Spilling() {}

    public static void main(String[] arguments) {
      SpillFolderTest test = new SpillFolderTest();
      test.folder = Path.of(arguments[0]);
      test.diff(DiffWatch.none(), test.new After(3_000, Spilling::stop), none());
    }

    private static void stop() {
      System.out.println("spilling");
      try {
        // Nobody writes here: this ends with the process that started this one, or by being killed.
        while (System.in.read() >= 0) {}
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
      Runtime.getRuntime().halt(1);
    }
  }

  @Test
  void foldersOfThisProcessAreAlive() {
    RowCursor diffing =
        new After(
            3_000,
            () -> {
              List<Path> before = files();
              diff(DiffWatch.none(), new RowListCursor(SCHEMA, List.of()), none());
              assertThat(before).hasSize(1);
              assertThat(files()).isEqualTo(before);
            });

    diff(DiffWatch.none(), diffing, none());

    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void anEmptyFolderThatWasNeverLockedIsRemoved() throws IOException {
    Files.createDirectory(folder.resolve("syncline-diff-1-0-1"));

    Leftovers.remove(folder);

    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void whatOthersPutThereStays() throws IOException {
    Path other = Files.createDirectory(folder.resolve("syncline-diff-1-0-1"));
    Files.createFile(other.resolve("no-lock"));
    Files.createDirectory(folder.resolve("other"));

    Leftovers.remove(folder);

    assertThat(files()).hasSize(2);
  }

  private void diff(DiffWatch watch, RowCursor right, ChangeSink sink) {
    Budget.SMALL
        .diff(SCHEMA, folder, RowDigest::of, watch)
        .run(new RowListCursor(SCHEMA, rows), right, sink);
  }

  private static ChangeSink none() {
    return (kind, left, l, right, r, fields) -> {};
  }

  private List<Path> files() {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The rows, with something done once so many were read. */
  private final class After implements RowCursor {

    private final RowListCursor cursor = new RowListCursor(SCHEMA, rows);
    private final int count;
    private final Runnable action;
    private int read;

    After(int count, Runnable action) {
      this.count = count;
      this.action = action;
    }

    @Override
    public void read(Slab slab) {
      cursor.read(slab);
      if (read < count && read + slab.rows() >= count) {
        action.run();
      }
      read += slab.rows();
    }

    @Override
    public void close() {}
  }
}
