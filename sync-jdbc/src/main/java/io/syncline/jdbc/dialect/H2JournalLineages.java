package io.syncline.jdbc.dialect;

import static org.jooq.impl.DSL.condition;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.not;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record3;
import org.jooq.Table;

/** The rows of the table {@code reader} that stand for one dataset: a row per lineage. */
final class H2JournalLineages {

  private static final Field<String> NAME = field(name("name"), String.class);
  private static final Field<String> LINEAGE = field(name("lineage"), String.class);
  private static final Field<Boolean> POLLED = field(name("polled"), Boolean.class);
  private static final Field<OffsetDateTime> SEEN_AT = field(name("seen_at"), OffsetDateTime.class);
  private static final Field<OffsetDateTime> NOW =
      field("current_timestamp(6)", OffsetDateTime.class);

  private final DSLContext sql;
  private final JournalSite site;
  private final Table<?> table;

  H2JournalLineages(DSLContext sql, JournalSite site) {
    this.sql = sql;
    this.site = site;
    this.table = H2Journal.table(site, "reader");
  }

  /**
   * All positions below were settled when somebody looked: what one lineage knows of them holds for
   * every dataset.
   */
  long floor() {
    return sql.select(
            field(
                "greatest(coalesce((select max({0}) from {1}), 1),"
                    + " coalesce((select max({2}) from {3}), 1))",
                Long.class,
                H2Journal.SETTLED,
                table,
                H2Journal.PURGED,
                H2Journal.table(site, "dataset")))
        .fetchSingle()
        .value1();
  }

  JournalLineage begin(String reader) {
    JournalLineage lineage = new JournalLineage(reader, UUID.randomUUID().toString());
    register(lineage);
    sql
        .select(LINEAGE)
        .from(table)
        .where(NAME.eq(reader))
        .and(ours())
        .orderBy(field(LINEAGE.eq(lineage.id())).desc(), POLLED.desc(), SEEN_AT.desc())
        .offset(JournalLineage.MOST)
        .fetch(LINEAGE)
        .stream()
        .sorted() // all who do this go by one order, so that none waits for one who waits for it
        .forEach(each -> delete(new JournalLineage(reader, each), noCondition()));
    return lineage;
  }

  /** A lineage is written by its own feed alone. */
  void register(JournalLineage lineage) {
    int known = sql.update(table).set(SEEN_AT, NOW).where(is(lineage)).execute();
    if (known == 0) {
      insert(lineage, false, floor());
    }
  }

  void advance(JournalLineage lineage, long settled) {
    int known =
        sql.update(table)
            .set(POLLED, true)
            .set(H2Journal.SETTLED, settled)
            .set(SEEN_AT, NOW)
            .where(is(lineage))
            .execute();
    if (known == 0) {
      insert(lineage, true, settled);
    }
  }

  private void insert(JournalLineage lineage, boolean polled, long settled) {
    sql.insertInto(table, NAME, H2Journal.DATASET, LINEAGE, POLLED, H2Journal.SETTLED)
        .values(lineage.reader(), site.number(), lineage.id(), polled, settled)
        .execute();
  }

  void giveUp(JournalLineage lineage) {
    delete(lineage, not(condition(POLLED)));
  }

  Set<String> forget(Duration unseen, Duration unpolled) {
    Condition old = before(unseen).or(not(condition(POLLED)).and(before(unpolled)));
    Set<String> readers = new TreeSet<>();
    for (Record3<String, String, Boolean> row :
        sql.select(NAME, LINEAGE, POLLED)
            .from(table)
            .where(ours())
            .and(old)
            .orderBy(NAME, LINEAGE)
            .fetch()) {
      boolean gone = delete(new JournalLineage(row.value1(), row.value2()), old);
      if (gone && row.value3()) {
        readers.add(row.value1());
      }
    }
    return readers;
  }

  private static Condition before(Duration ago) {
    return condition("{0} < dateadd(millisecond, {1}, {2})", SEEN_AT, inline(-ago.toMillis()), NOW);
  }

  private boolean delete(JournalLineage lineage, Condition also) {
    return sql.deleteFrom(table).where(is(lineage)).and(also).execute() > 0;
  }

  private Condition is(JournalLineage lineage) {
    return NAME.eq(lineage.reader()).and(ours()).and(LINEAGE.eq(lineage.id()));
  }

  private Condition ours() {
    return H2Journal.DATASET.eq(site.number());
  }
}
