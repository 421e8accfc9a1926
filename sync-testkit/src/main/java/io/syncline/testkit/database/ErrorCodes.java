package io.syncline.testkit.database;

import java.sql.SQLException;

/**
 * How products tell their faults: by SQLState, number and whether a transaction is unusable after
 * one. From "PostgreSQL Error Codes", "MariaDB Error Code Reference" with the states that its
 * driver adds, and {@code org.h2.api.ErrorCode}.
 */
public enum ErrorCodes {
  /** After any error, nothing but a rollback is taken. */
  POSTGRESQL {
    @Override
    SQLException of(JdbcFault fault) {
      return switch (fault) {
        case REFUSED -> told(fault, "08001", 0);
        case LOST, LOST_BEFORE_COMMIT, LOST_AFTER_COMMIT -> told(fault, "08006", 0);
        case DEADLOCK -> told(fault, "40P01", 0);
        case LOCK_TIMEOUT, BATCH_STOPPED -> told(fault, "55P03", 0);
        case CANCELLED -> told(fault, "57014", 0);
        case READ_ONLY -> told(fault, "25006", 0);
      };
    }

    @Override
    boolean failsTransactions() {
      return true;
    }
  },

  /** A deadlock rolls back all, another error its own statement only. */
  MARIADB {
    @Override
    SQLException of(JdbcFault fault) {
      return switch (fault) {
        case REFUSED, LOST, LOST_BEFORE_COMMIT, LOST_AFTER_COMMIT -> told(fault, "08000", 0);
        case DEADLOCK -> told(fault, "40001", 1213);
        case LOCK_TIMEOUT, BATCH_STOPPED -> told(fault, "HY000", 1205);
        case CANCELLED -> told(fault, "70100", 1317);
        case READ_ONLY -> told(fault, "HY000", 1290);
      };
    }
  },

  /** As MariaDB. */
  H2 {
    @Override
    SQLException of(JdbcFault fault) {
      return switch (fault) {
        case REFUSED, LOST, LOST_BEFORE_COMMIT, LOST_AFTER_COMMIT -> told(fault, "90067", 90_067);
        case DEADLOCK -> told(fault, "40001", 40_001);
        case LOCK_TIMEOUT, BATCH_STOPPED -> told(fault, "HYT00", 50_200);
        case CANCELLED -> told(fault, "57014", 57_014);
        case READ_ONLY -> told(fault, "90097", 90_097);
      };
    }
  };

  abstract SQLException of(JdbcFault fault);

  boolean failsTransactions() {
    return false;
  }

  private static SQLException told(JdbcFault fault, String state, int number) {
    return new SQLException("on purpose: " + fault, state, number);
  }
}
