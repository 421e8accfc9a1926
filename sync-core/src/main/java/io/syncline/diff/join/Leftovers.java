package io.syncline.diff.join;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Removes the spill folders of processes that ended without doing so.
 *
 * <p>A folder is alive while its lock is held. That is asked of folders of other processes only: a
 * process that opens and closes a file loses its own lock on it, as POSIX has it, so the folders of
 * this process are told by their names, which begin with its number and when it started, and left
 * alone. A folder without a lock file is either about to be locked or about to be gone; it is
 * removed only if it is empty, in which case its maker makes another.
 */
final class Leftovers {

  private static final String PREFIX = "syncline-diff-";

  private Leftovers() {}

  /** How the names of this process's folders begin. */
  static String ours() {
    ProcessHandle self = ProcessHandle.current();
    long started = self.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
    return PREFIX + self.pid() + "-" + Long.toString(started, Character.MAX_RADIX) + "-";
  }

  /** Removes what can be removed; what belongs to another user stays. */
  static void remove(Path parent) {
    String ours = ours();
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(parent, PREFIX + "*")) {
      for (Path folder : folders) {
        if (!String.valueOf(folder.getFileName()).startsWith(ours)) {
          removeDead(folder);
        }
      }
    } catch (IOException e) {
      // Not to be listed: whoever spills here will be told why.
      return;
    }
  }

  private static void removeDead(Path folder) {
    try {
      if (Files.notExists(folder.resolve(SpillFolder.LOCK))) {
        Files.delete(folder);
        return;
      }
      try (FileChannel lock = lock(folder)) {
        if (lock != null) {
          empty(folder);
        }
      }
    } catch (IOException e) {
      // Another user's, or another diff removes it at this moment: not ours to complain about.
      return;
    }
  }

  /**
   * Locks a folder until the channel is closed; null where another has it, or has just removed it.
   */
  static @Nullable FileChannel lock(Path folder, OpenOption... more) throws IOException {
    Path file = folder.resolve(SpillFolder.LOCK);
    FileChannel channel;
    try {
      channel = FileChannel.open(file, options(more));
    } catch (NoSuchFileException e) {
      return null;
    }
    boolean held = false;
    try {
      held = channel.tryLock() != null && Files.exists(file);
    } catch (OverlappingFileLockException e) {
      // Held by this process, under another name of the folder: alive.
      return null;
    } finally {
      if (!held) {
        channel.close();
      }
    }
    return held ? channel : null;
  }

  private static Set<OpenOption> options(OpenOption... more) {
    Set<OpenOption> options = new HashSet<>(Set.of(more));
    options.add(StandardOpenOption.WRITE);
    return options;
  }

  /**
   * Removes a folder that is locked by the caller: the lock last, so that a rest is found again.
   */
  static void empty(Path folder) throws IOException {
    Path lock = folder.resolve(SpillFolder.LOCK);
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        if (!file.equals(lock)) {
          Files.deleteIfExists(file);
        }
      }
    }
    Files.deleteIfExists(lock);
    Files.deleteIfExists(folder);
  }
}
