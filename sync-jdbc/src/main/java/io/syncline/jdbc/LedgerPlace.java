package io.syncline.jdbc;

import java.time.Duration;
import java.util.Optional;

/**
 * Whether and where the ids of writes are recorded.
 *
 * @param schema empty: the connection's current schema
 */
record LedgerPlace(boolean wanted, Optional<String> schema, Duration retention) {

  LedgerPlace {
    if (retention.isNegative() || retention.isZero()) {
      throw new IllegalArgumentException("must be positive: retention=" + retention);
    }
  }

  static LedgerPlace standard() {
    return new LedgerPlace(true, Optional.empty(), Duration.ofDays(30));
  }
}
