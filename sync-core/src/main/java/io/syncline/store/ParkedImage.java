package io.syncline.store;

import io.syncline.model.RecordId;
import io.syncline.model.Value;
import io.syncline.packed.ByteSink;
import io.syncline.packed.ByteSource;
import io.syncline.packed.ValueImage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A parked row as bytes. The first byte is the format. Thread-safe. */
public final class ParkedImage {

  private static final int FORMAT = 1;

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
    row.candidates().forEach(id -> sink.putNumber(id.value()));
    PartWriter.row(sink, symbols, row.row());
    ValueImage.write(sink, Value.of(row.since()));
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
        candidates(source),
        PartReader.row(source, symbols),
        instant(source));
  }

  private static List<RecordId> candidates(ByteSource source) {
    List<RecordId> candidates = new ArrayList<>();
    for (int rest = source.getCount(); rest > 0; rest--) {
      candidates.add(new RecordId(source.getNumber()));
    }
    return candidates;
  }

  static Instant instant(ByteSource source) {
    Value value = ValueImage.read(source);
    if (value instanceof Value.Moment moment) {
      return moment.value();
    }
    throw new IllegalArgumentException("must be an instant: kind=" + value.kind());
  }
}
