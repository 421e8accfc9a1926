package io.syncline.diff.join;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.diff.DiffException;
import io.syncline.diff.DiffLimits;
import io.syncline.diff.DiffWatch;
import io.syncline.packed.PackedSchema;
import io.syncline.packed.RowDigest;
import io.syncline.packed.Slab;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class SpillFileTest {

  private static final PackedSchema SCHEMA = Sample.NAMED;
  private static final int ROWS = 200;

  @TempDir Path folder;

  private Work work;
  private SpillFile file;
  private long size;

  @BeforeEach
  void spill() throws IOException {
    work =
        Work.of(
            SCHEMA,
            DiffLimits.defaults().withSpillFolder(folder),
            DiffWatch.none(),
            RowDigest::of,
            Budget.SMALL.memory(SCHEMA));
    file = work.folder().create();
    Slab slab = new Slab(SCHEMA, 4 << 10);
    RowListCursor rows = new RowListCursor(SCHEMA, new Sample(SCHEMA, new Random(1)).rows(ROWS));
    for (rows.read(slab); !slab.isEmpty(); rows.read(slab)) {
      file.write(slab);
    }
    file.seal();
    size = Files.size(file.path());
  }

  @AfterEach
  void removeFiles() {
    work.close();
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void rowsAreReadAsTheyWereWritten() {
    assertThat(read()).isEqualTo(ROWS);
  }

  @Test
  void aFileThatWasCutOffIsRefused() throws IOException {
    byte[] whole = Files.readAllBytes(file.path());
    for (long bytes : new long[] {0, 10, SpillFile.HEADER, SpillFile.HEADER + 5, size - 1}) {
      try (FileChannel channel = FileChannel.open(file.path(), StandardOpenOption.WRITE)) {
        channel.truncate(bytes);
      }

      assertRefused("cut off");
      Files.write(file.path(), whole);
    }
  }

  @Test
  void aFileOfAnotherFormatOrSchemaIsRefused() throws IOException {
    for (int place : new int[] {0, Long.BYTES + 3, SpillFile.HEADER - 1}) {
      flip(place);

      assertRefused("another format or schema");
      flip(place);
    }
  }

  @Test
  void changedBytesAreRefused() throws IOException {
    flip(SpillFile.HEADER + SpillFile.BLOCK_HEADER + 7);
    assertRefused("other bytes than were written");

    flip(SpillFile.HEADER);
    assertRefused("no block of rows where one should be");
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void aFullDiskIsToldWithTheFile() throws IOException {
    SpillFile full = new SpillFile(work.folder(), Path.of("/dev/full"), SCHEMA.fingerprint());
    Slab slab = new Slab(SCHEMA);
    new RowListCursor(SCHEMA, new Sample(SCHEMA, new Random(1)).rows(1)).read(slab);

    assertThatThrownBy(() -> full.write(slab))
        .isInstanceOf(DiffException.class)
        .hasMessageStartingWith("cannot spill rows to /dev/full: ")
        .hasRootCauseInstanceOf(IOException.class);
    full.seal();
  }

  private void assertRefused(String found) {
    assertThatThrownBy(this::read)
        .isInstanceOf(DiffException.class)
        .hasMessage("must be as it was written: file=" + file.path() + " found=" + found);
  }

  private int read() {
    int rows = 0;
    try (SpillWalk walk = new SpillWalk(file, work)) {
      while (walk.next()) {
        rows++;
      }
    }
    return rows;
  }

  private void flip(int place) throws IOException {
    try (FileChannel channel =
        FileChannel.open(file.path(), StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      ByteBuffer one = ByteBuffer.allocate(1);
      channel.read(one, place);
      one.put(0, (byte) (one.get(0) ^ 0x80)).flip();
      channel.write(one, place);
    }
  }
}
