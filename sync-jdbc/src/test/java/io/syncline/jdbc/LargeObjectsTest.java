package io.syncline.jdbc;

import static io.syncline.jdbc.Fixture.LIMIT;
import static io.syncline.jdbc.Fixture.read;
import static io.syncline.jdbc.Fixture.update;
import static io.syncline.jdbc.Fixture.write;
import static io.syncline.jdbc.TwoDatabases.run;
import static io.syncline.jdbc.TwoDatabases.settle;
import static io.syncline.jdbc.TwoDatabases.texts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.FlowBuilder;
import io.syncline.Hub;
import io.syncline.model.FieldType;
import io.syncline.model.LargeObject;
import io.syncline.model.NativeKey;
import io.syncline.model.Row;
import io.syncline.model.Value;
import io.syncline.spi.Adapter;
import io.syncline.spi.AdapterException;
import io.syncline.spi.Contents;
import io.syncline.spi.Dataset;
import io.syncline.spi.DatasetOptions;
import io.syncline.spi.DatasetSpec;
import io.syncline.spi.Precondition;
import io.syncline.spi.Write;
import io.syncline.spi.WriteOutcome;
import io.syncline.store.StateStore;
import io.syncline.testkit.database.TestDatabase;
import io.syncline.testkit.database.TestDatabases;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Contents that are carried by what stands for them, and go from database to database as streams.
 */
class LargeObjectsTest {

  private static final String POSTGRESQL =
      "create table contract (id int primary key, title text, scan bytea, note text,"
          + " updated_at timestamptz default clock_timestamp())";
  private static final String MARIADB =
      "create table contract (id int primary key, title varchar(80), scan longblob, note longtext,"
          + " updated_at timestamp(6) default now(6) on update now(6)) default charset utf8mb4";
  private static final String STAMP =
      "create function stamp() returns trigger language plpgsql as"
          + " $$ begin new.updated_at := clock_timestamp(); return new; end $$";
  private static final String STAMPED =
      "create trigger stamped before update on contract for each row execute function stamp()";

  /** More than a piece, and more than is held in memory. */
  private static final int BYTES = 9_000_000;

