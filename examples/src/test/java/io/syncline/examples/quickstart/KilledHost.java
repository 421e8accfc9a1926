package io.syncline.examples.quickstart;

import static io.syncline.jdbc.PollingFeed.polling;
import static io.syncline.mapping.Lenses.cents;
import static io.syncline.mapping.Lenses.dictionary;
import static io.syncline.mapping.Lenses.phone;
import static io.syncline.mapping.Lenses.trim;
import static io.syncline.model.FieldType.decimal;
import static io.syncline.model.FieldType.oneOf;
import static io.syncline.model.FieldType.text;
import static io.syncline.reconcile.policy.ConflictPolicy.lastWriter;
import static io.syncline.reconcile.policy.DeletePolicy.updateWins;

import io.syncline.EntityBuilder;
import io.syncline.Hub;
import io.syncline.engine.HubLimits;
import io.syncline.engine.Instance;
import io.syncline.engine.SyncListener;
import io.syncline.engine.SyncReport;
import io.syncline.http.HttpAdapter;
import io.syncline.jdbc.JdbcAdapter;
import io.syncline.jdbc.JdbcState;
import io.syncline.reconcile.policy.Normaliser;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.postgresql.ds.PGSimpleDataSource;

/** A host application that syncs for ever, tells each step on a line, and is killed. */
final class KilledHost {

  static final String SYNC = "sync";
  static final String SWEEP = "sweep";
  static final String BEGIN = "begin";
  static final String END = "end";
  static final String SETTLED = END + " settled";

  static final String STANDS_BY = END + " stands by";

  /** The state is in a schema of the ERP's database, not in a file. */
  static final String SHARED = "schema:syncline";

  static final Duration LEASE = Duration.ofSeconds(2);

  private static final Duration LOOK = Duration.ofMillis(100);
  private static final HubLimits SMALL_STEPS =
      new HubLimits(200, 100, 40, Duration.ofSeconds(60), Duration.ofMinutes(2), 1_000, 0.2, 100);

  /** What a frozen host has locked at a company is free after that time. */
  private static final Duration SHORT_CALLS = Duration.ofSeconds(5);

  private KilledHost() {}

  /** Where everything is, as words of a command line. */
  record Places(
      String state, String manifest, String crm, String erp, String user, String password) {

    static Places of(Companies world, String state) {
      return new Places(
          state,
          world.manifest().toString(),
          world.crmUrl(),
          world.erpDatabase().jdbcUrl(),
          world.erpDatabase().user(),
          world.erpDatabase().password());
    }

    static Places of(String[] words) {
      return new Places(words[0], words[1], words[2], words[3], words[4], words[5]);
    }

    String[] words() {
      return new String[] {state, manifest, crm, erp, user, password};
    }
  }

  /** The places, then what to do again and again. */
  public static void main(String[] words) {
    boolean sweeps = words[6].equals(SWEEP);
    SyncListener steps = (phase, entity, system, rows) -> say(phase + " " + system + " " + rows);
    try (Hub hub = hub(Places.of(words), steps)) {
      while (true) {
        say(BEGIN);
        SyncReport report = sweeps ? hub.sweep() : hub.sync();
        say(end(report));
        if (report.standBy().isPresent()) {
          LockSupport.parkNanos(LOOK.toNanos());
        }
      }
    }
  }

  private static String end(SyncReport report) {
    if (report.standBy().isPresent()) {
      return STANDS_BY + ": " + report.standBy().get();
    }
    return report.settled() ? SETTLED : END + " " + report.failures();
  }

  private static void say(String line) {
    System.out.println(line);
    System.out.flush();
  }

  static Hub hub(Places places, SyncListener listener) {
    PGSimpleDataSource erp = new PGSimpleDataSource();
    erp.setUrl(places.erp());
    erp.setUser(places.user());
    erp.setPassword(places.password());
    boolean shared = places.state().equals(SHARED);
    return Hub.builder()
        .state(shared ? JdbcState.on(erp) : JdbcState.file(Path.of(places.state())))
        .instance(Instance.ofThisProcess().withLease(LEASE))
        .system(
            "crm",
            HttpAdapter.manifest(Path.of(places.manifest()))
                .setting("baseUrl", places.crm())
                .secret("crm", Companies.TOKEN))
        .system("erp", JdbcAdapter.on(erp))
        .entity("customer", KilledHost::customer)
        .limits(shared ? SMALL_STEPS.withCall(SHORT_CALLS) : SMALL_STEPS)
        .listener(listener)
        .build();
  }

  private static void customer(EntityBuilder customer) {
    customer
        .field("name", text(80))
        .field("email", text(120))
        .field("phone", text())
        .field("balance", decimal(12, 2))
        .field("status", oneOf("active", "blocked"))
        .matchOn("email", Normaliser.lower())
        .in(
            "crm",
            crm ->
                crm.dataset("contacts")
                    .key("id")
                    .map("name", "full_name", trim())
                    .map("email", "email")
                    .map("phone", "phone", phone("CN"))
                    .map("balance", "balance_cents", cents())
                    .map("status", "stage", dictionary("A", "active", "B", "blocked")))
        .in(
            "erp",
            erp ->
                erp.dataset("customer")
                    .key("id")
                    .map("phone", "phone", phone("CN").digits())
                    .everyFieldByName()
                    .feed(polling("updated_at")))
        .authority("balance", "erp")
        .onConflict(lastWriter())
        .onFirstContact(lastWriter())
        .onDeleteConflict(updateWins());
  }
}
