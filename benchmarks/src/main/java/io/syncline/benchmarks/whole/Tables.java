package io.syncline.benchmarks.whole;

import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** The table of customers in two databases. */
record Tables(DataSource left, DataSource right) {

  static final String NAME = "customer";
  static final String COLUMNS = "id, name, email, phone, balance, status, updated_at, notes";

  static Tables of(String leftUrl, String rightUrl) {
    return new Tables(counted(leftUrl), counted(rightUrl));
  }

  private static DataSource counted(String url) {
    PGSimpleDataSource database = new PGSimpleDataSource();
    database.setUrl(url);
    database.setSocketFactory(Wire.class.getName());
    return database;
  }
}
