package io.syncline.diff.join;

import io.syncline.diff.DiffException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where one diff keeps what does not fit in memory: a folder that only its owner may look into,
 * made when the first file is, removed with all files on {@link #close}.
 *
 * <p>Whoever works in a folder holds a lock on the file {@value #LOCK} in it, which the system
 * takes away when the process ends, however it ends. So a folder whose lock can be had was left
 * behind; see {@link Leftovers}. A folder is not its owner's before the lock is held and still
 * there: until then it may be taken for a leftover, and another is made.
 */
final class SpillFolder implements AutoCloseable {

  static final String LOCK = "lock";

  private static final int ATTEMPTS = 100;

  private final Path parent;
  private final long fingerprint;
  private final List<SpillFile> files = new ArrayList<>();
  private @Nullable Path folder;
  private @Nullable FileChannel lock;
  private long bytes;
  private int made;

  SpillFolder(Path parent, long fingerprint) {
    this.parent = parent;
    this.fingerprint = fingerprint;
  }

  /** How many bytes were written, in all files. */
  long bytes() {
    return bytes;
  }

  /** How many files were made. */
  int made() {
    return made;
  }

  /**
   * A new file.
   *
   * @throws DiffException where none can be written here
   */
  SpillFile create() {
    try {
      if (folder == null) {
        folder = claim();
      }
      SpillFile file = new SpillFile(this, folder.resolve(Integer.toString(made)), fingerprint);
      made++;
      files.add(file);
      return file;
    } catch (IOException e) {
      throw SpillFile.failed("spill rows to", folder == null ? parent : folder, e);
    }
  }

  private Path claim() throws IOException {
    for (int i = 0; i < ATTEMPTS; i++) {
      Path made = Files.createTempDirectory(parent, Leftovers.ours());
      FileChannel channel = Leftovers.lock(made, StandardOpenOption.CREATE);
      if (channel != null) {
        lock = channel;
        return made;
      }
    }
    throw new IOException("every folder was taken for a leftover: attempts=" + ATTEMPTS);
  }

  void wrote(long more) {
    bytes += more;
  }

  void forget(SpillFile file) {
    files.remove(file);
  }

  /**
   * Removes all files.
   *
   * @throws DiffException where that is not possible; the next diff tries again
   */
  @Override
  public void close() {
    if (folder == null) {
      return;
    }
    try {
      for (SpillFile file : List.copyOf(files)) {
        file.delete();
      }
    } finally {
      remove(folder);
    }
  }

  private void remove(Path made) {
    try (FileChannel held = lock) {
      Leftovers.empty(made);
    } catch (IOException e) {
      throw SpillFile.failed("remove", made, e);
    }
  }
}
