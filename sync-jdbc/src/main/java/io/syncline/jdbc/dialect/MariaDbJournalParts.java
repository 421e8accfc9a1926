package io.syncline.jdbc.dialect;

import static org.jooq.impl.DSL.condition;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.query;
import static org.jooq.impl.DSL.val;

import io.syncline.jdbc.schema.TableName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.Query;
import org.jooq.Table;

/** Looks at what a journal needs, and says how to make what is missing. */
final class MariaDbJournalParts {

  private static final String OURS =
      " engine = innodb default character set utf8mb4 collate utf8mb4_bin";

  private static final String DATASET =
      "create table {0} (number bigint primary key, name text not null, incarnation char(36) not"
          + " null, purged bigint not null)"
          + OURS;

  /** A column with numbers of its own needs an index that begins with it. */
  private static final String JOURNAL =
      "create table {0} (position bigint not null auto_increment primary key, dataset bigint not"
          + " null, operation char(1) not null, `key` longtext not null, moved_to longtext,"
          + " key by_dataset (dataset, position))"
          + OURS;

  private static final String READER =
      "create table {0} (name varchar(190), dataset bigint, lineage char(36), polled boolean not"
          + " null default false, settled bigint not null, seen_at timestamp(6) not null default"
          + " current_timestamp(6), primary key (name, dataset, lineage))"
          + OURS;

  private final DSLContext sql;
  private final JournalSite site;
  private final List<JournalPart> parts = new ArrayList<>();

  MariaDbJournalParts(DSLContext sql, JournalSite site) {
    this.sql = sql;
    this.site = site;
  }

  List<JournalPart> all() {
    part("right PROCESS", MariaDbRights.missing(sql, List.of("PROCESS")));
    boolean readable = table("dataset", DATASET, "SELECT", "UPDATE");
    table("journal", JOURNAL, "SELECT", "DELETE");
    table("reader", READER, "SELECT", "INSERT", "UPDATE", "DELETE");
    dataset(readable);
    site.table().ifPresent(this::triggers);
    return parts;
  }

  private void part(String part, List<String> missing) {
    parts.add(missing.isEmpty() ? JournalPart.good(part) : JournalPart.lacking(part, missing));
  }

  /** Whether it is there and all that is needed may be done to it. */
  private boolean table(String table, String definition, String... wanted) {
    TableName name = MariaDbJournal.called(site, table);
    String part = "table " + name;
    if (!isThere(sql, name)) {
      List<String> missing = MariaDbRights.missing(sql, name, List.of("CREATE"));
      Query making = query(definition, MariaDbJournal.table(site, table));
      parts.add(JournalPart.bad(part, "is missing" + rights(missing), making));
      return false;
    }
    List<String> missing = MariaDbRights.missing(sql, name, List.of(wanted));
    part(part, missing);
    return missing.isEmpty();
  }

  private static String rights(List<String> missing) {
    return missing.isEmpty() ? "" : ", and the right to make it: " + String.join(", ", missing);
  }

  static boolean isThere(DSLContext sql, TableName name) {
    return sql.fetchExists(
        sql.selectOne()
            .from(org.jooq.impl.DSL.table("information_schema.tables"))
            .where(
                condition(
                    "table_schema = {0} and table_name = {1}",
                    val(name.schema().orElseThrow()), val(name.table()))));
  }

  private void dataset(boolean readable) {
    String part = "dataset " + site.name();
    Table<?> table = MariaDbJournal.table(site, "dataset");
    Query making =
        query(
            "insert into {0} (number, name, incarnation, purged) select {1}, {2}, uuid(),"
                + " coalesce(max(settled), 1) from {3}",
            table,
            inline(site.number()),
            inline(site.name()),
            MariaDbJournal.table(site, "reader"));
    if (readable && sql.fetchExists(table, condition("number = {0}", val(site.number())))) {
      parts.add(JournalPart.good(part));
    } else if (readable || !isThere(sql, MariaDbJournal.called(site, "dataset"))) {
      parts.add(JournalPart.bad(part, "is missing", making));
    } else {
      parts.add(JournalPart.bad(part, "cannot be looked at"));
    }
  }

  private void triggers(TableName table) {
    List<String> missing = MariaDbRights.missing(sql, table, List.of("TRIGGER"));
    part("right TRIGGER on " + table, missing);
    Optional<String> cascades = MariaDbFollowed.cascades(sql, site);
    parts.add(
        new JournalPart(
            "foreign keys of " + table, cascades.map(why -> "must be of " + why), List.of()));
    MariaDbTriggers triggers = MariaDbTriggers.of(sql, site);
    for (MariaDbTriggers.Wanted each : triggers.wanted()) {
      String part = "trigger " + each.name() + " on " + table;
      parts.add(
          triggers
              .fault(each)
              .map(why -> trigger(part, why, triggers, each, missing.isEmpty()))
              .orElseGet(() -> JournalPart.good(part)));
    }
  }

  /**
   * It runs with the rights of whoever makes it. So it is not made by an account that could make
   * it, but not write to the journal: the application could not write any more. A server with a
   * binary log lets few make one, unless told to trust all.
   */
  private JournalPart trigger(
      String part,
      String fault,
      MariaDbTriggers triggers,
      MariaDbTriggers.Wanted wanted,
      boolean makeable) {
    TableName journal = MariaDbJournal.called(site, "journal");
    if (makeable && !MariaDbRights.missing(sql, journal, List.of("INSERT")).isEmpty()) {
      return JournalPart.bad(part, fault + ", and the right to serve it: INSERT on " + journal);
    }
    if (makeable && !MariaDbRights.mayMakeTriggers(sql)) {
      return JournalPart.bad(
          part, fault + ", and the right to make it: SUPER, or log_bin_trust_function_creators=ON");
    }
    List<Query> making = new ArrayList<>();
    triggers.get(wanted.name()).ifPresent(each -> making.add(triggers.removing(each.name())));
    making.add(triggers.making(wanted));
    return new JournalPart(part, Optional.of(fault), making);
  }
}
