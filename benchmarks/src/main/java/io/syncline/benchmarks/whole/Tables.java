package io.syncline.benchmarks.whole;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** The table of customers in two databases. */
record Tables(DataSource left, DataSource right) {

  private static final int CONNECTIONS = 4;

  static final String NAME = "customer";
  static final String COLUMNS = "id, name, email, phone, balance, status, updated_at, notes";

  static Tables of(String leftUrl, String rightUrl) {
    return new Tables(counted(leftUrl), counted(rightUrl));
  }

  /** Pooled, as hosts have it: no contestant is charged for connecting. */
  private static DataSource counted(String url) {
    PGSimpleDataSource database = new PGSimpleDataSource();
    database.setUrl(url);
    database.setSocketFactory(Wire.class.getName());
    HikariConfig pooled = new HikariConfig();
    pooled.setDataSource(database);
    pooled.setMaximumPoolSize(CONNECTIONS);
    return new HikariDataSource(pooled);
  }
}
