package com.example.filedrop.file;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The lock of one file, held between processes by {@link FileLock} and between the threads of this
 * one by a set: where a process opens a lock file twice, closing either channel gives up the locks
 * of both, so it never does.
 */
public final class Lease implements AutoCloseable {

  /** How a lock is held. */
  public enum Mode {
    /** Beside other readers. */
    SHARED,
    /** Alone. */
    EXCLUSIVE
  }

  private static final Duration PAUSE = Duration.ofMillis(5);
  private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();

  private final Path key;
  private final FileChannel channel;

  private Lease(Path key, FileChannel channel) {
    this.key = key;
    this.channel = channel;
  }

  /**
   * The lock, or empty where another kept it for {@code wait}.
   *
   * @throws io.syncline.spi.AdapterException.DeadlineExceeded when the call's time ends first
   * @throws java.nio.file.NoSuchFileException where the file itself is not there
   * @throws AccessDeniedException where there is no lock file and none may be made
   */
  public static Optional<Lease> take(DataFile file, Mode mode, Call call, Duration wait)
      throws IOException {
    long end = System.nanoTime() + wait.toNanos();
    Path key = file.path().toRealPath();
    while (!HELD_HERE.add(key)) {
      if (System.nanoTime() > end) {
        return Optional.empty();
      }
      call.pause(PAUSE);
    }
    Optional<Lease> taken = Optional.empty();
    try {
      taken = locked(key, file.lock(), mode, call, end);
      return taken;
    } finally {
      if (taken.isEmpty()) {
        HELD_HERE.remove(key);
      }
    }
  }

  private static Optional<Lease> locked(Path key, Path lock, Mode mode, Call call, long end)
      throws IOException {
    FileChannel channel = open(lock, mode);
    boolean isHeld = false;
    try {
      while (!isHeld) {
        isHeld = tryLock(channel, mode);
        if (!isHeld && System.nanoTime() > end) {
          return Optional.empty();
        }
        if (!isHeld) {
          call.pause(PAUSE);
        }
      }
      return Optional.of(new Lease(key, channel));
    } finally {
      if (!isHeld) {
        channel.close();
      }
    }
  }

  private static FileChannel open(Path lock, Mode mode) throws IOException {
    if (mode == Mode.SHARED && Files.exists(lock)) {
      return FileChannel.open(lock, StandardOpenOption.READ);
    }
    return FileChannel.open(
        lock, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
  }

  private static boolean tryLock(FileChannel channel, Mode mode) throws IOException {
    try {
      return channel.tryLock(0, Long.MAX_VALUE, mode == Mode.SHARED) != null;
    } catch (OverlappingFileLockException e) {
      return false; // other code of this process holds it
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException("a lock cannot be given up: file=" + key, e);
    } finally {
      HELD_HERE.remove(key);
    }
  }
}
