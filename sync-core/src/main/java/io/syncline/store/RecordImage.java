package io.syncline.store;

import io.syncline.model.RecordId;
import io.syncline.packed.ByteSink;

/**
 * A record as bytes: all of it but its id. Thread-safe.
 *
 * <p>What is the same is written once. Names are numbers of the store's {@link Symbols}; a dot and
 * stamp that several registers share stands where it is first met, and is a number from then on; of
 * what a system holds, only what differs from the head is written, so that a settled record takes
 * little more than its values. The head's values are one packed row. The first byte is the format.
 */
public final class RecordImage {

  static final int FORMAT = 2;

  private final Symbols symbols;
  private final HeadLayouts layouts;

  public RecordImage(Symbols symbols) {
    this.symbols = symbols;
    this.layouts = new HeadLayouts(symbols);
  }

  public byte[] encode(StoredRecord record) {
    ByteSink sink = new ByteSink();
    sink.put(FORMAT);
    new RecordWriter(sink, symbols, layouts, record.state().head()).write(record);
    return sink.toBytes();
  }

  /**
   * The inverse of {@link #encode}.
   *
   * @throws StoreException where the image is of another format or damaged
   */
  public StoredRecord decode(RecordId id, byte[] image) {
    return WholeImage.read(
        image,
        FORMAT,
        "record " + id.value(),
        source -> RecordReader.of(source, symbols, layouts).read(id));
  }
}
