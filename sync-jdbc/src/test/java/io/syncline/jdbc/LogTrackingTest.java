package io.syncline.jdbc;

import static io.syncline.jdbc.Fixture.LIMIT;
import static io.syncline.jdbc.Fixture.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.spi.Adapter;
import io.syncline.spi.AdapterException;
import io.syncline.spi.Cursor;
import io.syncline.spi.Dataset;
import io.syncline.spi.DatasetSpec;
import io.syncline.spi.Health;
import io.syncline.spi.Tracking;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What following the log needs in the database. */
class LogTrackingTest {

  private final Fixture fixture = new Fixture();
  private final String slot = "s_" + fixture.database.name();

  @BeforeEach
  void create() {
    fixture.run("create table customer (id bigint primary key, name text)");
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  private Dataset dataset(String table, LogFeed feed) {
    return fixture
        .open(JdbcAdapter.on(fixture.dataSource()).logConnections(fixture.logConnections()))
        .dataset(DatasetSpec.of(table).withOptions(feed.options()));
  }

  private Tracking tracking(String table) {
    return dataset(table, LogFeed.log().slot(slot).publication("p")).tracking().orElseThrow();
  }

  private static List<String> wrong(Tracking tracking) {
    return tracking.verify(LIMIT).stream()
        .filter(check -> !check.good())
        .map((Health.Check check) -> check.name() + " " + check.detail())
        .toList();
  }

  private String standing() {
    return fixture.ask(
        "select (select count(*) from pg_publication) || ' ' || (select count(*) from"
            + " pg_replication_slots where database = current_database())");
  }

  @Test
  void theInstallationIsToldCarriedOutOnceAndTakenBack() {
    Tracking tracking = tracking("customer");

    assertThat(tracking.installation(LIMIT))
        .containsExactly(
            "create publication \"p\" for table \"public\".\"customer\" with"
                + " (publish_via_partition_root = true)",
            "select pg_create_logical_replication_slot('" + slot + "', 'pgoutput')");
    assertThat(wrong(tracking))
        .containsExactly(
            "publication p is missing: install", "slot " + slot + " is missing: install");
    assertThat(standing()).isEqualTo("0 0");

    tracking.install(LIMIT);
    tracking.install(LIMIT);
    assertThat(wrong(tracking)).isEmpty();
    assertThat(tracking.installation(LIMIT)).isEmpty();
    assertThat(standing()).isEqualTo("1 1");

    assertThat(tracking.removal(LIMIT))
        .containsExactly(
            "select pg_drop_replication_slot('" + slot + "')", "drop publication \"p\"");
    tracking.uninstall(LIMIT);
    tracking.uninstall(LIMIT);
    assertThat(standing()).isEqualTo("0 0");
    assertThat(tracking.removal(LIMIT)).isEmpty();
  }

  @Test
  void whatIsMissingOfAHalfInstallationIsMade() {
    Tracking tracking = tracking("customer");
    fixture.run("create publication p");

    assertThat(tracking.installation(LIMIT).get(0))
        .isEqualTo("alter publication \"p\" add table \"public\".\"customer\"");
    tracking.install(LIMIT);

    assertThat(wrong(tracking)).isEmpty();
  }

  @Test
  void aPublicationOfOtherTablesTooIsLeftToThem() {
    fixture.run("create table other (id int primary key)", "create publication p for table other");
    Tracking tracking = tracking("customer");
    tracking.install(LIMIT);

    tracking.uninstall(LIMIT);

    assertThat(fixture.ask("select string_agg(tablename, ' ') from pg_publication_tables"))
        .isEqualTo("other");
  }

  @Test
  void theFeedSaysWhatIsMissingAndMakesNothing() {
    Dataset dataset = dataset("customer", LogFeed.log().slot(slot).publication("p"));

    assertThatThrownBy(() -> dataset.changeFeed().orElseThrow().latest())
        .isInstanceOf(AdapterException.ConfigInvalid.class)
        .hasMessage("publication p: is missing: install; slot " + slot + ": is missing: install");
    assertThat(standing()).isEqualTo("0 0");
  }

  @Test
  void aTableWhoseLogDoesNotNameTheKeyIsRefused() {
    fixture.run("create table bare (id int, name text)");
    fixture.run("alter table customer replica identity nothing");
    Tracking bare =
        fixture
            .open(JdbcAdapter.on(fixture.dataSource()).logConnections(fixture.logConnections()))
            .dataset(DatasetSpec.of("bare").withKey("id").withOptions(LogFeed.log().options()))
            .tracking()
            .orElseThrow();

    assertThatThrownBy(() -> bare.install(LIMIT))
        .isInstanceOf(AdapterException.ConfigInvalid.class)
        .hasMessageContaining(
            "replica identity of public.bare: is DEFAULT, the primary key, which");
    assertThatThrownBy(() -> tracking("customer").install(LIMIT))
        .hasMessageContaining("replica identity of public.customer: is NOTHING, which");
    assertThat(standing()).isEqualTo("0 0");

    fixture.run("alter table bare replica identity full");
    fixture.run("alter table customer replica identity full");
    bare.install(LIMIT);
    assertThat(wrong(bare)).isEmpty();
  }

  @Test
  void anIndexThatIdentifiesRowsByTheKeyWillDo() {
    fixture.run(
        "create table coded (id int primary key, code text not null)",
        "create unique index by_code on coded (code)");
    Tracking byCode =
        fixture
            .open(JdbcAdapter.on(fixture.dataSource()).logConnections(fixture.logConnections()))
            .dataset(DatasetSpec.of("coded").withKey("code").withOptions(LogFeed.log().options()))
            .tracking()
            .orElseThrow();

    assertThatThrownBy(() -> byCode.install(LIMIT)).hasMessageContaining("using a unique index");
    fixture.run("alter table coded replica identity using index by_code");
    byCode.install(LIMIT);

    assertThat(wrong(byCode)).isEmpty();
  }

  @Test
  void whatIsPublishedInPartIsWrong() {
    fixture.run("create publication p for table customer where (id > 5)");
    Tracking tracking = tracking("customer");

    assertThat(wrong(tracking))
        .contains(
            "publication p must publish insert, update, delete and truncate, and all rows and"
                + " columns");
  }

  @Test
  void theRightToReplicateIsNamed() {
    String account = "plain_" + fixture.database.name();
    fixture.run(
        "create role " + account + " login password 'plain'",
        "grant all on customer to " + account);
    Dataset dataset =
        fixture
            .open(
                JdbcAdapter.on(fixture.as(account, "plain"))
                    .logConnections(fixture.logConnections()))
            .dataset(DatasetSpec.of("customer").withOptions(LogFeed.log().slot(slot).options()));

    assertThat(wrong(dataset.tracking().orElseThrow()))
        .contains(
            "right to replicate missing: REPLICATION: alter role " + account + " replication");
    fixture.adapters.forEach(Adapter::close);
    fixture.run("drop owned by " + account, "drop role " + account);
  }

  @Test
  void partitionsAreToldAsTheirTable() {
    fixture.run(
        "create table part (id int primary key, name text) partition by range (id)",
        "create table part_1 partition of part for values from (0) to (10)",
        "create table part_2 partition of part for values from (10) to (20)");
    Dataset part = fixture.followed("part");
    Cursor from = part.changeFeed().orElseThrow().latest();

    fixture.run(
        "insert into part values (1, 'a'), (11, 'b')", "update part set id = 12 where id = 1");

    assertThat(part.changeFeed().orElseThrow().poll(from, rows(10)).changes())
        .extracting(change -> change.key().toString())
        .containsExactly("1", "11", "1", "12");
  }

  @Test
  void anOptionThatIsNoneIsAFault() {
    Map<String, String> odd =
        LogFeed.log().slot("No Name").publication("x'").mostRetainedMebibytes(0).options();

    assertThatThrownBy(() -> fixture.adapter().dataset(DatasetSpec.of("customer").withOptions(odd)))
        .hasMessage(
            "options.feed.slot: must match [a-z0-9_]{1,63}: value=No Name;"
                + " options.feed.publication: must match [a-z0-9_]{1,63}: value=x';"
                + " options.feed.retained: must be a number of mebibytes, >= 1: value=0");
  }
}
