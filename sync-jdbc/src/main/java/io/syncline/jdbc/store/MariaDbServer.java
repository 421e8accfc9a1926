package io.syncline.jdbc.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jooq.Field;
import org.jooq.Query;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** MariaDB, whose schemas are databases. */
final class MariaDbServer implements StateServer {

  private static final Logger LOG = LoggerFactory.getLogger(MariaDbServer.class);

  /** Its number of a duplicate key. */
  private static final int DUPLICATE = 1062;

  /** Text is told apart to the last blank, and long values lie outside of the row. */
  private static final String TABLE_OPTIONS =
      "engine = InnoDB row_format = dynamic character set utf8mb4 collate utf8mb4_nopad_bin";

  /** Fits the index of each page size of InnoDB, of which 768 bytes are the least. */
  private static final StoredKeys KEYS = new StoredKeys(512);

  @Override
  public String product() {
    return "MariaDB";
  }

  @Override
  public SQLDialect dialect() {
    return SQLDialect.MARIADB;
  }

  @Override
  public String unquotable() {
    return "`";
  }

  @Override
  public String folder() {
    return "mariadb";
  }

  @Override
  public Batches batches(StateSql sql) {
    return new MariaDbBatches(sql);
  }

  @Override
  public StoredKeys keys() {
    return KEYS;
  }

  @Override
  public SessionLocks locks(StateSql sql, String schema) {
    return new MariaDbLocks(sql, schema);
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
    return sql.dsl()
        .query(
            "create database {0} character set utf8mb4 collate utf8mb4_nopad_bin",
            DSL.name(schema));
  }

  @Override
  public String tableOptions() {
    return TABLE_OPTIONS;
  }

  /** Only the whole server can be told, which is not ours to do. */
  @Override
  public void makeDurable(Connection writer) throws SQLException {
    try (Statement statement = writer.createStatement();
        ResultSet setting =
            statement.executeQuery("select @@global.innodb_flush_log_at_trx_commit")) {
      if (setting.next() && setting.getInt(1) != 1) {
        LOG.warn(
            "MariaDB may lose commits when its machine stops: innodb_flush_log_at_trx_commit={}",
            setting.getInt(1));
      }
    }
  }

  @Override
  public void undoDurable(Connection writer) {}

  @Override
  public boolean isDuplicate(SQLException failure) {
    return failure.getErrorCode() == DUPLICATE;
  }
}
