package com.example.filedrop.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * A file of records and what stands beside it: the lock, which is never deleted, and the copy that
 * is to take its place, which a crash may leave behind and the next write overwrites.
 */
public record DataFile(Path path) {

  /** {@code customers.csv.lock}: whoever reads holds it shared, whoever writes exclusively. */
  public Path lock() {
    return beside(".lock");
  }

  /** {@code customers.csv.tmp}: written by the holder of the exclusive lock only. */
  public Path copy() {
    return beside(".tmp");
  }

  /** A file of the same name with {@code ending} behind it. */
  public Path beside(String ending) {
    return path.resolveSibling(path.getFileName() + ending);
  }

  /**
   * Differs when the file was replaced, or changed so that its size or the time of its last change
   * differ. Whoever changes it in place, to the same size, within one tick of the file system's
   * clock, and without the lock, is not noticed.
   */
  public String fingerprint() throws IOException {
    BasicFileAttributes now = Files.readAttributes(path, BasicFileAttributes.class);
    return now.size() + "," + now.lastModifiedTime().toInstant() + "," + now.fileKey();
  }
}
