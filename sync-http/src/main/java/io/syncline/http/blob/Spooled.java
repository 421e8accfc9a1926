package io.syncline.http.blob;

import io.syncline.model.LargeObject;
import io.syncline.spi.BlobException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;

/** A content in a file of its own, whole and on the disk, until it is closed or moved away. */
record Spooled(Path file, LargeObject content) implements AutoCloseable {

  /** What the names of such files end with. */
  static final String SUFFIX = ".part";

  private static final int PIECE = 1 << 16;

  /**
   * Copies a content into a new file of {@code folder}; empty where it is longer than {@code
   * mostBytes}.
   *
   * @throws IOException what {@code content} threw
   */
  static Optional<Spooled> of(InputStream content, long mostBytes, Path folder) throws IOException {
    Path file = create(folder);
    boolean kept = false;
    try {
      Optional<LargeObject> copied = copied(content, mostBytes, file);
      kept = copied.isPresent();
      return copied.map(object -> new Spooled(file, object));
    } finally {
      if (!kept) {
        delete(file);
      }
    }
  }

  private static Path create(Path folder) {
    try {
      return Files.createTempFile(folder, "syncline-", SUFFIX);
    } catch (IOException e) {
      throw new BlobException("must be writable: folder=" + folder + ": " + e);
    }
  }

  private static Optional<LargeObject> copied(InputStream content, long mostBytes, Path file)
      throws IOException {
    try (Target target = new Target(file)) {
      MessageDigest digest = LargeObject.sha256();
      byte[] piece = new byte[PIECE];
      long length = 0;
      for (int read = content.read(piece); read >= 0; read = content.read(piece)) {
        length += read;
        if (length > mostBytes) {
          return Optional.empty();
        }
        digest.update(piece, 0, read);
        target.write(piece, read);
      }
      target.force();
      return Optional.of(new LargeObject(HexFormat.of().formatHex(digest.digest()), length));
    }
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new BlobException("must be deletable: file=" + file + ": " + e);
    }
  }

  @Override
  public void close() {
    delete(file);
  }

  /** The file, whose failures are those of the store and not of what is read. */
  private static final class Target implements AutoCloseable {
    private final Path file;
    private final FileChannel channel;

    Target(Path file) {
      this.file = file;
      try {
        channel = FileChannel.open(file, StandardOpenOption.WRITE);
      } catch (IOException e) {
        throw failed(e);
      }
    }

    void write(byte[] piece, int length) {
      try {
        for (ByteBuffer left = ByteBuffer.wrap(piece, 0, length); left.hasRemaining(); ) {
          channel.write(left);
        }
      } catch (IOException e) {
        throw failed(e);
      }
    }

    void force() {
      try {
        channel.force(true);
      } catch (IOException e) {
        throw failed(e);
      }
    }

    @Override
    public void close() {
      try {
        channel.close();
      } catch (IOException e) {
        throw failed(e);
      }
    }

    private BlobException failed(IOException e) {
      return new BlobException("must be writable: file=" + file + ": " + e);
    }
  }
}
