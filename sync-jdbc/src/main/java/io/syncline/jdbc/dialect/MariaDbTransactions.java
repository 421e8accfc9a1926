package io.syncline.jdbc.dialect;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.LongFunction;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;

/**
 * The open transactions of MariaDB and MySQL, which takes the right PROCESS to see.
 *
 * <p>A statement has its time before its transaction begins: it may wait for a table that is being
 * altered, and stamp its rows with the time before that. So running statements count as well, and
 * are looked at first: what is missing there and among the transactions begins after the clock.
 *
 * <p>The list of transactions is a copy that the server renews only where nobody has looked at it
 * for a tenth of a second, and whoever looks puts that off for all. Whether a copy is younger than
 * our transaction shows in our own statement, which carries a mark and is in the list. If it is
 * not, we wait in the database, for a longer and longer time that is drawn by lot so that many who
 * look get out of each other's way. The wait carries the mark as well: a copy that is made for
 * another meanwhile serves us, too.
 */
final class MariaDbTransactions {

  /** With the pauses between them some four seconds. */
  private static final int MOST_LOOKS = 6;

  private static final double SHORTEST_PAUSE_SECONDS = 0.11;

  private final MariaDb.Product product;

  MariaDbTransactions(MariaDb.Product product) {
    this.product = product;
  }

  OpenTransactions open(DSLContext sql, Table<?> readable) {
    return look(sql, readable, clock -> statements(sql, clock));
  }

  /** Without the statements of which no transaction has begun: these have locked nothing yet. */
  OpenTransactions begun(DSLContext sql, Table<?> readable) {
    return look(sql, readable, clock -> List.of());
  }

  private static OpenTransactions look(
      DSLContext sql, Table<?> readable, LongFunction<List<OpenTransactions.Open>> statements) {
    long clock = sql.select(micros("utc_timestamp(6)")).fetchSingle().value1();
    List<OpenTransactions.Open> open = new ArrayList<>(statements.apply(clock));
    sql.select(inline(1)).from(readable).limit(inline(1)).fetch(); // begins one of our own
    String mark = "syncline " + UUID.randomUUID();
    Optional<List<OpenTransactions.Open>> begun = others(sql, mark);
    double pause = SHORTEST_PAUSE_SECONDS;
    for (int looks = 1; begun.isEmpty() && looks < MOST_LOOKS; looks++) {
      sql.select(inline(mark), field("sleep({0} * (1 + rand()))", inline(pause))).fetch();
      pause *= 2;
      begun = others(sql, mark);
    }
    begun.ifPresent(open::addAll);
    return new OpenTransactions(clock, open, begun.isPresent());
  }

  /** All but our own; empty where the copy is older than ours. */
  private static Optional<List<OpenTransactions.Open>> others(DSLContext sql, String mark) {
    List<OpenTransactions.Open> others = new ArrayList<>();
    boolean renewed = false;
    for (Record row :
        sql.select(
                inline(mark).as("mark"),
                field("trx_mysql_thread_id", Long.class).as("thread"),
                field("trx_started", String.class).as("local"),
                micros(earliest()).as("started"),
                field("coalesce(trx_query, '')", String.class).as("query"),
                field("trx_mysql_thread_id = connection_id()", Boolean.class).as("own"))
            .from(table("information_schema.innodb_trx"))
            .fetch()) {
      if (row.get("own", Boolean.class)) {
        renewed |= row.get("query", String.class).contains(mark);
      } else {
        others.add(
            new OpenTransactions.Open(
                row.get("thread", Long.class) + "/" + row.get("local", String.class),
                OptionalLong.of(row.get("started", Long.class)),
                false));
      }
    }
    return renewed ? Optional.of(others) : Optional.empty();
  }

  /** In UTC; of an hour that comes twice when summer ends, the first. */
  private static String earliest() {
    String utc = "convert_tz(trx_started, _utf8mb4'SYSTEM', _utf8mb4'+00:00')";
    String before = "date_sub(" + utc + ", interval 1 hour)";
    return "if(convert_tz("
        + before
        + ", _utf8mb4'+00:00', _utf8mb4'SYSTEM') = trx_started, "
        + before
        + ", "
        + utc
        + ")";
  }

  private static Field<Long> micros(String utc) {
    return field(
        "timestampdiff(microsecond, cast('1970-01-01' as datetime(6)), " + utc + ")", Long.class);
  }

  /** A second earlier than they say, since MySQL counts in seconds. */
  private List<OpenTransactions.Open> statements(DSLContext sql, long clock) {
    boolean mysql = product == MariaDb.Product.MYSQL;
    return sql.select(
            field(mysql ? "concat(id, '')" : "concat(id, '/', query_id)", String.class),
            field(mysql ? "time * 1000" : "cast(ceiling(time_ms) as signed)", Long.class))
        .from(table("information_schema.processlist"))
        .where("command not in ('Sleep', 'Daemon', 'Binlog Dump') and id <> connection_id()")
        .fetch(
            row -> {
              long start = clock - (row.value2() + 1_000) * 1_000;
              return new OpenTransactions.Open(
                  "statement of " + row.value1(), OptionalLong.of(start), false);
            });
  }
}
