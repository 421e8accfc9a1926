package io.syncline.jdbc.dialect;

import static org.jooq.impl.DSL.condition;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.val;

import io.syncline.jdbc.schema.TableName;
import io.syncline.spi.AdapterException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Name;
import org.jooq.Query;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.exception.DataAccessException;

/**
 * The journal in MariaDB and MySQL, whose transactions have no numbers that a trigger could note:
 * entries are known by their positions alone, see {@link JournalGaps}. Its tables stand in the
 * database of the table that is followed, and go into its backups. Statements that make or drop
 * something commit by themselves, so an installation that fails leaves what it had made.
 */
final class MariaDbJournal implements JournalSql {

  /** More transactions are not carried in a cursor. */
  private static final int MOST_OWNERS = 1_000;

  /** Installations of others are waited for so long; nobody else waits meanwhile. */
  private static final Duration OTHERS = Duration.ofSeconds(10);

  private static final int NO_SUCH_DATABASE = 1049;
  private static final int NO_SUCH_TABLE = 1146;

  private final MariaDbTransactions transactions;
  private final MariaDbTableNumbers numbers;

  MariaDbJournal(MariaDb.Product product) {
    this.transactions = new MariaDbTransactions(product);
    this.numbers = new MariaDbTableNumbers(product);
  }

  static TableName called(JournalSite site, String name) {
    return TableName.of(site.schema(), "syncline_" + name);
  }

  static Table<?> table(JournalSite site, String name) {
    Name table = name("syncline_" + name);
    return org.jooq.impl.DSL.table(
        site.schema().isEmpty() ? table : name(name(site.schema()), table));
  }

  /** That of the table; where that is not said, the one that is connected to. */
  @Override
  public String usualSchema(TableName table) {
    return table.schema().orElse("");
  }

  @Override
  public Optional<String> refusal(DSLContext sql, JournalSite site) {
    return MariaDbFollowed.refusal(sql, site);
  }

  @Override
  public List<JournalPart> parts(DSLContext sql, JournalSite site) {
    return new MariaDbJournalParts(sql, site).all();
  }

  @Override
  public List<Query> removal(DSLContext sql, JournalSite site) {
    return new MariaDbJournalRemoval(sql, site).all();
  }

  /** To {@link #release}, since no lock would outlive a statement that commits by itself. */
  @Override
  public void claim(DSLContext sql, JournalSite site, Duration wait) {
    if (sql.select(field("get_lock({0}, {1})", Integer.class, lock(site), val(OTHERS.toSeconds())))
        .fetchOptional(row -> row.value1())
        .filter(had -> had == 1)
        .isEmpty()) {
      throw new AdapterException.Unreachable(
          site.name() + ": another installation is under way in " + site.schema());
    }
    sql.query(
            "set @syncline_wait = @@lock_wait_timeout, lock_wait_timeout = {0}",
            inline(Math.max(1, wait.toSeconds())))
        .execute();
  }

  @Override
  public void release(DSLContext sql, JournalSite site) {
    sql.select(field("release_lock({0})", Integer.class, lock(site))).fetch();
    sql.query("set lock_wait_timeout = @syncline_wait").execute();
  }

  private static Field<String> lock(JournalSite site) {
    return field("concat('syncline ', left(sha2({0}, 256), 32))", String.class, val(site.schema()));
  }

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

  /**
   * A transaction that is prepared and left has another name than it had, so nothing is concluded
   * while there is one.
   */
  @Override
  public JournalLook look(DSLContext sql, JournalSite site) {
    OpenTransactions found = reading(site, () -> transactions.begun(sql, table(site, "dataset")));
    Set<String> names =
        found.open().stream().map(OpenTransactions.Open::id).collect(Collectors.toSet());
    boolean left = names.stream().anyMatch(each -> each.startsWith("0/"));
    return new JournalLook(names, found.whole() && !left && names.size() <= MOST_OWNERS);
  }

  @Override
  public JournalSnapshot snapshot(
      DSLContext sql, JournalSite site, Optional<JournalSnapshot> seen, JournalLook look) {
    JournalGaps gaps = new JournalGaps(sql, table(site, "journal"));
    return gaps.after(
        seen.orElseGet(() -> JournalSnapshot.before(new MariaDbJournalLineages(sql, site).floor())),
        look);
  }

