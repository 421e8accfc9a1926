package io.syncline.http.ledger;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** A database that can keep accounts. */
enum Product {
  POSTGRESQL("PostgreSQL", "cast(extract(epoch from clock_timestamp()) * 1000 as bigint)"),
  MARIADB("MariaDB", Product.MICROSECONDS_DIVIDED),
  MYSQL("MySQL", Product.MICROSECONDS_DIVIDED),
  H2("H2", "cast(extract(epoch from current_timestamp) * 1000 as bigint)");

  /** In UTC: a session's own zone has an hour each year that comes twice. */
  private static final String MICROSECONDS_DIVIDED =
      "timestampdiff(microsecond, '1970-01-01 00:00:00', utc_timestamp(3)) div 1000";

  private final String title;
  private final String now;

  Product(String title, String now) {
    this.title = title;
    this.now = now;
  }

  /** By what the driver calls it. */
  static Optional<Product> of(String title) {
    return Arrays.stream(values()).filter(each -> each.title.equalsIgnoreCase(title)).findFirst();
  }

  static String titles() {
    return Arrays.stream(values()).map(each -> each.title).collect(Collectors.joining(", "));
  }

  /** An expression: the database's time in milliseconds since 1970. */
  String now() {
    return now;
  }
}
