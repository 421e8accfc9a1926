package io.syncline.store;

import io.syncline.packed.ByteSink;
import io.syncline.packed.ByteSource;
import io.syncline.spi.Cursor;
import java.util.Optional;

/** A flow's progress as bytes. The first byte is the format. */
public final class ProgressImage {

  private static final int FORMAT = 1;

  private ProgressImage() {}

  public static byte[] encode(FlowProgress progress) {
    ByteSink sink = new ByteSink();
    sink.put(FORMAT);
    write(sink, progress.scan());
    write(sink, progress.anchor());
    write(sink, progress.feed());
    sink.put(progress.listed());
    return sink.toBytes();
  }

  /**
   * The inverse of {@link #encode}.
   *
   * @throws StoreException where the image is of another format or damaged
   */
  public static FlowProgress decode(byte[] image) {
    return WholeImage.read(
        image,
        FORMAT,
        "progress",
        source -> new FlowProgress(read(source), read(source), read(source), source.getBoolean()));
  }

  private static void write(ByteSink sink, Optional<Cursor> position) {
    sink.put(position.isPresent());
    position.ifPresent(
        cursor -> {
          sink.putText(cursor.adapter());
          sink.putSigned(cursor.format());
          sink.putText(cursor.query());
          sink.putBytes(cursor.position());
          sink.putText(cursor.hint());
        });
  }

  private static Optional<Cursor> read(ByteSource source) {
    if (!source.getBoolean()) {
      return Optional.empty();
    }
    String adapter = source.getText();
    int format = (int) source.getSigned();
    String query = source.getText();
    return Optional.of(new Cursor(adapter, format, query, source.getBytes(), source.getText()));
  }
}