  @Override
  public String turned() {
    return "its journal or the table itself was made anew, as TRUNCATE does, or a trigger was";
  }

  @Override
  public JournalState state(DSLContext sql, JournalSite site) {
    Record row =
        reading(
                site,
                () ->
                    sql.select(
                            next(site),
                            field("incarnation", String.class),
                            field("purged", Long.class),
                            field(
                                "(select count(lineage) from {0}, {1} where false)",
                                table(site, "reader"), table(site, "journal")))
                        .from(table(site, "dataset"))
                        .where(dataset("number", site))
                        .fetchOptional())
            .orElseThrow(() -> JournalSql.uninstalled(site, "the journal knows no such dataset"));
    return new JournalState(
        row.get(0, Long.class),
        row.get(1, String.class) + table(sql, site),
        row.get(2, Long.class),
        Optional.empty());
  }

  /** It never goes back, even where all entries are purged. Of a new table MySQL tells none. */
  private static Field<Long> next(JournalSite site) {
    return field(
        "(select cast(coalesce(t.auto_increment, 1) as signed) from information_schema.tables as t where"
            + " t.table_schema = {0} and t.table_name = {1})",
        Long.class, val(site.schema()), val(called(site, "journal").table()));
  }

  /** By which the table and its triggers are known: made anew, they are known by others. */
  private String table(DSLContext sql, JournalSite site) {
    if (site.table().isEmpty()) {
      return "";
    }
    MariaDbTriggers triggers = MariaDbTriggers.of(sql, site);
    List<String> faults = triggers.faults();
    if (!faults.isEmpty()) {
      List<String> hidden =
          MariaDbRights.missing(sql, site.table().orElseThrow(), List.of("TRIGGER"));
      throw JournalSql.uninstalled(
          site,
          hidden.isEmpty()
              ? String.join(", ", faults)
              : "triggers cannot be seen without the right TRIGGER");
    }
    MariaDbFollowed.cascades(sql, site)
        .ifPresent(
            why -> {
              throw JournalSql.uninstalled(site, why);
            });
    return triggers.stamp() + " " + numbers.of(sql, site);
  }

  private static <T> T reading(JournalSite site, Supplier<T> work) {
    try {
      return work.get();
    } catch (DataAccessException e) {
      SQLException told = e.getCause(SQLException.class);
      int code = told == null ? 0 : told.getErrorCode();
      if (code == NO_SUCH_TABLE || code == NO_SUCH_DATABASE) {
        throw JournalSql.uninstalled(site, "there is no journal in " + site.schema());
      }
      throw e;
    }
  }

  @Override
  public List<JournalEntry> entries(
      DSLContext sql, JournalSite site, JournalRange range, int most) {
    return new MariaDbJournalEntries(sql, site).of(range, most);
  }

  @Override
  public Optional<Query> noting(DSLContext sql, JournalSite site) {
    return new MariaDbJournalEntries(sql, site).noting();
  }

  @Override
  public JournalLineage begin(DSLContext sql, JournalSite site, String reader) {
    return new MariaDbJournalLineages(sql, site).begin(reader);
  }

  @Override
  public void register(DSLContext sql, JournalSite site, JournalLineage lineage) {
    new MariaDbJournalLineages(sql, site).register(lineage);
  }

  @Override
  public void advance(DSLContext sql, JournalSite site, JournalLineage lineage, long settled) {
    new MariaDbJournalLineages(sql, site).advance(lineage, settled);
  }

  @Override
  public void giveUp(DSLContext sql, JournalSite site, JournalLineage lineage) {
    new MariaDbJournalLineages(sql, site).giveUp(lineage);
  }

  @Override
  public Set<String> forget(DSLContext sql, JournalSite site, Duration unseen, Duration unpolled) {
    return new MariaDbJournalLineages(sql, site).forget(unseen, unpolled);
  }

  @Override
  public int purge(DSLContext sql, JournalSite site, int most) {
    return new MariaDbJournalEntries(sql, site).purge(most);
  }

  static Condition dataset(String column, JournalSite site) {
    return condition("{0} = {1}", field(name(column)), val(site.number()));
  }
}
