package io.syncline.jdbc.store;

import io.syncline.store.Holder;
import io.syncline.store.StoreException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Deque;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.jspecify.annotations.Nullable;

/**
 * A database in a file, which one process has for itself: its lease ends with the process.
 *
 * <p>The lock is one of the operating system on a file beside the state, which ends with the
 * process however that ends. It must not be on the state's file itself: closing any handle of that
 * file would take the database's own locks with it.
 */
abstract class FileDatabase implements StateDatabase {

  private static final int IDLE_READERS = 4;

  /** Of the one lease that a process has of its file. */
  private static final long EPOCH = 1;

  private final Path file;
  private final FileChannel lockFile;
  private final Deque<Connection> idle = new ConcurrentLinkedDeque<>();
  private final Set<Connection> open = ConcurrentHashMap.newKeySet();

  /** Makes the folder of {@code file}, and locks it. */
  FileDatabase(Path file) {
    this.file = file;
    this.lockFile = lock(file);
  }

  private static FileChannel lock(Path file) {
    try {
      Path parent = file.toAbsolutePath().getParent();
      if (parent != null) {
        Files.createDirectories(parent);
      }
      return tryLock(file);
    } catch (IOException e) {
      throw new StoreException("must be a file that can be written: state=" + file, e);
    }
  }

  private static FileChannel tryLock(Path file) throws IOException {
    Path beside = file.resolveSibling(file.getFileName() + ".lock");
    FileChannel channel =
        FileChannel.open(beside, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    if (tryLock(channel) == null) {
      channel.close();
      throw new StoreException("must belong to one hub, and another one has it: state=" + file);
    }
    return channel;
  }

  /** Null where another process, or this one, has the lock. */
  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException heldByThisProcess) {
      return null;
    }
  }

  /** A connection to write through; it is marked as open before it is set up. */
  abstract Connection openWriter() throws SQLException;

  /** A connection that sees one moment, again and again. */
  abstract Connection connectReader() throws SQLException;

  final Path file() {
    return file;
  }

  /** To be closed with the store. */
  final Connection opened(Connection connection) {
    open.add(connection);
    return connection;
  }

  @Override
  public final StoredKeys keys() {
    return StoredKeys.UNLIMITED;
  }

  @Override
  public final boolean isShared() {
    return false;
  }

  /** Nobody looks before the writer was opened. */
  @Override
  public final void prepare() {}

  @Override
  public final WriterClaim claimWriter(String holder, Duration lasting) throws SQLException {
    return new WriterClaim.Granted(openWriter(), EPOCH);
  }

  @Override
  public final Connection resumeWriter(long epoch) throws SQLException {
    return openWriter();
  }

  @Override
  public final void releaseWriter(Connection writer, long epoch) {
    quietly(writer);
  }

  @Override
  public final void dropWriter(Connection writer) {
    quietly(writer);
  }

  /** The lock on the file does not end before the process does. */
  @Override
  public final boolean fence(Connection writer, long epoch) {
    return true;
  }

  @Override
  public final boolean renew(long epoch) {
    return true;
  }

  @Override
  public final Optional<Holder> successor(long epoch) {
    return Optional.empty();
  }

  @Override
  public final boolean isCurrent(Connection reader, long epoch) {
    return true;
  }

  @Override
  public final Connection openReader() throws SQLException {
    Connection known = idle.poll();
    return known != null ? known : connectReader();
  }

  @Override
  public final void closeReader(Connection reader) {
    try {
      reader.rollback();
      if (idle.size() < IDLE_READERS) {
        idle.push(reader);
        return;
      }
    } catch (SQLException broken) {
      // closed below; nobody uses it again
    }
    quietly(reader);
  }

  final void quietly(Connection connection) {
    open.remove(connection);
    try {
      connection.close();
    } catch (SQLException ignored) {
      // what was not committed is gone either way
    }
  }

  @Override
  public final String place() {
    return file.toString();
  }

  @Override
  public final void close() {
    idle.clear();
    open.forEach(this::quietly);
    try {
      lockFile.close();
    } catch (IOException e) {
      throw new StoreException("must release its lock: state=" + file, e);
    }
  }
}
