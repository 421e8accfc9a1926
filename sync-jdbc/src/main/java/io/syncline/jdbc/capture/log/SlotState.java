package io.syncline.jdbc.capture.log;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.val;

import io.syncline.jdbc.schema.Column;
import io.syncline.jdbc.schema.TableShape;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;

/**
 * What stands in the database for a table that is followed, looked at in one statement.
 *
 * @param replica whether the server only follows another
 * @param flushed how far the log is on disk: every commit that was answered is, where commits are
 *     synchronous
 * @param inserted how far the log goes
 * @param at when that was, by the server's clock
 * @param slot empty: there is none of that name
 * @param publication empty: there is none of that name
 * @param identity as the catalogue writes it: d, n, f or i
 * @param identified whether what it tells of rows that are gone names their key
 */
record SlotState(
    boolean replica,
    String walLevel,
    long flushed,
    long inserted,
    Instant at,
    Optional<Slot> slot,
    Optional<Publication> publication,
    String identity,
    boolean identified) {

  /**
   * A replication slot.
   *
   * @param own whether it is one of this database
   * @param confirmed what commits below is forgotten
   * @param retained bytes of log that are kept back for it
   * @param status as the catalogue words it: reserved, extended, unreserved, lost
   * @param process that streams from it; 0: none
   */
  record Slot(
      String plugin, boolean own, long confirmed, long retained, String status, int process) {

    boolean isLost() {
      return status.equals("lost");
    }
  }

  /**
   * A publication.
   *
   * @param origin another text whenever what is published of the table may have changed
   * @param member whether the table is published by it
   * @param whole whether every kind of change is, and every row and column
   * @param named whether it names the table, and does not take it in with others
   * @param alone whether it names no other
   */
  record Publication(String origin, boolean member, boolean whole, boolean named, boolean alone) {}

  /** The end of the log that is on disk. */
  LogEnd end() {
    return new LogEnd(flushed, at);
  }

  /** Empty where the table is not there. */
  static Optional<SlotState> look(
      DSLContext sql, LogSlot slot, TableShape table, List<Column> key) {
    String[] names = key.stream().map(Column::name).toArray(String[]::new);
    return sql.select(serverFields())
        .select(slotFields())
        .select(publicationFields())
        .select(
            text("c.relreplident::text").as("identity"),
            field(
                    "c.relreplident = 'f' or {0}::text[] <@ array(select a.attname::text from"
                        + " pg_index x join pg_attribute a on a.attrelid = c.oid and a.attnum ="
                        + " any(x.indkey) where x.indrelid = c.oid and x.indimmediate and"
                        + " (c.relreplident = 'd' and x.indisprimary or c.relreplident = 'i' and"
                        + " x.indisreplident))",
                    Boolean.class, val(names))
                .as("identified"))
        .from(
            "pg_class c join pg_namespace n on n.oid = c.relnamespace"
                + " left join pg_replication_slots s on s.slot_name = {0}"
                + " left join pg_publication p on p.pubname = {1}"
                + " left join pg_publication_rel r on r.prpubid = p.oid and r.prrelid = c.oid",
            val(slot.name()), val(slot.publication()))
        .where(text("n.nspname").eq(table.name().schema().orElseThrow()))
        .and(text("c.relname").eq(table.name().table()))
        .fetchOptional(SlotState::of);
  }

  private static List<Field<?>> serverFields() {
    return List.of(
        field("pg_is_in_recovery()", Boolean.class).as("replica"),
        text("current_setting('wal_level')").as("level"),
        lsn("pg_current_wal_flush_lsn()").as("flushed"),
        lsn("pg_current_wal_insert_lsn()").as("inserted"),
        field("clock_timestamp()", OffsetDateTime.class).as("at"));
  }

  private static List<Field<?>> slotFields() {
    return List.of(
        text("s.slot_name::text").as("slot"),
        text("coalesce(s.plugin::text, '')").as("plugin"),
        field("coalesce(s.database = current_database(), false)", Boolean.class).as("own"),
        field("(s.confirmed_flush_lsn - '0/0')::bigint", Long.class).as("confirmed"),
        lsn("pg_current_wal_lsn() - coalesce(s.restart_lsn, pg_current_wal_lsn()) + '0/0'::pg_lsn")
            .as("retained"),
        text("coalesce(s.wal_status, 'lost')").as("status"),
        field("coalesce(s.active_pid, 0)", Integer.class).as("process"));
  }

  private static List<Field<?>> publicationFields() {
    return List.of(
        text("concat_ws('/', p.oid, p.xmin, coalesce(r.oid::text, ''), coalesce(r.xmin::text,"
                + " ''), c.oid)")
            .as("origin"),
        field("p.oid is not null", Boolean.class).as("published"),
        field(
                "case when r.oid is not null or p.puballtables then true else exists (select from"
                    + " pg_publication_tables t where t.pubname = p.pubname and t.schemaname ="
                    + " n.nspname and t.tablename = c.relname) end",
                Boolean.class)
            .as("member"),
        field("r.oid is not null", Boolean.class).as("named"),
        field(
                "not coalesce(p.puballtables, true) and not exists (select from pg_publication_rel"
                    + " o where o.prpubid = p.oid and o.prrelid <> c.oid)",
                Boolean.class)
            .as("alone"),
        field(
                "coalesce(p.pubinsert and p.pubupdate and p.pubdelete and p.pubtruncate, false)"
                    + " and to_jsonb(r) ->> 'prqual' is null and to_jsonb(r) ->> 'prattrs' is null",
                Boolean.class)
            .as("whole"));
  }

  private static Field<String> text(String expression) {
    return field(expression, String.class);
  }

  private static Field<Long> lsn(String expression) {
    return field(
        "case when pg_is_in_recovery() then 0 else (" + expression + " - '0/0')::bigint end",
        Long.class);
  }

  private static SlotState of(Record row) {
    return new SlotState(
        row.get("replica", Boolean.class),
        row.get("level", String.class),
        row.get("flushed", Long.class),
        row.get("inserted", Long.class),
        row.get("at", OffsetDateTime.class).toInstant(),
        Optional.ofNullable(row.get("slot", String.class)).map(name -> slotOf(row)),
        row.get("published", Boolean.class)
            ? Optional.of(
                new Publication(
                    row.get("origin", String.class),
                    row.get("member", Boolean.class),
                    row.get("whole", Boolean.class),
                    row.get("named", Boolean.class),
                    row.get("alone", Boolean.class)))
            : Optional.empty(),
        row.get("identity", String.class),
        row.get("identified", Boolean.class));
  }

  private static Slot slotOf(Record row) {
    Long confirmed = row.get("confirmed", Long.class);
    return new Slot(
        row.get("plugin", String.class),
        row.get("own", Boolean.class),
        confirmed == null ? 0 : confirmed,
        row.get("retained", Long.class),
        row.get("status", String.class),
        row.get("process", Integer.class));
  }

  /** Whether nobody streams from a slot; where somebody does, the server waits a little first. */
  static boolean isFree(DSLContext sql, LogSlot slot, double waitSeconds) {
    List<Integer> processes = processes(sql, slot);
    if (!processes.isEmpty()) {
      sql.select(field("pg_sleep({0})", Object.class, val(waitSeconds))).fetch();
    }
    return processes.isEmpty();
  }

  /** Has the server end whoever streams from a slot; fails where that is another account's. */
  static void end(DSLContext sql, LogSlot slot) {
    processes(sql, slot)
        .forEach(
            process ->
                sql.select(field("pg_terminate_backend({0})", Boolean.class, val(process)))
                    .fetch());
  }

  private static List<Integer> processes(DSLContext sql, LogSlot slot) {
    return sql.select(field("s.active_pid", Integer.class))
        .from("pg_replication_slots s")
        .where("s.slot_name = {0} and s.active_pid is not null", val(slot.name()))
        .fetch(row -> row.value1());
  }

  /**
   * Writes to the log what no stream is told, so that the commit waits until all before it is on
   * disk: one that has written nothing would not.
   */
  static int flush(DSLContext sql) {
    sql.execute("set local synchronous_commit = on");
    return sql.execute("select pg_logical_emit_message(true, 'syncline', '')");
  }

  /** The lower 32 bits of the numbers of all open transactions that have one. */
  static List<Integer> open(DSLContext sql) {
    return sql.select(field("l.transactionid::text::bigint", Long.class))
        .from("pg_locks l")
        .where("l.locktype = 'transactionid' and l.granted and l.mode = 'ExclusiveLock'")
        .fetch(row -> row.value1().intValue());
  }
}
