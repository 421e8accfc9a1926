package io.syncline.jdbc.dialect;

import static org.jooq.impl.DSL.condition;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.query;
import static org.jooq.impl.DSL.raw;
import static org.jooq.impl.DSL.table;
import static org.jooq.impl.DSL.val;

import io.syncline.jdbc.schema.Column;
import io.syncline.jdbc.schema.TableName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Name;
import org.jooq.Query;
import org.jooq.QueryPart;
import org.jooq.Record1;

/**
 * The trigger of one followed table in H2: one for all events, whose class is {@link
 * H2JournalTrigger}, and a constant of the same name that tells it what to do. A constant is read
 * without any right, and the trigger writes with the rights of whoever writes to the table: so
 * everybody may add lines to the journal, and nobody may read them who could not before.
 */
final class H2Triggers {

  static final String PREFIX = "syncline_";

  /** How the rows of such a table are kept; one that is linked or a view has no triggers. */
  private static final Set<String> OWN = Set.of("CACHED", "MEMORY");

  private static final Set<String> EVENTS = Set.of("INSERT", "UPDATE", "DELETE");

  private static final Field<String> ESCAPE = inline("\\");
  private static final Field<String> BETWEEN = inline("|");

  private final DSLContext sql;
  private final JournalSite site;
  private final TableName followed;
  private final Name qualified;

  H2Triggers(DSLContext sql, JournalSite site) {
    this.sql = sql;
    this.site = site;
    this.followed = site.table().orElseThrow();
    this.qualified = name(followed.schema().orElseThrow(), called());
  }

  /** What the table must be, and is not; empty: it can be followed. */
  static Optional<String> refusal(DSLContext sql, JournalSite site) {
    TableName table = site.table().orElseThrow();
    Optional<String> broken =
        Stream.concat(
                Stream.of(site.schema(), table.toString()), site.key().stream().map(Column::name))
            .filter(each -> each.lines().count() > 1)
            .findFirst()
            .map(each -> "a table whose names have no line breaks: name=" + each);
    return broken.or(
        () ->
            sql.select(
                    field(
                        "upper(case TABLE_TYPE when 'BASE TABLE' then STORAGE_TYPE else TABLE_TYPE end)",
                        String.class))
                .from(table("INFORMATION_SCHEMA.TABLES"))
                .where(condition("TABLE_SCHEMA = {0}", val(table.schema().orElseThrow())))
                .and(condition("TABLE_NAME = {0}", val(table.table())))
                .fetchOptional(Record1::value1)
                .filter(type -> !OWN.contains(type))
                .map(type -> "a table of the database's own: type=" + type));
  }

  String called() {
    return PREFIX + site.digits();
  }

  /** What is wrong with it; empty: nothing. */
  Optional<String> fault() {
    if (!hasTrigger()) {
      return Optional.of("is missing");
    }
    boolean right =
        events().equals(EVENTS)
            && hasConstant()
            && constant().equals(told())
            && H2Rights.isPublic(sql, H2Journal.schema(site), H2Journal.called("journal"));
    return right ? Optional.empty() : Optional.of("is not as it would be made");
  }

  private boolean hasTrigger() {
    return sql.fetchExists(
        table("INFORMATION_SCHEMA.TRIGGERS"), named("TRIGGER_SCHEMA", "TRIGGER_NAME"));
  }

  private boolean hasConstant() {
    return sql.fetchExists(
        table("INFORMATION_SCHEMA.CONSTANTS"), named("CONSTANT_SCHEMA", "CONSTANT_NAME"));
  }

  private Condition named(String schema, String object) {
    return condition(
        "{0} = {1} and {2} = {3}",
        field(schema), val(followed.schema().orElseThrow()), field(object), val(called()));
  }

