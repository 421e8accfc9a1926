package io.syncline.jdbc.store;

import io.syncline.store.StoreException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jooq.CreateTableElementListStep;
import org.jooq.Field;
import org.jooq.Query;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;

/**
 * Brings the tables to the format of today: step n leads from format n to n + 1, each in one
 * transaction with its new number. A few lines for one set of tables that nobody else touches; a
 * library would bring a table, a lock and a set of files of its own.
 */
final class Migrations {

  static final String FORMAT = "format";

  private static final List<Step> STEPS = List.of(Migrations::makeTables, Migrations::makeNotes);

  private interface Step {
    void run(Connection writer, StateDatabase database) throws SQLException;
  }

  private Migrations() {}

  /** Whether the tables are there, in the format of today. */
  static boolean isDone(Connection connection, StateDatabase database) throws SQLException {
    return format(connection, database.sql()) == STEPS.size();
  }

  static void run(Connection writer, StateDatabase database) throws SQLException {
    StateSql sql = database.sql();
    long format = format(writer, sql);
    if (format > STEPS.size()) {
      throw new StoreException(
          "must be written by this version of Syncline or an older one: state="
              + database.place()
              + " format="
              + format
              + " newest="
              + STEPS.size());
    }
    for (int step = (int) format; step < STEPS.size(); step++) {
      STEPS.get(step).run(writer, database);
      put(writer, database, FORMAT, step + 1L);
      writer.commit();
    }
  }

  /** 0 where there are no tables yet. */
  private static long format(Connection writer, StateSql sql) throws SQLException {
    if (!hasMeta(writer, sql)) {
      return 0;
    }
    try (var query = writer.prepareStatement(sql.list(StateTable.META, 1))) {
      query.setString(1, FORMAT);
      try (ResultSet rows = query.executeQuery()) {
        return rows.next() ? rows.getLong(1) : 0;
      }
    }
  }

  private static boolean hasMeta(Connection writer, StateSql sql) throws SQLException {
    String meta = StateTable.META.sqlName();
    try (ResultSet tables =
        writer.getMetaData().getTables(null, sql.schema().orElse(null), meta, null)) {
      while (tables.next()) {
        String schema = tables.getString("TABLE_SCHEM");
        if (tables.getString("TABLE_NAME").equals(meta)
            && sql.schema().map(own -> own.equals(schema)).orElse(true)) {
          return true;
        }
      }
      return false;
    }
  }

  private static void put(Connection writer, StateDatabase database, String name, long value)
      throws SQLException {
    Object[] row = {name, value};
    database.batches().put(writer, StateTable.META, List.<Object[]>of(row));
  }

  /** But for notes, as they are today; a step that changes them takes this list apart first. */
  private static void makeTables(Connection writer, StateDatabase database) throws SQLException {
    make(writer, database.sql(), EnumSet.complementOf(EnumSet.of(StateTable.NOTE)));
    UUID identity = UUID.randomUUID();
    put(writer, database, Counter.IDENTITY_UPPER, identity.getMostSignificantBits());
    put(writer, database, Counter.IDENTITY_LOWER, identity.getLeastSignificantBits());
  }

  private static void makeNotes(Connection writer, StateDatabase database) throws SQLException {
    make(writer, database.sql(), EnumSet.of(StateTable.NOTE));
  }

  private static void make(Connection writer, StateSql sql, Set<StateTable> tables)
      throws SQLException {
    try (Statement statement = writer.createStatement()) {
      for (StateTable table : tables) {
        statement.execute(sql.dsl().renderInlined(create(sql, table)));
      }
    }
  }

  private static Query create(StateSql sql, StateTable table) {
    Field<?>[] columns =
        table.columns().stream()
            .map(each -> DSL.field(DSL.name(each.name()), each.type().notNull()))
            .toArray(Field<?>[]::new);
    Field<?>[] key = StateSql.fields(table.key()).toArray(new Field<?>[0]);
    CreateTableElementListStep create =
        sql.dsl().createTable(sql.table(table)).columns(columns).primaryKey(key);
    return sql.dsl().dialect() == SQLDialect.SQLITE ? create.storage("without rowid") : create;
  }
}
