package io.syncline.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.Hub;
import io.syncline.engine.SyncListener;
import io.syncline.engine.SyncReport;
import io.syncline.operate.InboxFilter;
import io.syncline.testkit.fixture.FakeFault;
import io.syncline.testkit.fixture.FakeRecord;
import io.syncline.testkit.fixture.FakeRequest;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kill -9 of the host at random points of the first sync and of later ones, while people go on
 * working at both companies and answers of the CRM are lost. Another seed: {@code
 * -Dsyncline.kill.seed=N}.
 */
class KillTest {

  private static final int CUSTOMERS = 2_000;
  private static final int KILLS_AT_FIRST = 8;
  private static final int KILLS_LATER = 14;
  private static final int STARTS = 60;
  private static final long SEED = Long.getLong("syncline.kill.seed", 4711L);

  private final Random random = new Random(SEED);
  private final Map<String, Integer> killedAt = new TreeMap<>();
  private int kills;
  private int lostAnswers;

  @TempDir private Path folder;

  @Test
  void killsLoseNothingDoubleNothingAndEndInAgreement() throws Exception {
    long began = System.nanoTime();
    try (Companies world = Companies.start(CUSTOMERS);
        KillUsers users = new KillUsers(world, SEED)) {
      killedAtFirst(world, users);
      settled(world);
      killedLater(world, users);
      world.crm().faults().clear();

      agreement(world, users);

      System.out.printf(
          "kills: %d of a running sync %s, %d lost answers, %,d edits, %,d records, seed %d, %.0f s%n",
          kills,
          killedAt,
          lostAnswers,
          users.edits(),
          world.erpSize(),
          SEED,
          (System.nanoTime() - began) / 1e9);
    } catch (AssertionError | RuntimeException e) {
      throw new AssertionError(
          "seed=" + SEED + " after " + kills + " kills " + killedAt + ": " + e.getMessage(), e);
    }
  }

  private void killedAtFirst(Companies world, KillUsers users) throws Exception {
    for (int start = 0; kills < KILLS_AT_FIRST; start++) {
      assertThat(start).as("hosts started for %d kills", kills).isLessThan(STARTS);
      loseAnswer(world);
      HostProcess host = start(world, KilledHost.SYNC);
      users.workApart(10 + random.nextInt(20));
      followSteps(host, 1 + random.nextInt(28));
      kill(host);
    }
  }

  private void killedLater(Companies world, KillUsers users) throws Exception {
    for (int start = 0; kills < KILLS_AT_FIRST + KILLS_LATER; start++) {
      assertThat(start).as("hosts started for %d kills", kills).isLessThan(STARTS);
      loseAnswer(world);
      users.commitLate();
      users.workTogether(30 + random.nextInt(90));
      String work = nextWork();
      HostProcess host = start(world, work);
      host.follow(KilledHost.BEGIN::equals);
      users.workTogether(random.nextInt(40));
      followSteps(host, 1 + random.nextInt(work.equals(KilledHost.SWEEP) ? 40 : 10));
      kill(host);
    }
    users.commitLate();
  }

  /** Every run must end well that is not killed. */
  private void settled(Companies world) throws Exception {
    HostProcess host = start(world, KilledHost.SYNC);
    host.follow(KilledHost.SETTLED::equals);
    host.kill();
  }

  private HostProcess start(Companies world, String work) throws Exception {
    return HostProcess.start(
        KilledHost.Places.of(world, folder.resolve("state.db")),
        work,
        folder.resolve("errors.txt"));
  }

  /** Sweeps find what feeds lost, so none is among the last. */
  private String nextWork() {
    boolean late = kills >= KILLS_AT_FIRST + KILLS_LATER / 2;
    return !late && random.nextInt(3) == 0 ? KilledHost.SWEEP : KilledHost.SYNC;
  }

  private void loseAnswer(Companies world) {
    if (random.nextInt(3) == 0) {
      world.crm().faults().next(FakeRequest.BATCH, FakeFault.LOSE_ANSWER);
      lostAnswers++;
    }
  }

  /** A number of steps of runs, and then a little into the next. */
  private void followSteps(HostProcess host, int steps) {
    int[] left = {steps};
    host.follow(line -> --left[0] <= 0);
    LockSupport.parkNanos(random.nextInt(20_000_000));
  }

  /** Counts only if a run was under way. */
  private void kill(HostProcess host) throws Exception {
    String last = host.kill();
    if (!last.startsWith(KilledHost.END)) {
      kills++;
      killedAt.merge(last.replaceFirst(" .*", ""), 1, Integer::sum);
    }
  }