  private Set<String> events() {
    return sql.select(field("EVENT_MANIPULATION", String.class))
        .from(table("INFORMATION_SCHEMA.TRIGGERS"))
        .where(named("TRIGGER_SCHEMA", "TRIGGER_NAME"))
        .and(condition("EVENT_OBJECT_SCHEMA = {0}", val(followed.schema().orElseThrow())))
        .and(condition("EVENT_OBJECT_TABLE = {0}", val(followed.table())))
        .and("ACTION_TIMING = 'AFTER' and ACTION_ORIENTATION = 'ROW'")
        .and(condition("JAVA_CLASS = {0}", val(H2JournalTrigger.class.getName())))
        .fetchSet(0, String.class);
  }

  private String constant() {
    return sql.select(field("{0}", String.class, qualified)).fetchSingle().value1();
  }

  /** In this order: while a trigger stands, what it reads and writes to must stand too. */
  List<Query> making() {
    List<Query> making = new ArrayList<>(removing());
    making.add(query("create constant {0} value {1}", qualified, inline(told())));
    making.add(query("grant insert on {0} to public", H2Journal.table(site, "journal")));
    making.add(
        query(
            "create trigger {0} after insert, update, delete on {1} for each row call {2}",
            qualified, table(followed.name()), inline(H2JournalTrigger.class.getName())));
    return making;
  }

  /**
   * Waits for those who were writing when the trigger was made: H2 makes one at once, and nobody
   * notes what they wrote before. It changes nothing, since the column is there.
   */
  Query waiting() {
    return query(
        "alter table {0} add column if not exists {1} integer",
        table(followed.name()), name(site.key().get(0).name()));
  }

  List<Query> removing() {
    List<Query> removing = new ArrayList<>();
    if (hasTrigger()) {
      removing.add(query("drop trigger {0}", qualified));
    }
    if (hasConstant()) {
      removing.add(query("drop constant {0}", qualified));
    }
    return removing;
  }

  /** See {@link H2JournalTrigger}: two statements, and the columns of the key, a line each. */
  private String told() {
    Field<String> operation = parameter("varchar");
    String line =
        insert(
            query(
                "({0}, {1}, {2}) values ({3}, {4}, {5})",
                H2Journal.DATASET,
                PositionedEntries.OPERATION,
                PositionedEntries.KEY,
                inline(site.number()),
                operation,
                key()));
    String move =
        insert(
            query(
                "({0}, {1}, {2}, {3}) values ({4}, {5}, {6}, {7})",
                H2Journal.DATASET,
                PositionedEntries.OPERATION,
                PositionedEntries.KEY,
                PositionedEntries.MOVED_TO,
                inline(site.number()),
                operation,
                key(),
                key()));
    return Stream.concat(Stream.of(line, move), site.key().stream().map(Column::name))
        .collect(Collectors.joining("\n"));
  }

  private String insert(QueryPart rest) {
    return sql.renderInlined(query("insert into {0} {1}", H2Journal.table(site, "journal"), rest));
  }

  private static Field<String> parameter(String type) {
    return field("cast({0} as {1})", String.class, raw("?"), raw(type));
  }

  /** Where its type cannot be told from the value that is given, it is said, but no length. */
  private static Field<?> parameter(Column column) {
    return switch (column.form()) {
      case INSTANT -> parameter("timestamp(9) with time zone");
      case BINARY -> parameter("varbinary");
      case TEXT, SYMBOL -> parameter("varchar");
      default -> field("{0}", raw("?"));
    };
  }

  /** In the form of {@link io.syncline.model.NativeKey#toString()}. */
  private Field<String> key() {
    return site.key().stream()
        .map(H2Triggers::part)
        .reduce((left, right) -> field("{0} || {1} || {2}", String.class, left, BETWEEN, right))
        .orElseThrow();
  }

  private static Field<String> part(Column column) {
    Field<String> text = new H2().shown(column, parameter(column));
    return column.form().isFree()
        ? field(
            "replace(replace({0}, {1}, {1} || {1}), {2}, {1} || {2})",
            String.class, text, ESCAPE, BETWEEN)
        : text;
  }
}
