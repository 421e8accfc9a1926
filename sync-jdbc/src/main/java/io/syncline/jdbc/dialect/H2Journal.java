package io.syncline.jdbc.dialect;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.val;

import io.syncline.jdbc.schema.TableName;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Name;
import org.jooq.Query;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;

/**
 * The journal in H2. Entries are known by their positions, see {@link JournalGaps}.
 *
 * <p>The open transactions show: a position is given while a statement runs, and H2 lists its
 * session as running it from before that, then as having uncommitted changes until what it wrote
 * shows or is undone. That of a transaction which waits for its second phase has another name, so
 * nothing is concluded while there is one. A session goes by one name for all its transactions: one
 * that writes at every look counts as one long transaction.
 *
 * <p>H2 writes to the disk later than it shows. A crash must not take back what a cursor stands
 * behind, or its positions would be given again: so the disk is waited for before a snapshot is
 * handed on, and positions are drawn from a sequence that goes on far above all it ever gave.
 */
final class H2Journal implements JournalSql {

  /** More sessions are not carried in a cursor. */
  private static final int MOST_OWNERS = 1_000;

  private static final Set<Integer> NO_SUCH_TABLE = Set.of(42102, 42103, 42104);

  static final Field<Long> NUMBER = field(name("number"), Long.class);
  static final Field<Long> DATASET = field(name("dataset"), Long.class);
  static final Field<Long> PURGED = field(name("purged"), Long.class);
  static final Field<Long> SETTLED = field(name("settled"), Long.class);
  static final Field<String> INCARNATION = field(name("incarnation"), String.class);

  static Table<?> table(JournalSite site, String name) {
    Name table = name(called(name));
    return DSL.table(site.schema().isEmpty() ? table : name(name(site.schema()), table));
  }

  static String called(String name) {
    return "syncline_" + name;
  }

  /** The schema of its tables, as the catalogue has it. */
  static Field<String> schema(JournalSite site) {
    return site.schema().isEmpty()
        ? field("current_schema", String.class)
        : val(site.schema(), String.class);
  }

  /** That of the table; where that is not said, the current one. */
  @Override
  public String usualSchema(TableName table) {
    return table.schema().orElse("");
  }

  @Override
  public Optional<String> refusal(DSLContext sql, JournalSite site) {
    return site.table().flatMap(table -> H2Triggers.refusal(sql, site));
  }

  @Override
  public List<JournalPart> parts(DSLContext sql, JournalSite site) {
    return new H2JournalParts(sql, site).all();
  }

  @Override
  public List<Query> removal(DSLContext sql, JournalSite site) {
    return new H2JournalParts(sql, site).removal();
  }

  /** Nothing outlives a statement that commits by itself; no lock is waited for longer anyway. */
  @Override
  public void claim(DSLContext sql, JournalSite site, Duration wait) {}

  @Override
  public boolean undoes() {
    return false;
  }

  @Override
  public boolean keepsNumbers() {
    return false;
  }

  @Override
  public boolean looks() {
    return true;
  }

  @Override
  public JournalLook look(DSLContext sql, JournalSite site) {
    List<OpenTransactions.Open> open = H2Sessions.open(sql).open();
    Set<String> names = open.stream().map(OpenTransactions.Open::id).collect(Collectors.toSet());
    boolean left = open.stream().anyMatch(OpenTransactions.Open::prepared);
    return new JournalLook(names, !left && names.size() <= MOST_OWNERS);
  }

  @Override
  public JournalSnapshot snapshot(
      DSLContext sql, JournalSite site, Optional<JournalSnapshot> seen, JournalLook look) {
    JournalSnapshot from =
        seen.orElseGet(() -> JournalSnapshot.before(new H2JournalLineages(sql, site).floor()));
    JournalSnapshot now = new JournalGaps(sql, table(site, "journal")).after(from, look);
    if (!seen.equals(Optional.of(now))) {
      sql.query("checkpoint sync").execute();
    }
    return now;
  }

  @Override
  public String turned() {
    return "its journal was installed anew";
  }

  private static void mustStand(DSLContext sql, JournalSite site) {
    H2Triggers triggers = new H2Triggers(sql, site);
    triggers
        .fault()
        .ifPresent(
            why -> {
              throw JournalSql.uninstalled(site, "trigger " + triggers.called() + " " + why);
            });
  }

  /**
   * The snapshot of a table is taken by the first statement that reads it, so this one reads all
   * three: what is purged and what is left are then of one moment.
   */
  @Override
  public JournalState state(DSLContext sql, JournalSite site) {
    if (!H2Rights.isAdministrator(sql)) {
      throw JournalSql.uninstalled(
          site, "the right ADMIN is missing, without which no open transactions show");
    }
    Record row =
        reading(
                site,
                () ->
                    sql.select(
                            next(site),
                            INCARNATION,
                            PURGED,
                            field(
                                "(select max({0}) from {1})",
                                PositionedEntries.POSITION, table(site, "journal")),
                            field("(select max({0}) from {1})", SETTLED, table(site, "reader")))
                        .from(table(site, "dataset"))
                        .where(NUMBER.eq(site.number()))
                        .fetchOptional())
            .orElseThrow(() -> JournalSql.uninstalled(site, "the journal knows no such dataset"));
    if (site.table().isPresent()) {
      mustStand(sql, site);
    }
    return new JournalState(
        row.get(0, Long.class), row.get(INCARNATION), row.get(PURGED), Optional.empty());
  }

  private static Field<Long> next(JournalSite site) {
    return field(
        "(select c.IDENTITY_BASE from INFORMATION_SCHEMA.COLUMNS c where c.TABLE_SCHEMA = {0}"
            + " and c.TABLE_NAME = {1} and c.COLUMN_NAME = {2})",
        Long.class, schema(site), val(called("journal")), val("position"));
  }

  private static <T> T reading(JournalSite site, Supplier<T> work) {
    try {
      return work.get();
    } catch (DataAccessException e) {
      SQLException told = e.getCause(SQLException.class);
      if (told != null && NO_SUCH_TABLE.contains(told.getErrorCode())) {
        throw JournalSql.uninstalled(site, "there is no journal in " + site.schema());
      }
      throw e;
    }
  }

  @Override
  public List<JournalEntry> entries(
      DSLContext sql, JournalSite site, JournalRange range, int most) {
    return PositionedEntries.of(
        sql, table(site, "journal"), DATASET.eq(site.number()), range, most);
  }

  @Override
  public Optional<Query> noting(DSLContext sql, JournalSite site) {
    return new H2JournalEntries(sql, site).noting();
  }

  @Override
  public JournalLineage begin(DSLContext sql, JournalSite site, String reader) {
    return new H2JournalLineages(sql, site).begin(reader);
  }

  @Override
  public void register(DSLContext sql, JournalSite site, JournalLineage lineage) {
    new H2JournalLineages(sql, site).register(lineage);
  }

  @Override
  public void advance(DSLContext sql, JournalSite site, JournalLineage lineage, long settled) {
    new H2JournalLineages(sql, site).advance(lineage, settled);
  }

  @Override
  public void giveUp(DSLContext sql, JournalSite site, JournalLineage lineage) {
    new H2JournalLineages(sql, site).giveUp(lineage);
  }

  @Override
  public Set<String> forget(DSLContext sql, JournalSite site, Duration unseen, Duration unpolled) {
    return new H2JournalLineages(sql, site).forget(unseen, unpolled);
  }

  @Override
  public int purge(DSLContext sql, JournalSite site, int most) {
    return new H2JournalEntries(sql, site).purge(most);
  }
}
