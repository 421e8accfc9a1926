package io.syncline.jdbc;

import io.syncline.jdbc.apply.WriteLedger;
import io.syncline.jdbc.dialect.Dialect;
import io.syncline.jdbc.internal.Isolation;
import io.syncline.jdbc.internal.Session;
import io.syncline.jdbc.internal.Sessions;
import io.syncline.jdbc.schema.TableName;
import io.syncline.model.SyncException;
import io.syncline.spi.Adapter;
import io.syncline.spi.AdapterException;
import io.syncline.spi.Health;
import io.syncline.spi.Tracking;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/** Looks at the database without changing it. */
final class HealthCheck {

  private static final String CREDENTIALS = "credentials";

  private final Sessions sessions;
  private final LedgerPlace place;
  private final InstantSource clock;

  HealthCheck(Sessions sessions, LedgerPlace place, InstantSource clock) {
    this.sessions = sessions;
    this.place = place;
    this.clock = clock;
  }

  /**
   * @param tracked what must be installed for the datasets in use
   */
  Health probe(
      Adapter.Probe depth, Set<Need> needs, Collection<Tracking> tracked, Duration within) {
    Health health = probe(depth, needs, within);
    boolean reached =
        health.checks().stream().anyMatch(each -> each.name().equals(CREDENTIALS) && each.good());
    if (depth != Adapter.Probe.DEEP || !reached) {
      return health;
    }
    List<Health.Check> checks = new ArrayList<>(health.checks());
    try {
      tracked.forEach(each -> checks.addAll(each.verify(within)));
    } catch (SyncException e) {
      checks.add(new Health.Check("tracking", false, String.valueOf(e.getMessage())));
    }
    return new Health(checks, health.latency());
  }

  private Health probe(Adapter.Probe depth, Set<Need> needs, Duration within) {
    Instant begun = clock.instant();
    try {
      Dialect dialect = sessions.dialect("probe", within);
      Duration latency = Duration.between(begun, clock.instant());
      List<Health.Check> checks =
          sessions.read(
              "probe",
              Isolation.EACH_STATEMENT,
              within,
              session -> look(session, dialect, depth, needs));
      return new Health(checks, latency);
    } catch (SyncException e) {
      String name =
          e instanceof AdapterException.AuthFailed
              ? CREDENTIALS
              : e instanceof AdapterException.ConfigInvalid ? "database" : "reachable";
      return new Health(
          List.of(new Health.Check(name, false, String.valueOf(e.getMessage()))),
          Duration.between(begun, clock.instant()));
    }
  }

  private List<Health.Check> look(
      Session session, Dialect dialect, Adapter.Probe depth, Set<Need> needs) {
    List<Health.Check> checks = new ArrayList<>();
    checks.add(new Health.Check("reachable", true, ""));
    checks.add(new Health.Check(CREDENTIALS, true, ""));
    if (depth == Adapter.Probe.DEEP) {
      needs.forEach(need -> checks.add(rights(session, dialect, need)));
      if (place.wanted()) {
        checks.add(ledger(session, dialect));
      }
    }
    return checks;
  }

  private static Health.Check rights(Session session, Dialect dialect, Need need) {
    List<String> missing = dialect.missingRights(session.sql(), need.table(), need.rights());
    return new Health.Check(
        "rights on " + need.table().name(),
        missing.isEmpty(),
        missing.isEmpty() ? "" : "missing: " + String.join(", ", missing));
  }

  private Health.Check ledger(Session session, Dialect dialect) {
    TableName table = ledgerTable(session, dialect, place);
    boolean good = dialect.canOwn(session.sql(), table);
    return new Health.Check(
        "write ledger", good, good ? "" : table + " is missing and may not be created");
  }

  static TableName ledgerTable(Session session, Dialect dialect, LedgerPlace place) {
    return WriteLedger.tableIn(
        place.schema().orElseGet(() -> dialect.currentSchema(session.sql())));
  }
}
