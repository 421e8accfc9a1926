package io.syncline.jdbc.apply;

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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jooq.Field;
import org.jooq.InsertOnDuplicateStep;
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
  private static final Field<String> ID = field(name("id"), SQLDataType.VARCHAR);
  private static final Field<String> KEY = field(name("key"), SQLDataType.CLOB);
  private static final Field<String> VERSION = field(name("version"), SQLDataType.CLOB);

  /** Milliseconds since 1970, by the clock of whoever wrote. */
  private static final Field<Long> WRITTEN_AT = field(name("written_at"), SQLDataType.BIGINT);

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
    Dialect dialect = sessions.dialect(name.toString(), OWN_LIMIT);
    try (Session session = sessions.open(name.toString(), Isolation.WRITING, OWN_LIMIT)) {
      if (dialect.describe(session.sql(), name).isEmpty()) {
        session
            .sql()
            .createTableIfNotExists(ledger())
            .column(ID, dialect.keyText().nullable(false))
            .column(KEY)
            .column(VERSION)
            .column(WRITTEN_AT, SQLDataType.BIGINT.nullable(false))
            .constraints(primaryKey(ID))
            .execute();
        session.commit();
      }
      ready = true;
    }
  }

  /**
   * Claims the ids of repeated writes; a repeat whose id is taken is answered with what was
   * remembered.
   */
  void claim(Session session, Dialect dialect, List<Prepared> repeats, Outcomes outcomes) {
    if (repeats.isEmpty()) {
      return;
    }
    Set<String> claimed = claim(session, dialect, repeats);
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

  /**
   * The ids that were not taken. Where the database cannot pass over those that are, one that is
   * being taken at this moment makes the whole fail, to be repeated.
   */
  private Set<String> claim(Session session, Dialect dialect, List<Prepared> repeats) {
    boolean passesOver = dialect.joinedWrites().isEmpty();
    Set<String> taken = passesOver ? Set.of() : taken(session, repeats);
    List<Prepared> free =
        repeats.stream().filter(row -> !taken.contains(row.write().id())).toList();
    if (free.isEmpty()) {
      return Set.of();
    }
    Sent sent = new Sent(dialect, free);
    Field<String> id = sent.add(row -> row.write().id());
    InsertOnDuplicateStep<?> insert =
        session
            .sql()
            .insertInto(ledger(), ID, WRITTEN_AT)
            .select(select(id, val(clock.millis())).from(sent.table()).orderBy(id));
    if (passesOver) {
      return insert.onConflictDoNothing().returning(ID).fetchSet(ID);
    }
    insert.execute();
    return free.stream().map(row -> row.write().id()).collect(Collectors.toSet());
  }

  private Set<String> taken(Session session, List<Prepared> repeats) {
    return session
        .sql()
        .select(ID)
        .from(ledger())
        .where(ID.in(repeats.stream().map(row -> row.write().id()).toList()))
        .fetchSet(ID);
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
        .insertInto(ledger(), ID, KEY, VERSION, WRITTEN_AT)
        .select(select(id, key, version, val(clock.millis())).from(sent.table()).orderBy(id))
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
    long oldest = now.minus(retention).toEpochMilli();
    try (Session session = sessions.open(name.toString(), Isolation.WRITING, OWN_LIMIT)) {
      session.sql().deleteFrom(ledger()).where(WRITTEN_AT.lt(oldest)).limit(PURGE_ROWS).execute();
      session.commit();
    } catch (SQLException | DataAccessException | AdapterException e) {
      LOG.warn("{}: old entries stay for now: {}", name, e.getMessage());
    }
  }
}
