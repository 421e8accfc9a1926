package io.syncline.jdbc.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jooq.Field;
import org.jooq.Query;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;

/** PostgreSQL: a schema of the database that the connections lead to. */
final class PostgresServer implements StateServer {

  /** SQLSTATE of a unique violation. */
  private static final String UNIQUE = "23505";

  @Override
  public String product() {
    return "PostgreSQL";
  }

  @Override
  public SQLDialect dialect() {
    return SQLDialect.POSTGRES;
  }

  @Override
  public String unquotable() {
    return "";
  }

  @Override
  public String folder() {
    return "postgresql";
  }

  @Override
  public Batches batches(StateSql sql) {
    return new PostgresBatches(sql);
  }

  /** Its index entries end at 2,700 bytes, after compression. */
  @Override
  public StoredKeys keys() {
    return StoredKeys.UNLIMITED;
  }

  @Override
  public SessionLocks locks(StateSql sql, String schema) {
    return new PostgresLocks(sql, schema);
  }

  @Override
  public Field<Boolean> hasSchema(String schema) {
    return DSL.field(
        DSL.exists(
            DSL.selectOne()
                .from(DSL.table(DSL.name("pg_catalog", "pg_namespace")))
                .where(DSL.field(DSL.name("nspname"), String.class).eq(schema))));
  }

  @Override
  public Query createSchema(StateSql sql, String schema) {
    return sql.dsl().createSchema(DSL.name(schema));
  }

  @Override
  public String tableOptions() {
    return "";
  }

  /** A server that trades durability for speed must not trade ours. */
  @Override
  public void makeDurable(Connection writer) throws SQLException {
    try (Statement statement = writer.createStatement();
        ResultSet setting = statement.executeQuery("show synchronous_commit")) {
      if (setting.next() && setting.getString(1).equals("off")) {
        statement.execute("set synchronous_commit = on");
      }
    }
  }

  @Override
  public void undoDurable(Connection writer) throws SQLException {
    try (Statement statement = writer.createStatement()) {
      statement.execute("reset synchronous_commit");
    }
  }

  @Override
  public boolean isDuplicate(SQLException failure) {
    return UNIQUE.equals(failure.getSQLState());
  }
}
