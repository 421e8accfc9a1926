package io.syncline.jdbc.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.jooq.Field;
import org.jooq.Query;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;

/** A database of H2, in this process or in a server of its own. Asks for an administrator. */
final class H2Server implements StateServer {

  /** SQLSTATE of a unique violation. */
  private static final String UNIQUE = "23505";

  /** H2's own isolation, in which all tables are seen as they were at one moment. */
  static final int SNAPSHOT = 6;

  @Override
  public String product() {
    return "H2";
  }

  @Override
  public SQLDialect dialect() {
    return SQLDialect.H2;
  }

  @Override
  public String unquotable() {
    return "\"";
  }

  @Override
  public String folder() {
    return "h2";
  }

  @Override
  public Batches batches(StateSql sql) {
    return new RowBatches(sql);
  }

  @Override
  public StoredKeys keys() {
    return StoredKeys.UNLIMITED;
  }

  @Override
  public SessionLocks locks(StateSql sql, String schema) {
    return new H2Locks(sql, schema);
  }

  @Override
  public Field<Boolean> hasSchema(String schema) {
    return DSL.field(
        DSL.exists(
            DSL.selectOne()
                .from("information_schema.schemata")
                .where(DSL.condition("schema_name = {0}", DSL.val(schema)))));
  }

  @Override
  public Query createSchema(StateSql sql, String schema) {
    return sql.dsl().createSchemaIfNotExists(DSL.name(schema));
  }

  @Override
  public String tableOptions() {
    return "";
  }

  @Override
  public void makeDurable(Connection writer) {}

  @Override
  public void undoDurable(Connection writer) {}

  @Override
  public void commit(Connection writer) throws SQLException {
    commitDurably(writer);
  }

  /** Without a checkpoint, what was committed is on disk some time later. */
  static void commitDurably(Connection writer) throws SQLException {
    writer.commit();
    try (Statement statement = writer.createStatement()) {
      statement.execute("checkpoint sync");
    }
  }

  @Override
  public int snapshot() {
    return SNAPSHOT;
  }

  @Override
  public boolean isDuplicate(SQLException failure) {
    return isUniqueViolation(failure);
  }

  static boolean isUniqueViolation(SQLException failure) {
    return UNIQUE.equals(failure.getSQLState());
  }
}
