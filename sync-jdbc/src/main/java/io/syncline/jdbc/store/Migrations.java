package io.syncline.jdbc.store;

import io.syncline.store.StoreException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/**
 * Brings the tables to the format of today, by Flyway: script n leads from format n - 1 to n, which
 * it writes into {@link StateTable#META} in the end. That number is looked at first, so that a
 * store of today's format, as nearly every one is, costs neither Flyway's time to start nor
 * connections.
 *
 * <p>A script whose dialect cannot undo the making of a table can be run again where it stopped.
 */
final class Migrations {

  static final String FORMAT = "format";

  /** Flyway's table, in the store's schema. */
  static final String HISTORY = "schema_history";

  private static final List<String> SCRIPTS = List.of("V1__tables.sql", "V2__notes.sql");

  private Migrations() {}

  /** Whether the tables are there, in the format of today. */
  static boolean isDone(Connection connection, StateDatabase database) throws SQLException {
    return format(connection, database.sql()) == SCRIPTS.size();
  }

  /** Leaves the writer without a transaction. */
  static void run(Connection writer, StateDatabase database) throws SQLException {
    long format = format(writer, database.sql());
    if (format > SCRIPTS.size()) {
      throw new StoreException(
          "must be written by this version of Syncline or an older one: state="
              + database.place()
              + " format="
              + format
              + " newest="
              + SCRIPTS.size());
    }
    writer.rollback();
    if (format < SCRIPTS.size()) {
      writer.setAutoCommit(true); // SQLite's writer would keep Flyway out
      migrate(database, format);
      writer.setAutoCommit(false);
      if (!isDone(writer, database)) {
        throw new StoreException(
            "must have the format that its history tells: state=" + database.place());
      }
      writer.rollback();
    }
  }

  /** 0 where there are no tables yet. */
  private static long format(Connection writer, StateSql sql) throws SQLException {
    if (!sql.hasTable(writer, StateTable.META.sqlName())) {
      return 0;
    }
    try (PreparedStatement query = writer.prepareStatement(sql.list(StateTable.META, 1))) {
      query.setString(1, FORMAT);
      try (ResultSet rows = query.executeQuery()) {
        return rows.next() ? rows.getLong(1) : 0;
      }
    }
  }

  /** A store that Flyway has not seen before enters its history with the format that it has. */
  private static void migrate(StateDatabase database, long format) {
    MigrationPlan plan = database.migrations();
    UUID identity = UUID.randomUUID();
    FluentConfiguration configuration =
        Flyway.configure(Migrations.class.getClassLoader())
            .loggers(MigrationLog.class.getName())
            .resourceProvider(MigrationScript.provider(plan.folder(), SCRIPTS))
            .javaMigrationClassProvider(List::of)
            .table(HISTORY)
            .baselineOnMigrate(true)
            .baselineVersion(Long.toString(format))
            .placeholders(
                Map.of(
                    "identityUpper", Long.toString(identity.getMostSignificantBits()),
                    "identityLower", Long.toString(identity.getLeastSignificantBits())));
    plan.connect().accept(configuration);
    try {
      Flyway flyway = configuration.load();
      flyway.repair();
      flyway.migrate();
    } catch (FlywayException e) {
      throw new StoreException(
          "migration failed: state=" + database.place() + " cause=" + reason(e), e);
    }
  }

  /** What the database said, without the report around it. */
  private static String reason(Throwable failure) {
    Throwable cause = failure.getCause();
    return cause == null ? String.valueOf(failure.getMessage()) : reason(cause);
  }
}
