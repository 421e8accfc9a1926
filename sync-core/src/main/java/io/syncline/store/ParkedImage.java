package io.syncline.store;

import io.syncline.model.RecordId;
import io.syncline.model.Value;
import io.syncline.packed.ByteSink;
import io.syncline.packed.ByteSource;
import io.syncline.packed.ValueImage;
import io.syncline.reconcile.Likeness;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** A parked row as bytes. The first byte is the format. Thread-safe. */
public final class ParkedImage {

  private static final int FORMAT = 2;

  private final Symbols symbols;

  public ParkedImage(Symbols symbols) {
    this.symbols = symbols;
  }

  public byte[] encode(ParkedRow row) {
    ByteSink sink = new ByteSink();
    sink.put(FORMAT);
    PartWriter.key(sink, row.key());
    sink.put(Codes.REASONS.indexOf(row.reason()));
    sink.putText(row.why());
    sink.putNumber(row.candidates().size());
    row.candidates().forEach(each -> candidate(sink, each));
    sink.putNumber(row.twins().size());
    row.twins().forEach(twin -> PartWriter.key(sink, twin));
    PartWriter.row(sink, symbols, row.row());
    ValueImage.write(sink, Value.of(row.since()));
    ValueImage.write(sink, Value.of(row.seen()));
    return sink.toBytes();
  }

  /**
   * The inverse of {@link #encode}.
   *
   * @throws StoreException where the image is of another format or damaged
   */
  public ParkedRow decode(byte[] image) {
    return WholeImage.read(image, FORMAT, "parked row", this::read);
  }

  private ParkedRow read(ByteSource source) {
    return new ParkedRow(
        PartReader.key(source),
        Codes.REASONS.get(source.get()),
        source.getText(),
        list(source, ParkedImage::candidate),
        list(source, PartReader::key),
        PartReader.row(source, symbols),
        instant(source),
        instant(source));
  }

  private static void candidate(ByteSink sink, Likeness likeness) {
    sink.putNumber(likeness.record().value());
    sink.putLong(Double.doubleToLongBits(likeness.score()));
  }

  private static Likeness candidate(ByteSource source) {
    return new Likeness(
        new RecordId(source.getNumber()), Double.longBitsToDouble(source.getLong()));
  }

  private static <T> List<T> list(ByteSource source, Function<ByteSource, T> reader) {
    List<T> list = new ArrayList<>();
    for (int rest = source.getCount(); rest > 0; rest--) {
      list.add(reader.apply(source));
    }
    return list;
  }

  static Instant instant(ByteSource source) {
    Value value = ValueImage.read(source);
    if (value instanceof Value.Moment moment) {
      return moment.value();
    }
    throw new IllegalArgumentException("must be an instant: kind=" + value.kind());
  }
}
