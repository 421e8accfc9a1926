package io.syncline.engine;

import io.syncline.model.LargeObject;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Copies contents to a place of our own before they are sent, so that no system is ever sent one
 * that breaks off or is not the one that was meant. In a file of the directory for temporary files
 * where one is larger than {@link #MOST_IN_MEMORY}.
 */
final class Spool {

  /** In bytes. */
  static final int MOST_IN_MEMORY = 1 << 20;

  private static final int PIECE = 1 << 16;

  private Spool() {}

  /** The content to be read again, once; empty where it is not the one that is wanted. */
  static Optional<InputStream> whole(InputStream content, LargeObject wanted) throws IOException {
    if (wanted.length() <= MOST_IN_MEMORY) {
      ByteArrayOutputStream memory = new ByteArrayOutputStream((int) wanted.length());
      return copies(content, wanted, memory)
          ? Optional.of(new ByteArrayInputStream(memory.toByteArray()))
          : Optional.empty();
    }
    Path file = Files.createTempFile("syncline-content", ".tmp");
    try {
      boolean same;
      try (OutputStream out = Files.newOutputStream(file)) {
        same = copies(content, wanted, out);
      }
      if (same) {
        return Optional.of(Files.newInputStream(file, StandardOpenOption.DELETE_ON_CLOSE));
      }
    } catch (IOException | RuntimeException e) {
      Files.deleteIfExists(file);
      throw e;
    }
    Files.deleteIfExists(file);
    return Optional.empty();
  }

  private static boolean copies(InputStream content, LargeObject wanted, OutputStream out)
      throws IOException {
    MessageDigest digest = LargeObject.sha256();
    byte[] piece = new byte[PIECE];
    long length = 0;
    for (int read = content.read(piece); read >= 0; read = content.read(piece)) {
      length += read;
      if (length > wanted.length()) {
        return false;
      }
      digest.update(piece, 0, read);
      out.write(piece, 0, read);
    }
    return new LargeObject(HexFormat.of().formatHex(digest.digest()), length).equals(wanted);
  }
}
