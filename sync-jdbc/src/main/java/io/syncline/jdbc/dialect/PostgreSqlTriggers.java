package io.syncline.jdbc.dialect;

import static org.jooq.impl.DSL.condition;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.val;

import io.syncline.jdbc.schema.TableName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jooq.Record;

/**
 * The triggers of one followed table, as the catalogue has them.
 *
 * @param kind of the table: {@code r} a plain one, {@code p} a partitioned one; empty: there is
 *     none
 */
record PostgreSqlTriggers(JournalSite site, Optional<String> kind, List<Found> found) {

  static final String INSERT = "insert";
  static final String UPDATE = "update";
  static final String DELETE = "delete";
  static final String MOVE = "move";
  static final String TRUNCATE = "truncate";
  static final String ROWS = "rows";

  /** The names of all of them; they change no row. */
  static final String OURS = "^syncline_[a-z]+_[0-9a-f]+$";

  private static final List<String> OF_PLAIN = List.of(INSERT, UPDATE, MOVE, DELETE, TRUNCATE);
  private static final List<String> OF_PARTITIONED = List.of(ROWS, TRUNCATE);

  /**
   * One of them.
   *
   * @param enabled {@code A} where it always fires, for what replication writes too
   * @param stamp another one whenever it was altered, or made anew
   * @param calls whether it calls the function of the site
   * @param partly whether it is disabled for a partition
   */
  record Found(String name, String enabled, String stamp, boolean calls, boolean partly) {}

  static String name(JournalSite site, String what) {
    return "syncline_" + what + "_" + site.digits();
  }

  static PostgreSqlTriggers of(DSLContext sql, JournalSite site) {
    TableName table = site.table().orElseThrow();
    List<Found> found = new ArrayList<>();
    List<String> kinds = new ArrayList<>();
    sql.select(
            field("cast(c.relkind as text)", String.class),
            field("cast(t.tgname as text)", String.class),
            field("cast(t.tgenabled as text)", String.class),
            field("concat(t.oid, ':', t.xmin)", String.class),
            field(
                "coalesce(p.proname = {0} and pn.nspname = {1}, false)",
                Boolean.class, val(PostgreSqlJournalFunction.name(site)), val(site.schema())),
            field(
                "exists (select from pg_trigger k where k.tgparentid = t.oid and k.tgenabled = 'D')",
                Boolean.class))
        .from(
            "pg_class as c join pg_namespace as n on n.oid = c.relnamespace left join pg_trigger as"
                + " t on t.tgrelid = c.oid and not t.tgisinternal left join pg_proc as p"
                + " on p.oid = t.tgfoid left join pg_namespace as pn on pn.oid = p.pronamespace")
        .where(condition("n.nspname = {0}", val(table.schema().orElseThrow())))
        .and(condition("c.relname = {0}", val(table.table())))
        .forEach((Record row) -> take(row, kinds, found));
    found.removeIf(each -> !each.name().endsWith("_" + site.digits()));
    return new PostgreSqlTriggers(site, kinds.stream().findFirst(), found);
  }

  private static void take(Record row, List<String> kinds, List<Found> found) {
    kinds.add(row.get(0, String.class));
    String name = row.get(1, String.class);
    if (name != null) {
      found.add(
          new Found(
              name,
              row.get(2, String.class),
              row.get(3, String.class),
              row.get(4, Boolean.class),
              row.get(5, Boolean.class)));
    }
  }

  boolean isPartitioned() {
    return kind.equals(Optional.of("p"));
  }

  /** The names of those that must be there. */
  List<String> wanted() {
    return (isPartitioned() ? OF_PARTITIONED : OF_PLAIN)
        .stream().map(what -> name(site, what)).toList();
  }

  Optional<Found> get(String name) {
    return found.stream().filter(each -> each.name().equals(name)).findFirst();
  }

  /** What is wrong with the one of this name; empty: nothing. */
  Optional<String> fault(String name) {
    Optional<Found> trigger = get(name);
    if (trigger.isEmpty()) {
      return Optional.of("is missing");
    }
    if (!trigger.get().calls()) {
      return Optional.of("calls another function");
    }
    return trigger.get().enabled().equals("A") && !trigger.get().partly()
        ? Optional.empty()
        : Optional.of("is disabled");
  }

  String stamp() {
    return found.stream().map(each -> " " + each.stamp()).sorted().collect(Collectors.joining());
  }
}
