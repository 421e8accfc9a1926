package io.syncline.jdbc;

import static io.syncline.jdbc.DigestFeed.digest;
import static io.syncline.jdbc.PollingFeed.polling;
import static io.syncline.model.FieldType.integer;
import static io.syncline.model.FieldType.text;
import static io.syncline.reconcile.policy.ConflictPolicy.lastWriter;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.FlowBuilder;
import io.syncline.Hub;
import io.syncline.engine.SyncReport;
import io.syncline.spi.AdapterException;
import io.syncline.spi.Capabilities;
import io.syncline.spi.Dataset;
import io.syncline.spi.DatasetSpec;
import io.syncline.spi.KeyRange;
import io.syncline.spi.RangeDigest;
import io.syncline.spi.RangeDigester;
import io.syncline.spi.RecordDigest;
import io.syncline.store.StateStore;
import io.syncline.testkit.database.TestDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DigestFeedTest {

  private static final int ROWS = 10_000;
  private static final String TABLE =
      "create table customer (code varchar(20) primary key, name text, credit bigint,"
          + " changed_at timestamptz not null default clock_timestamp())";

  private static Hub hub(TwoDatabases databases) {
    return Hub.builder()
        .state(StateStore.inMemory())
        .system("crm", JdbcAdapter.on(databases.crm.dataSource()))
        .system("erp", JdbcAdapter.on(databases.erp.dataSource()))
        .entity(
            "customer",
            customer ->
                customer
                    .field("code", text(20))
                    .field("name", text())
                    .field("credit", integer())
                    .matchOn("code")
                    .in("crm", crm -> fields(crm).feed(digest()))
                    .in("erp", erp -> fields(erp).feed(polling("changed_at").versionByDigest()))
                    .onConflict(lastWriter()))
        .build();
  }

  private static FlowBuilder fields(FlowBuilder flow) {
    return flow.dataset("customer").key("code").everyFieldByName();
  }

  private static void fill(TestDatabase database) throws SQLException {
    TwoDatabases.run(
        database,
        TABLE,
        "insert into customer select case n % 3 when 0 then 'K' when 1 then 'k' else 'ä' end"
            + " || n, 'name ' || n, n from generate_series(1, "
            + ROWS
            + ") as n",
        "analyze customer");
  }

  @Test
  void randomEditsOfManyRowsAreFoundAsAListingFindsThem() throws SQLException {
    long seed = 20_261_126;
    Random random = new Random(seed);
    try (TwoDatabases databases = new TwoDatabases()) {
      fill(databases.crm);
      TwoDatabases.run(databases.erp, TABLE);
      try (Hub hub = hub(databases)) {
        TwoDatabases.settle(hub);
        for (int round = 0; round < 6; round++) {
          edit(databases.crm, random, 1 + random.nextInt(200));

          SyncReport report = hub.sync();

          assertThat(report.settled()).as("seed=%s round=%s %s", seed, round, report).isTrue();
          assertThat(rows(databases.erp))
              .as("seed=%s round=%s", seed, round)
              .isEqualTo(rows(databases.crm));
        }
        TwoDatabases.run(
            databases.erp,
            "update customer set credit = -1, changed_at = 'epoch' where credit < 9");
        hub.sync();
        assertThat(rows(databases.crm)).isNotEqualTo(rows(databases.erp));

        hub.sweep();

        assertThat(rows(databases.crm)).isEqualTo(rows(databases.erp));
      }
    }
  }

  private static List<String> rows(TestDatabase database) throws SQLException {
    return TwoDatabases.texts(
        database, "select concat_ws('|', code, name, credit) from customer order by 1");
  }

  private static void edit(TestDatabase database, Random random, int deeds) throws SQLException {
    try (Connection connection = database.dataSource().getConnection();
        PreparedStatement change =
            connection.prepareStatement("update customer set name = ? where credit = ?");
        PreparedStatement remove =
            connection.prepareStatement("delete from customer where credit = ?");
        PreparedStatement add =
            connection.prepareStatement(
                "insert into customer values (?, 'new', ?) on conflict do nothing")) {
      for (int i = 0; i < deeds; i++) {
        int at = 1 + random.nextInt(ROWS);
        switch (random.nextInt(3)) {
          case 0 -> {
            change.setString(1, "name " + random.nextInt(5));
            change.setInt(2, at);
            change.executeUpdate();
          }
          case 1 -> {
            remove.setInt(1, at);
            remove.executeUpdate();
          }
          default -> {
            add.setString(1, List.of("K", "k", "ä", "", "zz").get(random.nextInt(5)) + at);
            add.setInt(2, at);
            add.executeUpdate();
          }
        }
      }
    }
  }

  @Test
  void itIsAListingWhoseVersionsAreDigests() {
    try (Fixture fixture = new Fixture()) {
      fixture.run(TABLE);
      Dataset dataset =
          fixture.adapter().dataset(DatasetSpec.of("customer").withOptions(digest().options()));

      assertThat(dataset.capabilities().feed()).isEqualTo(Capabilities.Feed.SNAPSHOT_ONLY);
      assertThat(dataset.capabilities().versions()).isEqualTo(Capabilities.Versions.OPAQUE);
      assertThat(dataset.rangeDigester()).isPresent();
      assertThat(digest()).hasToString("DigestFeed");
    }
  }

  @Test
  void theRecordsOfRangesAreThoseThatWereSummedUp() {
    try (Fixture fixture = new Fixture()) {
      fixture.run(
          TABLE, "insert into customer select 'c' || n, 'x', n from generate_series(1, 700) n");
      RangeDigester digester =
          fixture
              .adapter()
              .dataset(DatasetSpec.of("customer").withOptions(digest().options()))
              .rangeDigester()
              .orElseThrow();
      List<RangeDigest> cut = digester.cut(KeyRange.all(), 2, Fixture.LIMIT);
      List<KeyRange> ranges = new ArrayList<>(cut.stream().map(RangeDigest::range).toList());
      ranges.add(KeyRange.all());

      List<RangeDigest> digests = digester.digest(ranges, Fixture.LIMIT);
      List<List<RecordDigest>> lists = digester.records(ranges, Fixture.LIMIT);

      assertThat(ranges).hasSize(351);
      assertThat(digests.subList(0, 350)).isEqualTo(cut);
      for (int i = 0; i < ranges.size(); i++) {
        long sum = lists.get(i).stream().mapToLong(RecordDigest::digest).sum();
        assertThat(new RangeDigest(ranges.get(i), lists.get(i).size(), sum))
            .isEqualTo(digests.get(i));
      }
    }
  }

  @Test
  void otherVersionsBesideItAreRefused() {
    DatasetSpec spec =
        DatasetSpec.of("customer").withOptions(Map.of("feed", "digest", "version", "row"));

    assertThatThrownBy(() -> DatasetSettings.of(spec))
        .isInstanceOf(AdapterException.ConfigInvalid.class)
        .hasMessage("options.version: must be digest beside feed=digest: value=row");
  }

  @Test
  void otherFeedsAreRefused() {
    DatasetSpec spec = DatasetSpec.of("customer").withOptions(Map.of("feed", "gossip"));

    assertThatThrownBy(() -> DatasetSettings.of(spec))
        .isInstanceOf(AdapterException.ConfigInvalid.class)
        .hasMessage(
            "options.feed: must be one of"
                + " [none, polling, digest, journal, log, outbox, exchange]: value=gossip");
  }
}