  private final TestDatabase crm = TestDatabases.postgresql();
  private final TestDatabase erp = TestDatabases.mariadb();
  private final List<AutoCloseable> opened = new ArrayList<>();

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable each : opened) {
      each.close();
    }
    crm.close();
    erp.close();
  }

  static List<DatasetOptions> feeds() {
    return List.of(
        Map::of, PollingFeed.polling("updated_at"), JournalFeed.journal(), DigestFeed.digest());
  }

  private Hub hub(DatasetOptions feed) throws SQLException {
    run(crm, POSTGRESQL, STAMP, STAMPED);
    run(erp, MARIADB);
    Hub hub =
        Hub.builder()
            .state(StateStore.inMemory())
            .system("crm", JdbcAdapter.on(crm.dataSource()))
            .system("erp", JdbcAdapter.on(erp.dataSource()))
            .entity(
                "contract",
                contract ->
                    contract
                        .field("id", FieldType.integer())
                        .field("title", FieldType.text(80))
                        .field("scan", FieldType.text())
                        .field("note", FieldType.text())
                        .matchOn("id")
                        .in("crm", flow -> contracts(flow, feed))
                        .in("erp", flow -> contracts(flow, feed)))
            .build();
    opened.add(hub);
    hub.tracking().install();
    return hub;
  }

  private static void contracts(FlowBuilder flow, DatasetOptions feed) {
    flow.dataset("contract").feed(feed).option("large", "scan, note").everyFieldByName();
  }

  private static byte[] bytes(int seed, int length) {
    byte[] bytes = new byte[length];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }

  private static void put(TestDatabase database, String statement, Object... values)
      throws SQLException {
    try (Connection connection = database.dataSource().getConnection();
        PreparedStatement prepared = connection.prepareStatement(statement)) {
      for (int i = 0; i < values.length; i++) {
        prepared.setObject(i + 1, values[i]);
      }
      prepared.executeUpdate();
    }
  }

  private void assertSame() throws SQLException {
    List<String> there =
        texts(
            crm,
            "select concat_ws(' ', id, title, md5(scan), md5(note)) from contract order by id");
    assertThat(there)
        .isEqualTo(
            texts(
                erp,
                "select concat_ws(' ', id, title, md5(scan), md5(note)) from contract order by id"))
        .isNotEmpty();
  }

  @ParameterizedTest
  @MethodSource("feeds")
  void contentsGoBothWaysAsTheyAre(DatasetOptions feed) throws SQLException {
    Hub hub = hub(feed);
    String insert = "insert into contract (id, title, scan, note) values (?, ?, ?, ?)";
    put(crm, insert, 1, "large", bytes(1, BYTES), "汉é\\ '".repeat(400_000));
    put(crm, insert, 2, "empty", new byte[0], "");
    put(crm, insert, 3, "none", null, null);
    put(erp, insert, 4, "from the other side", bytes(4, BYTES), "😀".repeat(1_000_000));
    settle(hub);
    assertSame();

    put(crm, "update contract set scan = ? where id = 4", (Object) bytes(5, BYTES + 1));
    put(erp, "update contract set note = ?, title = 'renamed' where id = 1", "short");
    put(erp, "update contract set scan = ? where id = 3", (Object) bytes(6, 70_000));
    put(crm, "update contract set note = null where id = 2");
    settle(hub);
    assertSame();

    put(crm, "update contract set title = 'only this' where id = 3");
    settle(hub);
    assertSame();
    assertThat(texts(crm, "select octet_length(scan) || ' ' || title from contract where id = 3"))
        .containsExactly("70000 only this");
  }

  private Dataset contracts() throws SQLException {
    run(crm, POSTGRESQL);
    Adapter adapter = JdbcAdapter.on(crm.dataSource()).open(Fixture.CONTEXT);
    opened.add(adapter);
    return adapter.dataset(
        DatasetSpec.of("contract").withOptions(Map.of("large", "scan", "version", "none")));
  }

  private static Contents holding(byte[] content) {
    return wanted ->
        wanted.equals(LargeObject.ofContent(content))
            ? Optional.of(new ByteArrayInputStream(content))
            : Optional.empty();
  }

  private static Write scan(int id, Precondition condition, byte[] content) {
    return update(
        "w" + id, "" + id, condition, Map.of("scan", "" + LargeObject.ofContent(content)));
  }

  @Test
  void aContentIsShownByItsDigestAndReadByPieces() throws Exception {
    Dataset contracts = contracts();
    byte[] content = bytes(7, BYTES);
    put(crm, "insert into contract (id, scan) values (1, ?)", (Object) content);

    assertThat(read(contracts, "1").row().get("scan"))
        .contains(Value.of(LargeObject.ofContent(content).toString()));
    try (InputStream read = content(contracts, "1", LargeObject.ofContent(content)).orElseThrow()) {
      assertThat(read.readAllBytes()).isEqualTo(content);
    }
    assertThat(content(contracts, "1", LargeObject.ofContent(bytes(8, 10)))).isEmpty();
    assertThat(content(contracts, "2", LargeObject.ofContent(content))).isEmpty();
    assertThat(content(contracts, "x", LargeObject.ofContent(content))).isEmpty();
  }

  private static Optional<InputStream> content(Dataset dataset, String id, LargeObject wanted) {
    return dataset.contentReader().orElseThrow().open(NativeKey.of(id), "scan", wanted, LIMIT);
  }

  @Test
  void aContentThatBecomesAnotherWhileItIsReadIsNotTheOneThatWasWanted() throws Exception {
    Dataset contracts = contracts();
    byte[] content = bytes(7, BYTES);
    put(crm, "insert into contract (id, scan) values (1, ?)", (Object) content);
    try (InputStream read = content(contracts, "1", LargeObject.ofContent(content)).orElseThrow()) {
      read.read();
      put(crm, "update contract set scan = ?", (Object) bytes(8, 100));

      assertThat(read.readAllBytes()).hasSizeLessThan(BYTES - 1);
    }
  }

  @Test
  void aWriteWhoseContentNobodyHasWaitsAndTheOthersAreDone() throws SQLException {
    Dataset contracts = contracts();
    run(crm, "insert into contract (id, scan) select n, 'old' from generate_series(1, 3) as n");
    byte[] content = bytes(9, 2_000_000);

    assertThat(
            write(
                contracts,
                scan(1, new Precondition.Exists(), content).with(holding(content)),
                scan(2, new Precondition.Exists(), content),
                update("t", "3", new Precondition.Exists(), Map.of("title", "new"))))
        .satisfiesExactly(
            done -> assertThat(done).isInstanceOf(WriteOutcome.Applied.class),
            waiting ->
                assertThat(waiting)
                    .isEqualTo(
                        new WriteOutcome.Blocked(
                            "no system gives the content of scan now: "
                                + LargeObject.ofContent(content))),
            done -> assertThat(done).isInstanceOf(WriteOutcome.Applied.class));
    assertThat(texts(crm, "select octet_length(scan) from contract order by id"))
        .containsExactly("2000000", "3", "3");
  }

  @Test
  void aRepeatOfWhatWasDoneNeedsNoContent() throws SQLException {
    run(crm, POSTGRESQL, "insert into contract (id) values (1), (2)");
    Adapter adapter = JdbcAdapter.on(crm.dataSource()).withoutWriteLedger().open(Fixture.CONTEXT);
    opened.add(adapter);
    Dataset contracts =
        adapter.dataset(DatasetSpec.of("contract").withOptions(Map.of("large", "scan")));
    byte[] content = bytes(9, 100);
    Write done = scan(1, new Precondition.Exists(), content);
    Write lost = scan(2, new Precondition.Exists(), content);
    write(contracts, done.with(holding(content)));

    assertThat(write(contracts, Fixture.again(done), Fixture.again(lost)))
        .satisfiesExactly(
            again -> assertThat(again).isInstanceOf(WriteOutcome.Unchanged.class),
            waiting -> assertThat(waiting).isInstanceOf(WriteOutcome.Blocked.class));
  }

  @Test
  void aWriteOnTheGroundOfAnotherContentIsStale() throws SQLException {
    Dataset contracts = contracts();
    run(crm, "insert into contract (id, scan) values (1, 'old')");
    byte[] content = bytes(9, 100);
    Row wrong = Row.of("scan", Value.of(LargeObject.ofContent(content).toString()));
    Row right = read(contracts, "1").row().only(List.of("scan"));

    assertThat(
            write(
                contracts,
                scan(1, new Precondition.FieldsAre(wrong), content).with(holding(content))))
        .hasOnlyElementsOfType(WriteOutcome.Stale.class);
    assertThat(
            write(
                contracts,
                scan(1, new Precondition.FieldsAre(right), content).with(holding(content))))
        .hasOnlyElementsOfType(WriteOutcome.Applied.class);
    assertThat(read(contracts, "1").row().only(List.of("scan"))).isEqualTo(wrong);
  }

  @Test
  void whatStandsForNoContentIsRefused() throws SQLException {
    Dataset contracts = contracts();
    run(crm, "insert into contract (id, scan) values (1, 'old')");

    assertThat(
            write(contracts, update("w", "1", new Precondition.Exists(), Map.of("scan", "plain"))))
        .singleElement()
        .asString()
        .contains("scan must be what stands for a content, sha-256:DIGEST:LENGTH: value=plain");
  }

  @Test
  void columnsThatCannotBeLargeAreNamed() throws SQLException {
    run(crm, POSTGRESQL);
    Adapter adapter = JdbcAdapter.on(crm.dataSource()).open(Fixture.CONTEXT);
    opened.add(adapter);

    assertThatThrownBy(
            () ->
                adapter.dataset(
                    DatasetSpec.of("contract")
                        .withKey("title")
                        .withOptions(Map.of("large", "id, title, scan, scam"))))
        .isInstanceOf(AdapterException.ConfigInvalid.class)
        .hasMessageContaining(
            "options.large: must be text or binary: value=id type=integer;"
                + " options.large: must be no part of the key: value=title;"
                + " options.large: must be one of [id, title, scan, note, updated_at]: value=scam");
    assertThatThrownBy(
            () ->
                adapter.dataset(
                    DatasetSpec.of("contract").withOptions(Map.of("feed", "log", "large", "scan"))))
        .hasMessageContaining("options.large: must not stand beside feed=log");
  }
}
