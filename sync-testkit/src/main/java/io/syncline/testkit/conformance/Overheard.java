package io.syncline.testkit.conformance;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/**
 * What this process logs and prints meanwhile: by {@code java.util.logging}, at every level, and on
 * the standard streams, where most other loggers of tests write.
 */
final class Overheard extends Handler {

  private final ByteArrayOutputStream heard = new ByteArrayOutputStream();
  private final PrintStream out = System.out;
  private final PrintStream err = System.err;
  private final Logger root = Logger.getLogger("");
  private final Level before = root.getLevel();

  Overheard() {
    System.setOut(new PrintStream(new Tee(out), true, StandardCharsets.UTF_8));
    System.setErr(new PrintStream(new Tee(err), true, StandardCharsets.UTF_8));
    setLevel(Level.ALL);
    root.setLevel(Level.ALL);
    root.addHandler(this);
  }

  String text() {
    return heard.toString(StandardCharsets.UTF_8);
  }

  private synchronized void hear(byte[] bytes) {
    heard.writeBytes(bytes);
  }

  @Override
  public void publish(LogRecord event) {
    String text = event.getMessage() + " " + Arrays.toString(event.getParameters());
    hear((text + " " + event.getThrown() + "\n").getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void flush() {}

  @Override
  public void close() {
    root.removeHandler(this);
    root.setLevel(before);
    System.setOut(out);
    System.setErr(err);
  }

  /** Passes on what it hears. */
  private final class Tee extends OutputStream {
    private final PrintStream stream;

    Tee(PrintStream stream) {
      this.stream = stream;
    }

    @Override
    public void write(int one) {
      stream.write(one);
      hear(new byte[] {(byte) one});
    }

    @Override
    public void flush() {
      stream.flush();
    }
  }
}
