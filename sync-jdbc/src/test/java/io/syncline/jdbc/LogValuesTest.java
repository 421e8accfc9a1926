package io.syncline.jdbc;

import static io.syncline.jdbc.Fixture.creation;
import static io.syncline.jdbc.Fixture.rows;
import static io.syncline.jdbc.Fixture.write;
import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.model.NativeKey;
import io.syncline.model.Row;
import io.syncline.model.Value;
import io.syncline.spi.Change;
import io.syncline.spi.ChangeFeed;
import io.syncline.spi.ChangePage;
import io.syncline.spi.Cursor;
import io.syncline.spi.Dataset;
import io.syncline.spi.DatasetSchema;
import io.syncline.spi.ScanPage;
import io.syncline.spi.WriteOutcome;
import io.syncline.testkit.values.SampleValues;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the log says of a row is what a scan says of it, value by value. */
class LogValuesTest {

  private static final long SEED = 20_240_229;
  private static final int ROWS = 300;

  private final Fixture fixture = new Fixture();
  private Dataset every;
  private ChangeFeed feed;
  private Cursor from;

  /** The log's own connections must not go by what the database has its sessions begin with. */
  @BeforeEach
  void everything() {
    String alter = "alter database " + fixture.database.name() + " set ";
    fixture.run(
        alter + "timezone = 'Asia/Kathmandu'",
        alter + "datestyle = 'German'",
        alter + "intervalstyle = 'sql_standard'",
        alter + "bytea_output = 'escape'");
    fixture.run(
        "create type mood as enum ('sad', 'it''s ok')",
        "create domain positive as int check (value > 0)",
        "create domain padded as char(4)",
        "create table every (id int primary key, bo bool, i2 int2, i4 int4, i8 int8, de numeric,"
            + " d2 numeric(12,2), f4 real, f8 float8, te text, vc varchar(5), ch char(3), by bytea,"
            + " da date, ti time, ts timestamp, tz timestamptz, t3 timestamptz(3), uu uuid,"
            + " js json, jb jsonb, li text[], mo mood, po positive, pa padded, na name)");
    every = fixture.followed("every");
    feed = every.changeFeed().orElseThrow();
    from = feed.latest();
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  private Map<NativeKey, Row> told() {
    Map<NativeKey, Row> told = new HashMap<>();
    ChangePage page;
    do {
      page = feed.poll(from, rows(100));
      for (Change change : page.changes()) {
        told.put(change.key(), ((Change.Upserted) change).image().row());
      }
      from = page.next();
    } while (page.more());
    return told;
  }

  private Map<NativeKey, Row> listed() {
    Map<NativeKey, Row> listed = new HashMap<>();
    for (ScanPage.Entry entry : every.scanner().orElseThrow().start(rows(10 * ROWS)).entries()) {
      listed.put(entry.key(), entry.image().row());
    }
    return listed;
  }

  @Test
  void everyTypeAtItsLimitsIsTheSame() {
    int id = 0;
    for (Map<String, Value> fields : TypesTest.limits().toList()) {
      assertThat(write(every, creation("w" + id, "" + ++id, fields)).get(0))
          .as("%s", fields)
          .isInstanceOf(WriteOutcome.Applied.class);
    }

    assertThat(told()).hasSize(id).isEqualTo(listed());
  }

  @Test
  void valuesDrawnByChanceAreTheSame() {
    List<DatasetSchema.NativeField> fields =
        every.schemaReader().orElseThrow().describe(Fixture.LIMIT).fields().stream()
            .filter(field -> !field.keyPart())
            .toList();
    SplittableRandom random = new SplittableRandom(SEED);
    int applied = 0;
    for (int id = 1; id <= ROWS; id++) {
      Map<String, Value> drawn = new HashMap<>();
      for (int i = 0; i < 3; i++) {
        DatasetSchema.NativeField field = fields.get(random.nextInt(fields.size()));
        drawn.put(field.name(), SampleValues.of(field.type()).draw(random));
      }
      WriteOutcome outcome = write(every, creation("w" + id, "" + id, drawn)).get(0);
      applied += outcome instanceof WriteOutcome.Applied ? 1 : 0;
    }

    assertThat(applied).as("seed %s", SEED).isGreaterThan(ROWS / 3);
    assertThat(told()).as("seed %s", SEED).hasSize(applied).isEqualTo(listed());
  }

  @Test
  void whatIsNoValueOfOursIsLeftOutAsInAListing() {
    fixture.run(
        "insert into every (id, te, tz, da, de, ts) values"
            + " (1, 'x', 'infinity', '-infinity', 'NaN', null),"
            + " (2, 'y', '0044-03-15 12:00:00+00 BC', '0044-03-15 BC', 1, '0044-03-15 BC')");

    assertThat(told()).hasSize(2).isEqualTo(listed());
  }

  @Test
  void blanksToALengthAreNoPartOfAValue() {
    fixture.run("insert into every (id, ch, pa, te) values (1, 'a', 'b', 'c  ')");

    assertThat(told()).isEqualTo(listed());
    assertThat(listed().get(NativeKey.of("1")).get("pa")).contains(Value.of("b"));
  }

  @Test
  void whatTheDatabaseComputesIsReadAfterAHint() {
    fixture.run(
        "create table computed (id int primary key, n int, twice int generated always as (n * 2)"
            + " stored)");
    Dataset computed = fixture.followed("computed");
    feed = computed.changeFeed().orElseThrow();
    from = feed.latest();
    fixture.run("insert into computed (id, n) values (1, 2)");

    assertThat(feed.poll(from, rows(10)).changes())
        .containsExactly(new Change.Hinted(NativeKey.of("1")));
  }
}
