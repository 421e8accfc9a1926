package io.syncline.jdbc.capture;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.val;

import io.syncline.jdbc.internal.Isolation;
import io.syncline.jdbc.internal.RowForm;
import io.syncline.jdbc.internal.Sessions;
import io.syncline.jdbc.schema.Column;
import io.syncline.model.LargeObject;
import io.syncline.model.NativeKey;
import io.syncline.spi.ContentReader;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.Field;

/**
 * Reads contents of columns piece by piece, each in a transaction of its own, since drivers hand
 * out the whole of a value.
 */
public final class TableContents implements ContentReader {

  /** In bytes. */
  static final int PIECE = 4 << 20;

  private final Sessions sessions;
  private final RowForm form;
  private final InstantSource clock;

  public TableContents(Sessions sessions, RowForm form, InstantSource clock) {
    this.sessions = sessions;
    this.form = form;
    this.clock = clock;
  }

  @Override
  public Optional<InputStream> open(
      NativeKey key, String field, LargeObject wanted, Duration within) {
    Optional<Column> column = form.carried(field).filter(each -> each.form().isLarge());
    Optional<Condition> isKey = form.keyParts(key).map(parts -> form.isKey(i -> val(parts.get(i))));
    if (column.isEmpty() || isKey.isEmpty()) {
      return Optional.empty();
    }
    Instant end = clock.instant().plus(within);
    Field<?> value = form.column(column.get());
    Place place = new Place(isKey.get(), form.dialect().content(column.get(), value), end);
    return place
        .select(form.dialect().shown(column.get(), value))
        .filter(wanted.toString()::equals)
        .map(same -> new Pieces(place, wanted.length()));
  }

  /** Where a content stands. */
  private final class Place {
    private final Condition isKey;
    private final Field<byte[]> content;
    private final Instant end;

    Place(Condition isKey, Field<byte[]> content, Instant end) {
      this.isKey = isKey;
      this.content = content;
      this.end = end;
    }

    /** Empty where there is no such row, or it holds null. */
    <T> Optional<T> select(Field<T> wanted) {
      return sessions.read(
          form.shape().name().toString(),
          Isolation.EACH_STATEMENT,
          Duration.between(clock.instant(), end),
          session ->
              session.sql().select(wanted).from(form.table()).where(isKey).fetch().stream()
                  .map(row -> row.value1())
                  .filter(Objects::nonNull)
                  .findFirst());
    }

    byte[] piece(long from) {
      return select(
              field(
                  "substring({0} from {1} for {2})",
                  byte[].class, content, inline(from + 1), inline(PIECE)))
          .orElse(new byte[0]);
    }
  }

  /** Ends early where the content has become another. */
  private static final class Pieces extends InputStream {
    private final Place place;
    private final long length;
    private long fetched;
    private byte[] piece = new byte[0];
    private int at;

    Pieces(Place place, long length) {
      this.place = place;
      this.length = length;
    }

    @Override
    public int read() {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int most) {
      Objects.checkFromIndexSize(offset, most, into.length);
      if (most == 0) {
        return 0;
      }
      if (at == piece.length && fetched < length) {
        piece = place.piece(fetched);
        at = 0;
        fetched += piece.length;
      }
      int read = Math.min(most, piece.length - at);
      System.arraycopy(piece, at, into, offset, read);
      at += read;
      return read == 0 ? -1 : read;
    }
  }
}
