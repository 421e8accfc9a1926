package io.syncline.store;

import io.syncline.model.Value;
import io.syncline.packed.ByteSink;
import io.syncline.packed.ValueImage;

/**
 * A note as bytes, all of it but its kind and subject. The first byte is the format. Thread-safe.
 */
public final class NoteImage {

  private static final int FORMAT = 1;

  private final Symbols symbols;

  public NoteImage(Symbols symbols) {
    this.symbols = symbols;
  }

  public byte[] encode(Note note) {
    ByteSink sink = new ByteSink();
    sink.put(FORMAT);
    PartWriter.row(sink, symbols, note.content());
    ValueImage.write(sink, Value.of(note.since()));
    return sink.toBytes();
  }

  /**
   * The inverse of {@link #encode}.
   *
   * @throws StoreException where the image is of another format or damaged
   */
  public Note decode(NoteKind kind, String subject, byte[] image) {
    return WholeImage.read(
        image,
        FORMAT,
        "note of kind " + kind + " on " + subject,
        source ->
            new Note(kind, subject, PartReader.row(source, symbols), ParkedImage.instant(source)));
  }
}
