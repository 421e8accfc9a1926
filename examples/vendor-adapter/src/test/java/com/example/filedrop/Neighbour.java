package com.example.filedrop;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.syncline.model.Value;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.awaitility.Awaitility;

/**
 * Another program that edits the same file, in place, by code of its own: it reads all, changes
 * all, writes all, and holds the lock meanwhile.
 */
final class Neighbour {

  /** Records by key, each with its fields as they are written; null: nothing is written. */
  interface Form {
    Map<String, Map<String, Value>> read(String text);

    String write(Map<String, Map<String, Value>> records);
  }

  private final Path file;
  private final Charset charset;
  private final Form form;
  private Optional<FileChannel> held = Optional.empty();

  Neighbour(Path file, Charset charset, Form form) {
    this.file = file;
    this.charset = charset;
    this.form = form;
  }

  Path file() {
    return file;
  }

  /** Keeps the lock until its next work. */
  synchronized void hold() {
    held = Optional.of(lock());
  }

  synchronized Map<String, Map<String, Value>> read() {
    return underLock(() -> form.read(text()));
  }

  synchronized void edit(UnaryOperator<Map<String, Map<String, Value>>> change) {
    editText(text -> form.write(change.apply(form.read(text))));
  }

  synchronized void editText(UnaryOperator<String> change) {
    underLock(
        () -> {
          Files.write(file, bytes(change.apply(text())));
          return true;
        });
  }

  private String text() throws IOException {
    return new String(Files.readAllBytes(file), charset);
  }

  /** Refuses what the encoding cannot hold, as a careful program does. */
  private byte[] bytes(String text) {
    try {
      ByteBuffer buffer = charset.newEncoder().encode(CharBuffer.wrap(text));
      byte[] bytes = new byte[buffer.remaining()];
      buffer.get(bytes);
      return bytes;
    } catch (CharacterCodingException e) {
      throw new UncheckedIOException(e);
    }
  }

  private interface Work<T> {
    T get() throws IOException;
  }

  private <T> T underLock(Work<T> work) {
    try {
      if (held.isPresent()) {
        held.get().close();
        held = Optional.empty();
      }
      try (FileChannel lock = lock()) {
        return work.get();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private FileChannel lock() {
    try {
      FileChannel channel =
          FileChannel.open(
              Path.of(file + ".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      Awaitility.await()
          .atMost(Duration.ofSeconds(20))
          .pollInterval(Duration.ofMillis(2))
          .pollDelay(Duration.ZERO)
          .until(() -> isLocked(channel));
      return channel;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isLocked(FileChannel channel) throws IOException {
    try {
      FileLock lock = channel.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  /** A file with a side file. */
  static Path make(Path folder, String name, String schema, String content) {
    try {
      Files.createDirectories(folder);
      Files.writeString(folder.resolve(name + ".schema.json"), schema, UTF_8);
      return Files.writeString(folder.resolve(name), content, UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
