package io.syncline.jdbc.kill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.syncline.Hub;
import io.syncline.engine.SyncReport;
import io.syncline.operate.InboxFilter;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What must hold in both databases in the end, however often a host or a server was killed. */
final class Agreement {

  private static final Duration LIMIT = Duration.ofMinutes(3);
  private static final Duration LOOK = Duration.ofMillis(100);
  private static final List<String> FIELDS = List.of("name", "city", "amount");
  private static final String ROWS = "select ref, name, city, amount from customer";
  private static final String ACTS = "select act, ref, count(*) from history group by act, ref";

  private final Pair pair;
  private final Deeds deeds;

  Agreement(Pair pair, Deeds deeds) {
    this.pair = pair;
    this.deeds = deeds;
  }

  /** Comes to rest, then looks at both databases without the hub. */
  void check(Hub hub) throws SQLException {
    await().atMost(LIMIT).pollInterval(LOOK).untilAsserted(() -> assertSettled(hub.sweep()));

    Map<String, List<String>> rows = rows("a", pair.a());
    assertThat(rows("b", pair.b())).as("b shows what a shows").isEqualTo(rows);
    assertThat(rows.keySet()).as("rows made and not deleted").isEqualTo(deeds.alive());
    assertThat(rows).allSatisfy(this::assertShowsAnOpenEdit);
    assertOneEffect("a", pair.a());
    assertOneEffect("b", pair.b());

    assertThat(hub.inbox().counts(InboxFilter.all())).isEmpty();
    assertThat(hub.verify(Pair.CUSTOMER).agrees())
        .as(() -> hub.verify(Pair.CUSTOMER).toString())
        .isTrue();
    assertRests(hub);
  }

  private static void assertSettled(SyncReport report) {
    assertThat(report.settled()).as(report.toString()).isTrue();
    assertThat(report.failures()).isEmpty();
  }

  /** The fields of each row by its reference, which no two rows have. */
  private static Map<String, List<String>> rows(String side, Site site) throws SQLException {
    Map<String, List<String>> rows = new TreeMap<>();
    for (List<String> row : site.rows(ROWS)) {
      List<String> twin = rows.put(row.get(0), row.subList(1, row.size()));
      assertThat(twin).as("doubled at %s: ref=%s", side, row.get(0)).isNull();
    }
    return rows;
  }

  private void assertShowsAnOpenEdit(String ref, List<String> row) {
    for (int field = 0; field < FIELDS.size(); field++) {
      assertThat(deeds.open(ref, FIELDS.get(field)))
          .as("edits of %s of %s that none was made on top of", FIELDS.get(field), ref)
          .contains(row.get(field));
    }
  }

  /** Not even for a while was a row there twice, or written without effect. */
  private void assertOneEffect(String side, Site site) throws SQLException {
    Set<String> made = new HashSet<>();
    Set<String> gone = new HashSet<>();
    for (List<String> act : site.rows(ACTS)) {
      String ref = act.get(1);
      switch (act.get(0)) {
        case "insert" -> {
          assertThat(act.get(2)).as("inserts at %s of %s", side, ref).isEqualTo("1");
          made.add(ref);
        }
        case "delete" -> {
          assertThat(act.get(2)).as("deletes at %s of %s", side, ref).isEqualTo("1");
          gone.add(ref);
        }
        default -> assertThat(act.get(0)).as("acts at %s on %s", side, ref).isEqualTo("update");
      }
    }
    Set<String> known = new HashSet<>(deeds.alive());
    known.addAll(deeds.gone());
    assertThat(known.containsAll(made)).as("nothing at %s that nobody made", side).isTrue();
    made.removeAll(deeds.alive());
    assertThat(gone).as("rows deleted at %s", side).isEqualTo(made);
  }

  private void assertRests(Hub hub) throws SQLException {
    List<String> before = List.of(acts(pair.a()), acts(pair.b()));
    SyncReport again = hub.sweep();
    assertThat(again.counts().writes()).as(again.toString()).isZero();
    assertThat(List.of(acts(pair.a()), acts(pair.b()))).isEqualTo(before);
  }

  private static String acts(Site site) throws SQLException {
    return site.rows("select count(*) from history").get(0).get(0);
  }
}
