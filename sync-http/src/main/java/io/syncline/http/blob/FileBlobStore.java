package io.syncline.http.blob;

import io.syncline.model.LargeObject;
import io.syncline.spi.BlobException;
import io.syncline.spi.BlobStore;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Contents as files of a folder, each named by its digest alone: {@code ab/ab01...}. A name that a
 * service gives to a content is never part of a path. Several processes may share the folder.
 *
 * <p>What is put becomes a file of its own first, is forced to the disk, and then takes its name at
 * once. A file's time is when its content was last put, so a host may delete files by their age: a
 * content that is needed again is fetched again. What a crash left half is deleted after a day.
 */
public final class FileBlobStore implements BlobStore {

  /** How old a file that never took its name must be to be deleted. */
  static final Duration LEFT_OVER = Duration.ofDays(1);

  private static final int FOLDER_DIGITS = 2;

  private final Path folder;
  private final Path incoming;
  private final InstantSource clock;

  private FileBlobStore(Path folder, InstantSource clock) {
    this.folder = folder;
    this.incoming = folder.resolve("incoming");
    this.clock = clock;
  }

  /**
   * Makes the folder where it is not there.
   *
   * @throws BlobException where it cannot be made or read
   */
  public static BlobStore in(Path folder, InstantSource clock) {
    FileBlobStore store = new FileBlobStore(folder.toAbsolutePath().normalize(), clock);
    try {
      Files.createDirectories(store.incoming);
      store.deleteLeftOvers();
    } catch (IOException e) {
      throw store.failed(e);
    }
    return store;
  }

  private void deleteLeftOvers() throws IOException {
    Instant before = clock.instant().minus(LEFT_OVER);
    List<Path> files;
    try (Stream<Path> all = Files.list(incoming)) {
      files = all.filter(file -> file.toString().endsWith(Spooled.SUFFIX)).toList();
    }
    for (Path file : files) {
      if (isOlder(file, before)) {
        Files.deleteIfExists(file);
      }
    }
  }

  private static boolean isOlder(Path file, Instant before) throws IOException {
    try {
      return Files.getLastModifiedTime(file).toInstant().isBefore(before);
    } catch (NoSuchFileException e) {
      return false; // another process was done with it
    }
  }

  @Override
  public Optional<InputStream> open(LargeObject wanted) {
    try {
      return holds(wanted)
          ? Optional.of(new Verified(Files.newInputStream(file(wanted)), wanted, () -> {}))
          : Optional.empty();
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw failed(e);
    }
  }

  @Override
  public boolean holds(LargeObject content) {
    try {
      return Files.size(file(content)) == content.length();
    } catch (NoSuchFileException e) {
      return false;
    } catch (IOException e) {
      throw failed(e);
    }
  }

  @Override
  public Optional<LargeObject> put(InputStream content, long mostBytes) throws IOException {
    Optional<Spooled> spooled = Spooled.of(content, mostBytes, incoming);
    if (spooled.isEmpty()) {
      return Optional.empty();
    }
    try (Spooled whole = spooled.get()) {
      keep(whole);
      return Optional.of(whole.content());
    } catch (IOException e) {
      throw failed(e);
    }
  }

  private void keep(Spooled whole) throws IOException {
    Path file = file(whole.content());
    if (makeFolder(file.resolveSibling(""))) {
      force(folder);
    }
    Files.setLastModifiedTime(whole.file(), FileTime.from(clock.instant()));
    try {
      Files.move(whole.file(), file, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      throw new IOException("must rename files at once: " + folder, e);
    }
    force(file.resolveSibling(""));
  }

  private static boolean makeFolder(Path one) throws IOException {
    try {
      Files.createDirectory(one);
      return true;
    } catch (FileAlreadyExistsException e) {
      return false;
    }
  }

  /** Makes a new name last; Windows opens no folder so, and needs it not. */
  private static void force(Path one) throws IOException {
    if (one.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      try (FileChannel channel = FileChannel.open(one, StandardOpenOption.READ)) {
        channel.force(true);
      }
    }
  }

  /** A digest has no other characters than hexadecimal digits. */
  private Path file(LargeObject content) {
    String digest = content.digest();
    return folder.resolve(digest.substring(0, FOLDER_DIGITS)).resolve(digest);
  }

  private BlobException failed(IOException e) {
    return new BlobException("must be readable and writable: folder=" + folder + ": " + e);
  }

  @Override
  public void close() {}

  @Override
  public String toString() {
    return "FileBlobStore[" + folder + "]";
  }
}
