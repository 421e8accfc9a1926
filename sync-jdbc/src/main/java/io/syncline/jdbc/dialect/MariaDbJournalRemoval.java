package io.syncline.jdbc.dialect;

import static org.jooq.impl.DSL.condition;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.query;
import static org.jooq.impl.DSL.val;

import java.util.ArrayList;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.Query;
import org.jooq.Table;

/**
 * Says how to remove what a dataset needs; the journal's own tables go with the last dataset.
 * Triggers go first: while one stands, what it writes to must stand too, or the application could
 * not write.
 */
final class MariaDbJournalRemoval {

  private final DSLContext sql;
  private final JournalSite site;

  MariaDbJournalRemoval(DSLContext sql, JournalSite site) {
    this.sql = sql;
    this.site = site;
  }

  List<Query> all() {
    List<Query> queries = new ArrayList<>();
    if (site.table().isPresent()) {
      MariaDbTriggers triggers = MariaDbTriggers.of(sql, site);
      triggers.found().forEach(each -> queries.add(triggers.removing(each.name())));
    }
    if (isThere("dataset")) {
      queries.addAll(entries());
    }
    return queries;
  }

  private List<Query> entries() {
    Table<?> datasets = MariaDbJournal.table(site, "dataset");
    if (sql.fetchExists(datasets, condition("number <> {0}", val(site.number())))) {
      return sql.fetchExists(datasets, condition("number = {0}", val(site.number())))
          ? List.of(
              delete("reader", "dataset"),
              delete("journal", "dataset"),
              delete("dataset", "number"))
          : List.of();
    }
    return List.of("reader", "journal", "dataset").stream()
        .filter(this::isThere)
        .map(each -> (Query) query("drop table {0}", MariaDbJournal.table(site, each)))
        .toList();
  }

  private Query delete(String table, String column) {
    return query(
        "delete from {0} where {1} = {2}",
        MariaDbJournal.table(site, table), field(name(column)), inline(site.number()));
  }

  private boolean isThere(String table) {
    return MariaDbJournalParts.isThere(sql, MariaDbJournal.called(site, table));
  }
}
