package io.syncline.testkit.conformance;

import io.syncline.testkit.conformance.json.JsonText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Makes calls, and writes each into a file, one line of JSON for one call. Of a call that fails it
 * writes the exception's class, and not its text, which may say anything.
 */
final class RecordingTape implements CallTape {

  static final String CALL = "call";
  static final String ASKED = "asked";
  static final String ANSWER = "answer";
  static final String FAILED = "failed";

  private final Writer out;

  private RecordingTape(Writer out) {
    this.out = out;
  }

  /**
   * Over a file that is there, or a new one, which its owner alone may read where that is known.
   */
  static RecordingTape open(Path file) {
    try {
      Files.deleteIfExists(file);
      if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
        Files.createFile(
            file,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      }
      return new RecordingTape(Files.newBufferedWriter(file, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("must be a file that can be written: " + file, e);
    }
  }

  @Override
  public synchronized @Nullable Object play(
      String call, @Nullable Object asked, Supplier<? extends @Nullable Object> real) {
    Map<String, @Nullable Object> line = new LinkedHashMap<>();
    line.put(CALL, call);
    if (asked != null) {
      line.put(ASKED, asked);
    }
    try {
      Object answer = real.get();
      if (answer != null) {
        line.put(ANSWER, answer);
      }
      return answer;
    } catch (RuntimeException e) {
      line.put(FAILED, e.getClass().getName());
      throw e;
    } finally {
      write(line);
    }
  }

  private void write(Map<String, @Nullable Object> line) {
    try {
      out.write(JsonText.line(line) + "\n");
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException("a recording cannot be written any more", e);
    }
  }

  @Override
  public boolean isReplay() {
    return false;
  }

  @Override
  public void end() {}

  @Override
  public synchronized void close() {
    try {
      out.close();
    } catch (IOException e) {
      throw new UncheckedIOException("a recording cannot be closed", e);
    }
  }
}
