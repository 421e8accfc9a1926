package io.syncline.http.blob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.model.LargeObject;
import io.syncline.model.SystemClock;
import io.syncline.spi.BlobException;
import io.syncline.spi.BlobStore;
import io.syncline.spi.Settings;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileBlobStoreTest extends BlobStoreContract {

  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  @TempDir private Path folder;
  private BlobStore store;

  @BeforeEach
  void open() {
    store = FileBlobStore.in(folder.resolve("blobs"), SystemClock.get());
  }

  @Override
  BlobStore store() {
    return store;
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile).toList();
    }
  }

  @Override
  long kept() throws IOException {
    return files().size();
  }

  @Override
  void damage(LargeObject content) throws IOException {
    Path file = files().get(0);
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length / 2] ^= 1;
    Files.write(file, bytes);
  }

  @Test
  void aFileIsNamedByItsDigestAlone() throws IOException {
    LargeObject stored = store.put(new ByteArrayInputStream(bytes(10)), 10).orElseThrow();

    String digest = stored.digest();
    assertThat(files())
        .containsExactly(folder.resolve("blobs").resolve(digest.substring(0, 2)).resolve(digest));
  }

  @Test
  void whatIsPutAgainIsYoungAgain() throws IOException {
    InstantSource[] clock = {InstantSource.fixed(NOW)};
    try (BlobStore dated = FileBlobStore.in(folder, () -> clock[0].instant())) {
      dated.put(new ByteArrayInputStream(bytes(10)), 10);
      assertThat(Files.getLastModifiedTime(files().get(0)).toInstant()).isEqualTo(NOW);
      clock[0] = InstantSource.fixed(NOW.plusSeconds(60));

      dated.put(new ByteArrayInputStream(bytes(10)), 10);

      assertThat(Files.getLastModifiedTime(files().get(0)).toInstant())
          .isEqualTo(NOW.plusSeconds(60));
    }
  }

  @Test
  void whatACrashLeftIsDeletedAfterADay() throws IOException {
    Path incoming = folder.resolve("blobs").resolve("incoming");
    Path old = Files.createFile(incoming.resolve("syncline-1.part"));
    Path young = Files.createFile(incoming.resolve("syncline-2.part"));
    Path foreign = Files.createFile(incoming.resolve("notes.txt"));
    FileTime before = FileTime.from(NOW.minus(FileBlobStore.LEFT_OVER).minusSeconds(1));
    Files.setLastModifiedTime(old, before);
    Files.setLastModifiedTime(young, FileTime.from(NOW.minusSeconds(1)));
    Files.setLastModifiedTime(foreign, before);

    FileBlobStore.in(folder.resolve("blobs"), InstantSource.fixed(NOW)).close();

    assertThat(files()).containsExactlyInAnyOrder(young, foreign);
  }

  @Test
  void whereItsFolderIsGoneItSaysWhich() throws IOException {
    Path blobs = folder.resolve("blobs");
    Files.delete(blobs.resolve("incoming"));

    assertThatThrownBy(() -> store.put(new ByteArrayInputStream(bytes(10)), 10))
        .isInstanceOf(BlobException.class)
        .hasMessageStartingWith("must be writable: folder=" + blobs.resolve("incoming") + ": ");
  }

  @Test
  void aFileInPlaceOfItsFolderIsSaid() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));

    assertThatThrownBy(() -> FileBlobStore.in(file, SystemClock.get()))
        .isInstanceOf(BlobException.class)
        .hasMessageStartingWith("must be readable and writable: folder=" + file + ": ");
  }

  @Test
  void itsFolderMustBeGiven() {
    FileBlobStoreProvider provider = new FileBlobStoreProvider();

    assertThat(provider.validate(Settings.of(Map.of("foldr", "x"))))
        .extracting(Object::toString)
        .containsExactly(
            "folder: must be given: where the contents are kept", "foldr: must be one of [folder]");
  }
}
