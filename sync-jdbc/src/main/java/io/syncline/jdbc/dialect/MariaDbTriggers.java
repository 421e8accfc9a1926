package io.syncline.jdbc.dialect;

import static org.jooq.impl.DSL.condition;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.query;
import static org.jooq.impl.DSL.raw;
import static org.jooq.impl.DSL.val;

import io.syncline.jdbc.schema.TableName;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jooq.Name;
import org.jooq.Query;

/**
 * The triggers of one followed table: those that must be there, and those that the catalogue has.
 *
 * @param found all of the site, whatever they do
 */
record MariaDbTriggers(JournalSite site, List<Wanted> wanted, List<Found> found) {

  /** One that must be there, after each event. */
  record Wanted(String name, String event, String body) {}

  /**
   * One of them.
   *
   * @param stamp another one whenever it is made anew
   */
  record Found(String name, String event, String body, String stamp) {}

  static MariaDbTriggers of(DSLContext sql, JournalSite site) {
    TableName table = site.table().orElseThrow();
    MariaDbTriggerBody body = new MariaDbTriggerBody(sql, site);
    List<Wanted> wanted =
        List.of(
            new Wanted(called("insert", site), "insert", body.inserted()),
            new Wanted(called("update", site), "update", body.updated()),
            new Wanted(called("delete", site), "delete", body.deleted()));
    List<Found> found =
        sql
            .select(
                field("trigger_name", String.class),
                field("lower(concat(action_timing, ' ', event_manipulation))", String.class),
                field("action_statement", String.class),
                field("concat(coalesce(created, ''), ' ', definer)", String.class))
            .from(org.jooq.impl.DSL.table("information_schema.triggers"))
            .where(
                condition(
                    "event_object_schema = {0} and event_object_table = {1}",
                    val(table.schema().orElseThrow()), val(table.table())))
            .fetch(row -> new Found(row.value1(), row.value2(), row.value3(), row.value4()))
            .stream()
            .filter(each -> each.name().startsWith("syncline_"))
            .filter(each -> each.name().endsWith("_" + site.digits()))
            .toList();
    return new MariaDbTriggers(site, wanted, found);
  }

  private static String called(String event, JournalSite site) {
    return "syncline_" + event + "_" + site.digits();
  }

  Optional<Found> get(String name) {
    return found.stream().filter(each -> each.name().equals(name)).findFirst();
  }

  /** What is wrong with one of them; empty: nothing. */
  Optional<String> fault(Wanted wanted) {
    Optional<Found> there = get(wanted.name());
    if (there.isEmpty()) {
      return Optional.of("is missing");
    }
    return there.get().event().equals("after " + wanted.event())
            && there.get().body().equals(wanted.body())
        ? Optional.empty()
        : Optional.of("is not as it would be made");
  }

  /** What is wrong with any. */
  List<String> faults() {
    return wanted.stream()
        .flatMap(each -> fault(each).map(why -> each.name() + " " + why).stream())
        .toList();
  }

  String stamp() {
    return found.stream().map(each -> " " + each.stamp()).sorted().collect(Collectors.joining());
  }

  Query making(Wanted wanted) {
    return query(
        "create trigger {0} after {1} on {2} for each row {3}",
        qualified(wanted.name()),
        raw(wanted.event()),
        org.jooq.impl.DSL.table(site.table().orElseThrow().name()),
        raw(wanted.body()));
  }

  Query removing(String trigger) {
    return query("drop trigger {0}", qualified(trigger));
  }

  /** A trigger stands in the database of its table. */
  private Name qualified(String trigger) {
    return name(site.table().orElseThrow().schema().orElseThrow(), trigger);
  }
}
