package io.syncline.jdbc.diff;

import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.max;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.rowNumber;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.when;

import io.syncline.jdbc.internal.Session;
import io.syncline.jdbc.schema.Column;
import io.syncline.model.NativeKey;
import io.syncline.model.SyncException;
import io.syncline.spi.KeyRange;
import io.syncline.spi.RangeDigest;
import io.syncline.spi.RangeDigester;
import io.syncline.spi.RecordDigest;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.ResultQuery;
import org.jooq.Select;
import org.jooq.SelectField;
import org.jooq.Table;

/**
 * Digests the key ranges of a table inside its database. A call is one transaction that sees one
 * moment. Throws {@link io.syncline.spi.AdapterException} as every facet does; calls may be
 * repeated. Immutable and thread-safe.
 */
public final class TableDigester implements RangeDigester {

  /** Each range is a query of its own in the union that is sent. */
  static final int RANGES_PER_STATEMENT = 200;

  /** No digest is farther from zero. */
  private static final BigInteger FARTHEST = BigInteger.ONE.shiftLeft(Long.SIZE - 1);

  private final JdbcTable table;
  private final RowDigester rows;

  /**
   * @param rows made for this very table
   */
  public TableDigester(JdbcTable table, RowDigester rows) {
    if (table.key().isEmpty()) {
      throw new IllegalArgumentException("must have a key: table=" + table.name());
    }
    this.table = table;
    this.rows = rows;
  }

  @Override
  public String function() {
    return rows.function();
  }

  /** What makes this slow here, for people; empty: nothing. */
  public List<String> notes() {
    return table.key().stream()
        .filter(each -> !each.plainOrder())
        .map(
            each ->
                table.name()
                    + ": rows are sorted, since no index on "
                    + each.name()
                    + " "
                    + each.declared()
                    + " has the order that all systems share")
        .toList();
  }

  /**
   * The rows of a range with their digests, in key order: the key's columns as {@code k0}, {@code
   * k1} and so on, then {@code digest}. To be attached to a connection, or rendered.
   */
  public ResultQuery<Record> rowDigests(KeyRange range) {
    List<SelectField<?>> fields = new ArrayList<>(keys());
    fields.add(digest().as("digest"));
    return select(fields).from(table.from()).where(table.in(range)).orderBy(table.order());
  }

  @Override
  public List<RangeDigest> digest(List<KeyRange> ranges, Duration within) {
    List<RangeDigest> digests = new ArrayList<>(ranges.size());
    if (ranges.isEmpty()) {
      return digests;
    }
    return table.read(
        within,
        session -> {
          for (int at = 0; at < ranges.size(); at += RANGES_PER_STATEMENT) {
            int end = Math.min(ranges.size(), at + RANGES_PER_STATEMENT);
            digests.addAll(digest(session, ranges.subList(at, end)));
          }
          return digests;
        });
  }

  private List<RangeDigest> digest(Session session, List<KeyRange> ranges) {
    Select<Record> all = sums(0, ranges.get(0));
    for (int i = 1; i < ranges.size(); i++) {
      all = all.unionAll(sums(i, ranges.get(i)));
    }
    RangeDigest[] digests = new RangeDigest[ranges.size()];
    session
        .sql()
        .fetch(all)
        .forEach(
            row -> {
              int place = place(row);
              digests[place] = digest(ranges.get(place), row);
            });
    return List.of(digests);
  }

  @Override
  public List<List<RecordDigest>> records(List<KeyRange> ranges, Duration within) {
    List<List<RecordDigest>> lists = new ArrayList<>(ranges.size());
    ranges.forEach(range -> lists.add(new ArrayList<>()));
    if (ranges.isEmpty()) {
      return lists;
    }
    return table.read(
        within,
        session -> {
          for (int at = 0; at < ranges.size(); at += RANGES_PER_STATEMENT) {
            int end = Math.min(ranges.size(), at + RANGES_PER_STATEMENT);
            Select<Record> all = versions(at, ranges.get(at));
            for (int i = at + 1; i < end; i++) {
              all = all.unionAll(versions(i, ranges.get(i)));
            }
            session.sql().fetch(all).forEach(row -> lists.get(place(row)).add(version(row)));
          }
          return lists;
        });
  }

