package com.example.filedrop.file;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * A new content for a file, which takes the old one's place in one step: until {@link #commit}
 * everybody sees the old file whole, from then on the new one, also if the machine stops at any
 * moment. Made by the holder of the exclusive lock only.
 */
public final class Replacement implements AutoCloseable {

  private final DataFile file;
  private final FileChannel channel;
  private final OutputStream out;
  private boolean isDone;

  private Replacement(DataFile file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
    this.out = new BufferedOutputStream(Channels.newOutputStream(channel), 64 * 1024);
  }

  /** Begins an empty copy, over one that a crash may have left, with the rights of the file. */
  public static Replacement of(DataFile file) throws IOException {
    FileChannel channel =
        FileChannel.open(
            file.copy(),
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            StandardOpenOption.TRUNCATE_EXISTING);
    Replacement copy = new Replacement(file, channel);
    if (copy.isPosix()) {
      Files.setPosixFilePermissions(file.copy(), Files.getPosixFilePermissions(file.path()));
    }
    return copy;
  }

  /** Writes on. */
  public void append(byte[] bytes) throws IOException {
    out.write(bytes);
  }

  /** Makes the copy durable. */
  public void prepare() throws IOException {
    out.flush();
    channel.force(true);
    out.close();
  }

  /** Puts the prepared copy in the file's place. If this throws, the old file is still there. */
  public void commit() throws IOException {
    Files.move(file.copy(), file.path(), StandardCopyOption.ATOMIC_MOVE);
    isDone = true;
  }

  /**
   * Makes the commit durable too. Where folders cannot be forced to disk, as on Windows, the file
   * system's journal has to do.
   */
  public void settle() throws IOException {
    Path folder = file.path().toAbsolutePath().getParent();
    if (folder != null && isPosix()) {
      try (FileChannel names = FileChannel.open(folder, StandardOpenOption.READ)) {
        names.force(true);
      }
    }
  }

  private boolean isPosix() throws IOException {
    FileStore store = Files.getFileStore(file.path());
    return store.supportsFileAttributeView("posix");
  }

  /** Drops a copy that was not committed. */
  @Override
  public void close() throws IOException {
    channel.close();
    if (!isDone) {
      Files.deleteIfExists(file.copy());
    }
  }
}
