package io.syncline.jdbc.apply;

import static org.jooq.impl.DSL.condition;
import static org.jooq.impl.DSL.currentOffsetDateTime;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.primaryKey;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.table;
import static org.jooq.impl.DSL.val;

import io.syncline.jdbc.dialect.Dialect;
import io.syncline.jdbc.internal.Isolation;
import io.syncline.jdbc.internal.Session;
import io.syncline.jdbc.internal.Sessions;
import io.syncline.jdbc.schema.TableName;
import io.syncline.model.NativeKey;
import io.syncline.model.Version;
import io.syncline.spi.AdapterException;
import io.syncline.spi.WriteOutcome;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Table;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Remembers which writes were done: each write's id is recorded in the transaction of the write
 * itself, so it is there if and only if the write is. Thread-safe.
 *
 * <p>A first sending records its id last. A repeat claims its id first; so while the first sending
 * still hangs somewhere, one of the two finds the id taken and is rolled back as a whole.
 */
public final class WriteLedger {

  private static final Logger LOG = LoggerFactory.getLogger(WriteLedger.class);
  private static final Field<String> ID = field(name("id"), SQLDataType.CLOB.nullable(false));
  private static final Field<String> KEY = field(name("key"), SQLDataType.CLOB);
  private static final Field<String> VERSION = field(name("version"), SQLDataType.CLOB);
  private static final Field<OffsetDateTime> WRITTEN_AT =
      field(
          name("written_at"),
          SQLDataType.TIMESTAMPWITHTIMEZONE.nullable(false).defaultValue(currentOffsetDateTime()));

  /** Old entries go in bites, so that no purge is long. */
  private static final int PURGE_ROWS = 10_000;

  private static final Duration PURGE_EVERY = Duration.ofHours(1);
  private static final Duration OWN_LIMIT = Duration.ofSeconds(30);

  private final Sessions sessions;
  private final TableName name;
  private final Duration retention;
  private final InstantSource clock;
  private boolean ready;
  private Instant purged = Instant.MIN;

  public WriteLedger(Sessions sessions, TableName name, Duration retention, InstantSource clock) {
    this.sessions = sessions;
    this.name = name;
    this.retention = retention;
    this.clock = clock;
  }

  /** The name of its table in {@code schema}. */
  public static TableName tableIn(String schema) {
    return TableName.of(schema, "syncline_write");
  }

  private Table<?> ledger() {
    return table(name.name());
  }

  /** Makes the table where it is missing. */
  synchronized void prepare() throws SQLException {
    if (ready) {
      return;
    }
    try (Session session = sessions.open(name.toString(), Isolation.WRITING, OWN_LIMIT)) {
      if (session.sql().fetchExists(select(val(1)).from("pg_class").where(exists()))) {
        ready = true;
        return;
      }
      session
          .sql()
          .createTableIfNotExists(ledger())
          .columns(ID, KEY, VERSION, WRITTEN_AT)
          .constraints(primaryKey(ID))
          .execute();
      session.commit();
      ready = true;
    }
  }

  private Condition exists() {
    return condition(
        "oid = to_regclass(concat(quote_ident({0}), '.', quote_ident({1})))",
        val(name.schema().orElseThrow()), val(name.table()));
  }

  /**
   * Claims the ids of repeated writes; a repeat whose id is taken is answered with what was
   * remembered.
   */
  void claim(Session session, Dialect dialect, List<Prepared> repeats, Outcomes outcomes) {
    if (repeats.isEmpty()) {
      return;
    }
    Sent sent = new Sent(dialect, repeats);
    Field<String> id = sent.add(row -> row.write().id());
    Set<String> claimed =
        session
            .sql()
            .insertInto(ledger(), ID)
            .select(select(id).from(sent.table()).orderBy(id))
            .onConflictDoNothing()
            .returning(ID)
            .fetchSet(ID);
    List<Prepared> taken =
        repeats.stream().filter(row -> !claimed.contains(row.write().id())).toList();
    if (taken.isEmpty()) {
      return;
    }
    Map<String, WriteOutcome> remembered = new HashMap<>();
    session
        .sql()
        .select(ID, KEY, VERSION)
        .from(ledger())
        .where(ID.in(taken.stream().map(row -> row.write().id()).toList()))
        .forEach(
            row ->
                remembered.put(
                    row.value1(),
                    new WriteOutcome.Applied(
                        NativeKey.parse(row.value2()),
                        Optional.ofNullable(row.value3()).map(Version::opaque),
                        Optional.empty())));
    taken.forEach(row -> outcomes.set(row, answer(remembered, row)));
  }

  private static WriteOutcome answer(Map<String, WriteOutcome> remembered, Prepared row) {
    WriteOutcome outcome = remembered.get(row.write().id());
    return outcome == null
        ? new WriteOutcome.Unavailable(Duration.ZERO, "the entry of this write is being purged")
        : outcome;
  }

  /** Records what was applied, and drops the claims of repeats that were not. */
  void record(Session session, Dialect dialect, List<Prepared> tried, Outcomes outcomes) {
    List<String> repeats =
        tried.stream().filter(row -> row.write().repeated()).map(row -> row.write().id()).toList();
    if (!repeats.isEmpty()) {
      session.sql().deleteFrom(ledger()).where(ID.in(repeats)).execute();
    }
    List<Prepared> applied =
        tried.stream().filter(row -> outcomes.applied(row).isPresent()).toList();
    if (applied.isEmpty()) {
      return;
    }
    Sent sent = new Sent(dialect, applied);
    Field<String> id = sent.add(row -> row.write().id());
    Field<String> key = sent.add(row -> outcomes.applied(row).orElseThrow().key().toString());
    Field<String> version = sent.add(row -> version(outcomes.applied(row).orElseThrow()));
    session
        .sql()
        .insertInto(ledger(), ID, KEY, VERSION)
        .select(select(id, key, version).from(sent.table()).orderBy(id))
        .execute();
  }

  private static @Nullable String version(WriteOutcome.Applied applied) {
    return applied
        .version()
        .filter(Version.Opaque.class::isInstance)
        .map(version -> ((Version.Opaque) version).token())
        .orElse(null);
  }

  /**
   * Drops what is older than the retention, now and then; a failure is for the next time. It throws
   * nothing, since what was written before it is written.
   */
  synchronized void purge() {
    Instant now = clock.instant();
    if (purged.isAfter(now.minus(PURGE_EVERY))) {
      return;
    }
    purged = now;
    OffsetDateTime oldest = now.minus(retention).atOffset(ZoneOffset.UTC);
    try (Session session = sessions.open(name.toString(), Isolation.WRITING, OWN_LIMIT)) {
      session
          .sql()
          .deleteFrom(ledger())
          .where(ID.in(select(ID).from(ledger()).where(WRITTEN_AT.lt(oldest)).limit(PURGE_ROWS)))
          .execute();
      session.commit();
    } catch (SQLException | DataAccessException | AdapterException e) {
      LOG.warn("{}: old entries stay for now: {}", name, e.getMessage());
    }
  }
}