  private Select<Record> versions(int place, KeyRange range) {
    List<SelectField<?>> fields = new ArrayList<>();
    fields.add(inline(place).as("n"));
    for (int i = 0; i < table.key().size(); i++) {
      Column column = table.key().get(i);
      fields.add(table.dialect().shown(column, JdbcTable.value(column)).as("f" + i));
    }
    fields.add(digest().as("d"));
    return select(fields).from(table.from()).where(table.in(range));
  }

  private RecordDigest version(Record row) {
    Long digest = row.get("d", Long.class);
    if (digest == null) {
      throw tooLong("key=" + key(row));
    }
    return new RecordDigest(key(row), digest);
  }

  private static int place(Record row) {
    return row.get("n", Integer.class);
  }

  private Select<Record> sums(int place, KeyRange range) {
    List<SelectField<?>> fields =
        List.of(inline(place).as("n"), count().as("c"), table.dialect().sum(digest()).as("s"));
    return select(fields).from(table.from()).where(table.in(range));
  }

  @Override
  public List<RangeDigest> cut(KeyRange range, int rowsEach, Duration within) {
    if (rowsEach < 1) {
      throw new IllegalArgumentException("must be >= 1: rows=" + rowsEach);
    }
    List<Record> runs =
        table.read(within, session -> new ArrayList<>(session.sql().fetch(runs(range, rowsEach))));
    if (runs.isEmpty()) {
      return List.of(new RangeDigest(range, 0, 0));
    }
    List<RangeDigest> digests = new ArrayList<>(runs.size());
    Optional<NativeKey> from = range.from();
    for (int i = 0; i < runs.size(); i++) {
      Optional<NativeKey> to = i + 1 < runs.size() ? Optional.of(key(runs.get(i + 1))) : range.to();
      digests.add(digest(new KeyRange(from, to), runs.get(i)));
      from = to;
    }
    return digests;
  }

  /** One pass in key order: numbers the rows, and sums up those whose numbers share a run. */
  private Select<Record> runs(KeyRange range, int rowsEach) {
    List<SelectField<?>> inner = new ArrayList<>(keys());
    inner.add(digest().as("d"));
    inner.add(rowNumber().over().orderBy(table.order()).as("n"));
    Table<?> numbered = select(inner).from(table.from()).where(table.in(range)).asTable(name("q"));
    Field<Long> before = field(name("q", "n"), Long.class).minus(inline(1L));
    Field<Long> behind = before.mod(inline(rowsEach));
    List<SelectField<?>> outer = new ArrayList<>();
    outer.add(count().as("c"));
    outer.add(table.dialect().sum(field(name("q", "d"), Long.class)).as("s"));
    for (int i = 0; i < table.key().size(); i++) {
      Column column = table.key().get(i);
      Field<String> shown = table.dialect().shown(column, field(name("q", "k" + i)));
      outer.add(max(when(behind.eq(0L), shown)).as("f" + i));
    }
    Field<Long> run = before.minus(behind);
    return select(outer).from(numbered).groupBy(run).orderBy(run);
  }

  private List<SelectField<?>> keys() {
    List<SelectField<?>> keys = new ArrayList<>();
    for (int i = 0; i < table.key().size(); i++) {
      keys.add(JdbcTable.value(table.key().get(i)).as("k" + i));
    }
    return keys;
  }

  private Field<Long> digest() {
    return rows.digest(table.digested().stream().map(JdbcTable::value).toList());
  }

  private NativeKey key(Record row) {
    List<String> parts = new ArrayList<>();
    for (int i = 0; i < table.key().size(); i++) {
      String text = row.get("f" + i, String.class);
      parts.add(table.key().get(i).form().keyPart(text).orElse(text));
    }
    return new NativeKey(parts);
  }

  private RangeDigest digest(KeyRange range, Record sums) {
    long count = sums.get("c", Long.class);
    BigDecimal exact = sums.get("s", BigDecimal.class);
    BigInteger sum = exact == null ? BigInteger.ZERO : exact.toBigIntegerExact();
    if (sum.abs().compareTo(FARTHEST.multiply(BigInteger.valueOf(count))) > 0) {
      throw tooLong("range=" + range);
    }
    return new RangeDigest(range, count, sum.longValue());
  }

  private SyncException tooLong(String where) {
    return new SyncException(
        table.name() + ": a row is too long for the database to digest: " + where);
  }
}