  private void agreement(Companies world, KillUsers users) throws SQLException {
    KilledHost.Places places = KilledHost.Places.of(world, folder.resolve("state.db"));
    try (Hub hub = KilledHost.hub(places, SyncListener.none())) {
      settled(hub.sync());
      noEditLost(world, users);
      assertThat(world.differences())
          .as("customers that differ, but those that the ERP deleted without telling")
          .isEqualTo(deletedInErp(world, users));

      settled(hub.sweep());
      assertThat(hub.verify("customer").agrees()).as(hub.verify("customer").toString()).isTrue();
      assertThat(hub.inbox().counts(InboxFilter.all())).isEmpty();
      assertThat(world.differences()).as("customers that differ, compared without a hub").isZero();
      nothingDoubled(world, users);
      noEditLost(world, users);
      noRecordLost(world, users);

      long writes = world.crm().effectiveWrites();
      List<String> rows = rows(world);
      SyncReport again = hub.sweep();
      assertThat(again.counts().writes()).as(again.toString()).isZero();
      assertThat(world.crm().effectiveWrites()).isEqualTo(writes);
      assertThat(rows(world)).isEqualTo(rows);
    }
  }

  /** Not even for a while: an archived contact counts too. */
  private static void nothingDoubled(Companies world, KillUsers users) throws SQLException {
    Map<String, Integer> contacts = new HashMap<>();
    for (FakeRecord contact : world.contacts().snapshotWithArchived().values()) {
      contacts.merge(String.valueOf(contact.fields().get("email")), 1, Integer::sum);
    }
    assertThat(contacts).allSatisfy((email, times) -> assertThat(times).as(email).isEqualTo(1));
    assertThat(contacts)
        .hasSize(users.initialSize() + users.createdInCrm.size() + users.createdInErp.size());
    assertThat(customers(world)).hasSize((int) world.erpSize());
  }

  private static void settled(SyncReport report) {
    assertThat(report.settled()).as(report.toString()).isTrue();
  }

  private static long deletedInErp(Companies world, KillUsers users) {
    return world.contacts().snapshot().values().stream()
        .filter(contact -> users.deleted.contains(String.valueOf(contact.fields().get("email"))))
        .count();
  }

  private static void noRecordLost(Companies world, KillUsers users) throws SQLException {
    assertThat(customers(world))
        .hasSize(
            users.initialSize()
                + users.createdInCrm.size()
                + users.createdInErp.size()
                - users.deleted.size())
        .doesNotContainKeys(users.deleted.toArray(String[]::new));
  }

  private static void noEditLost(Companies world, KillUsers users) throws SQLException {
    Map<String, Customer> customers = customers(world);

    assertThat(customers)
        .containsKeys(users.createdInCrm.toArray(String[]::new))
        .containsKeys(users.createdInErp.toArray(String[]::new));
    assertThat(users.names)
        .allSatisfy((email, name) -> assertThat(customer(customers, email).name()).isEqualTo(name));
    assertThat(users.statuses)
        .allSatisfy(
            (email, status) ->
                assertThat(customer(customers, email).status()).as(email).isEqualTo(status));
    assertThat(users.balances)
        .allSatisfy(
            (email, balance) ->
                assertThat(customer(customers, email).balance()).as(email).isEqualTo(balance));
    assertThat(users.phones)
        .allSatisfy(
            (email, edits) ->
                assertThat(edits).as(email).containsValue(customer(customers, email).phone()));
  }

  private record Customer(String name, String phone, BigDecimal balance, String status) {}

  private static Customer customer(Map<String, Customer> customers, String email) {
    assertThat(customers).containsKey(email);
    return customers.get(email);
  }

  /** What the ERP shows; that the CRM shows the same is known by then. */
  private static Map<String, Customer> customers(Companies world) throws SQLException {
    Map<String, Customer> found = new HashMap<>();
    try (Connection erp = world.erp().getConnection();
        Statement statement = erp.createStatement();
        ResultSet row =
            statement.executeQuery("select email, name, phone, balance, status from customer")) {
      while (row.next()) {
        found.put(
            row.getString(1),
            new Customer(
                row.getString(2), row.getString(3), row.getBigDecimal(4), row.getString(5)));
      }
    }
    return found;
  }

  /** Every row with the transaction that wrote it: a write without effect shows, too. */
  private static List<String> rows(Companies world) throws SQLException {
    try (Connection erp = world.erp().getConnection();
        Statement statement = erp.createStatement();
        ResultSet all =
            statement.executeQuery(
                "select array_agg(xmin::text || customer::text order by id) from customer")) {
      all.next();
      return List.of((String[]) all.getArray(1).getArray());
    }
  }
}
