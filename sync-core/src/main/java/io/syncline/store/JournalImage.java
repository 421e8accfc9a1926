package io.syncline.store;

import io.syncline.model.RecordId;
import io.syncline.model.Value;
import io.syncline.packed.ByteSink;
import io.syncline.packed.ByteSource;
import io.syncline.packed.ValueImage;
import io.syncline.version.Dot;
import java.util.Optional;

/**
 * A journal entry as bytes: all of it but its record. The first byte is the format. Thread-safe.
 */
public final class JournalImage {

  private static final int FORMAT = 1;

  private final Symbols symbols;

  public JournalImage(Symbols symbols) {
    this.symbols = symbols;
  }

  public byte[] encode(JournalEntry entry) {
    ByteSink sink = new ByteSink();
    sink.put(FORMAT);
    ValueImage.write(sink, Value.of(entry.at()));
    sink.putNumber(symbols.number(entry.kind()));
    sink.putNumber(symbols.number(entry.system().name()));
    sink.putNumber(symbols.number(entry.register()));
    value(sink, entry.base());
    value(sink, entry.head());
    dot(sink, entry.headDot());
    value(sink, entry.incoming());
    dot(sink, entry.incomingDot());
    sink.putText(entry.decision());
    sink.putText(entry.rule());
    return sink.toBytes();
  }

  /**
   * The inverse of {@link #encode}.
   *
   * @throws StoreException where the image is of another format or damaged
   */
  public JournalEntry decode(RecordId record, byte[] image) {
    return WholeImage.read(
        image,
        FORMAT,
        "journal entry of record " + record.value(),
        source ->
            new JournalEntry(
                record,
                ParkedImage.instant(source),
                symbols.text(source.getInt()),
                symbols.system(source.getInt()),
                symbols.text(source.getInt()),
                value(source),
                value(source),
                dot(source),
                value(source),
                dot(source),
                source.getText(),
                source.getText()));
  }

  private static void value(ByteSink sink, Optional<Value> value) {
    sink.put(value.isPresent());
    value.ifPresent(each -> ValueImage.write(sink, each));
  }

  private static Optional<Value> value(ByteSource source) {
    return source.getBoolean() ? Optional.of(ValueImage.read(source)) : Optional.empty();
  }

  private void dot(ByteSink sink, Optional<Dot> dot) {
    sink.put(dot.isPresent());
    dot.ifPresent(each -> Origin.writeDot(sink, symbols, each));
  }

  private Optional<Dot> dot(ByteSource source) {
    return source.getBoolean() ? Optional.of(Origin.readDot(source, symbols)) : Optional.empty();
  }
}
