package io.syncline.http.replay;

import java.io.Closeable;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/**
 * A file that exchanges are appended to. Each is written over the file's end together with a new
 * end, so that the file is whole after every one. Its owner alone may read it, where the file
 * system knows owners. Thread-safe.
 */
final class HarFile implements Closeable {

  private static final byte[] TAIL = bytes("\n    ]\n  }\n}\n");
  private static final String INDENT = "\n      ";

  private final RandomAccessFile file;
  private int exchanges;

  private HarFile(RandomAccessFile file, int exchanges) {
    this.file = file;
    this.exchanges = exchanges;
  }

  /**
   * Makes the file, or goes on with one that was made so.
   *
   * @param opened when the adapter was, whether it exchanges anything or not
   */
  static HarFile open(Path path, Instant opened) {
    try {
      boolean isNew = !Files.exists(path) || Files.size(path) == 0;
      if (!Files.exists(path)) {
        create(path);
      }
      int exchanges = isNew ? 0 : counted(path);
      return new HarFile(opened(path, isNew, opened), exchanges);
    } catch (IOException e) {
      throw Taping.invalid("record", "must be a file that can be written: " + path);
    }
  }

  private static void create(Path path) throws IOException {
    if (path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Files.createFile(
          path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    } else {
      Files.createFile(path);
    }
  }

  private static int counted(Path path) throws IOException {
    int[] count = {0};
    Optional<String> flaw = Har.read(path, (entry, offset) -> count[0]++);
    if (flaw.isPresent()) {
      throw Taping.invalid(
          "record", "must be a new file, or a recording, but " + flaw.get() + ": " + path);
    }
    return count[0];
  }

  private static RandomAccessFile opened(Path path, boolean isNew, Instant opened)
      throws IOException {
    RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw");
    boolean good = false;
    try {
      if (!locked(file)) {
        throw Taping.invalid("record", "must not be written by another adapter: " + path);
      }
      if (isNew) {
        file.write(head(opened));
        file.write(TAIL);
      } else if (!endsWell(file)) {
        throw Taping.invalid("record", "must end as recordings do: " + path);
      }
      good = true;
      return file;
    } finally {
      if (!good) {
        file.close();
      }
    }
  }

  private static byte[] head(Instant opened) {
    return bytes(
        """
        {
          "log" : {
            "version" : "1.2",
            "creator" : { "name" : "Syncline", "version" : "1" },
            "_opened" : "%s",
            "entries" : ["""
            .formatted(opened));
  }

  /** The lock goes with the file. */
  private static boolean locked(RandomAccessFile file) throws IOException {
    try {
      FileLock lock = file.getChannel().tryLock();
      return lock != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  private static boolean endsWell(RandomAccessFile file) throws IOException {
    byte[] end = new byte[TAIL.length];
    file.seek(Math.max(0, file.length() - TAIL.length));
    file.readFully(end);
    return Arrays.equals(end, TAIL);
  }

  /** Whether there was room for it. */
  synchronized boolean append(HarEntry entry) throws IOException {
    if (exchanges >= Har.MAX_EXCHANGES) {
      return false;
    }
    String text = Har.MAPPER.writeValueAsString(entry.json()).replace("\r", "");
    String before = exchanges == 0 ? INDENT : "," + INDENT;
    byte[] bytes = bytes(before + text.replace("\n", INDENT));
    byte[] whole = Arrays.copyOf(bytes, bytes.length + TAIL.length);
    System.arraycopy(TAIL, 0, whole, bytes.length, TAIL.length);
    file.seek(file.length() - TAIL.length);
    file.write(whole);
    exchanges++;
    return true;
  }

  @Override
  public synchronized void close() throws IOException {
    file.close();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
