package io.syncline.jdbc.dialect;

import static org.jooq.impl.DSL.condition;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.query;
import static org.jooq.impl.DSL.selectOne;
import static org.jooq.impl.DSL.table;
import static org.jooq.impl.DSL.val;

import io.syncline.jdbc.schema.TableName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Query;
import org.jooq.Table;

/** Looks at what a journal needs, and says how to make what is missing, and how to remove it. */
final class H2JournalParts {

  private static final String DATASET =
      "create table if not exists {0} (\"number\" bigint primary key, \"name\" varchar not null,"
          + " \"incarnation\" varchar(36) not null, \"purged\" bigint not null)";

  /** After a crash, H2 goes on behind all numbers that it may have given: a cache ahead. */
  private static final String JOURNAL =
      "create table if not exists {0} (\"position\" bigint generated always as identity (start with"
          + " 1 cache 1000000000) primary key, \"dataset\" bigint not null, \"operation\" varchar(1)"
          + " not null, \"key\" varchar not null, \"moved_to\" varchar)";

  private static final String BY_DATASET =
      "create index if not exists {0} on {1} (\"dataset\", \"position\")";

  private static final String READER =
      "create table if not exists {0} (\"name\" varchar, \"dataset\" bigint, \"lineage\""
          + " varchar(36), \"polled\" boolean default false not null, \"settled\" bigint not null,"
          + " \"seen_at\" timestamp(6) with time zone default current_timestamp not null,"
          + " primary key (\"name\", \"dataset\", \"lineage\"))";

  private final DSLContext sql;
  private final JournalSite site;

  H2JournalParts(DSLContext sql, JournalSite site) {
    this.sql = sql;
    this.site = site;
  }

  /** An administrator has every right to each table. */
  List<JournalPart> all() {
    boolean administrator = H2Rights.isAdministrator(sql);
    List<JournalPart> parts = new ArrayList<>();
    parts.add(
        administrator
            ? JournalPart.good("right ADMIN")
            : JournalPart.lacking("right ADMIN", List.of("ADMIN")));
    Table<?> journal = H2Journal.table(site, "journal");
    parts.add(part("dataset", query(DATASET, H2Journal.table(site, "dataset"))));
    parts.add(
        part(
            "journal",
            query(JOURNAL, journal),
            query(BY_DATASET, H2Journal.table(site, "by_dataset"), journal)));
    parts.add(part("reader", query(READER, H2Journal.table(site, "reader"))));
    Optional<H2Triggers> triggers = site.table().map(table -> new H2Triggers(sql, site));
    Optional<String> fault = triggers.flatMap(H2Triggers::fault);
    triggers.ifPresent(each -> parts.add(trigger(each, fault)));
    parts.add(dataset(administrator, triggers, fault.isEmpty()));
    return parts;
  }

  /** The journal ends for the dataset first: what is written without a trigger nobody notes. */
  private JournalPart trigger(H2Triggers triggers, Optional<String> fault) {
    String part = "trigger " + triggers.called() + " on " + site.table().orElseThrow();
    if (fault.isEmpty()) {
      return JournalPart.good(part);
    }
    List<Query> making = new ArrayList<>();
    if (isThere("dataset")) {
      making.add(delete("dataset", H2Journal.NUMBER));
    }
    making.addAll(triggers.making());
    return new JournalPart(part, fault, making);
  }

  private JournalPart part(String table, Query... making) {
    String part = "table " + TableName.of(site.schema(), H2Journal.called(table));
    return isThere(table) ? JournalPart.good(part) : JournalPart.bad(part, "is missing", making);
  }

  /** It begins once all is noted that is written. */
  private JournalPart dataset(boolean readable, Optional<H2Triggers> triggers, boolean noted) {
    String part = "dataset " + site.name();
    if (isThere("dataset") && !readable) {
      return JournalPart.bad(part, "cannot be looked at");
    }
    if (isThere("dataset") && isKnown() && noted) {
      return JournalPart.good(part);
    }
    List<Query> making = new ArrayList<>();
    triggers.ifPresent(each -> making.add(each.waiting()));
    making.add(
        query(
            "insert into {0} (\"number\", \"name\", \"incarnation\", \"purged\") select {1}, {2},"
                + " cast(random_uuid() as varchar), coalesce(max({3}), 1) from {4}",
            H2Journal.table(site, "dataset"),
            inline(site.number()),
            inline(site.name()),
            H2Journal.SETTLED,
            H2Journal.table(site, "reader")));
    return new JournalPart(part, Optional.of(noted ? "is missing" : "must begin anew"), making);
  }

  private boolean isKnown() {
    return sql.fetchExists(H2Journal.table(site, "dataset"), H2Journal.NUMBER.eq(site.number()));
  }

  private boolean isThere(String name) {
    return sql.fetchExists(
        selectOne()
            .from(table("INFORMATION_SCHEMA.TABLES"))
            .where(
                condition(
                    "TABLE_SCHEMA = {0} and TABLE_NAME = {1}",
                    H2Journal.schema(site), val(H2Journal.called(name)))));
  }

  /** Triggers go first; the journal's own tables go with the last dataset. */
  List<Query> removal() {
    List<Query> removal = new ArrayList<>();
    if (site.table().isPresent()) {
      removal.addAll(new H2Triggers(sql, site).removing());
    }
    removal.addAll(entries());
    return removal;
  }

  private List<Query> entries() {
    if (!isThere("dataset")) {
      return List.of();
    }
    if (!sql.fetchExists(H2Journal.table(site, "dataset"), H2Journal.NUMBER.ne(site.number()))) {
      return List.of("reader", "journal", "dataset").stream()
          .filter(this::isThere)
          .map(each -> (Query) query("drop table {0}", H2Journal.table(site, each)))
          .toList();
    }
    return isKnown()
        ? List.of(
            delete("reader", H2Journal.DATASET),
            delete("journal", H2Journal.DATASET),
            delete("dataset", H2Journal.NUMBER))
        : List.of();
  }

  private Query delete(String table, Field<Long> column) {
    return query(
        "delete from {0} where {1} = {2}",
        H2Journal.table(site, table), column, inline(site.number()));
  }
}
