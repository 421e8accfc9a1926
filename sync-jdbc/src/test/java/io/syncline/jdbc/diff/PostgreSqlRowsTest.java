package io.syncline.jdbc.diff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.diff.DiffCancelled;
import io.syncline.diff.RowCursor;
import io.syncline.model.NativeKey;
import io.syncline.model.SyncException;
import io.syncline.packed.Slab;
import io.syncline.spi.KeyRange;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PostgreSqlRowsTest {

  private final Site site = new Site();

  @AfterEach
  void close() {
    site.close();
  }

  private void createEvery() {
    site.run(
        "create type mood as enum ('sad', 'it''s ok')",
        "create domain positive as int check (value > 0)",
        "create domain code as char(5)",
        "create domain ratio as float4",
        "create table every (id int8 primary key, bo bool, i2 int2, i4 int4, de numeric,"
            + " d2 numeric(12,2), f4 float4, f8 float8, te text, vc varchar(50), ch char(5),"
            + " na name, by bytea, da date, ti time, ts timestamp, t3 timestamp(3), tz timestamptz,"
            + " uu uuid, js json, jb jsonb, li text[], lv varchar[], mo mood, po positive,"
            + " co code, ra ratio)");
  }

  @Test
  void everyTypeAtItsLimitsIsTheSameByCopyAndByCursor() {
    createEvery();
    String[] limits = {
      "bo = true, i2 = -32768, i4 = -2147483648, de = 0, d2 = -9999999999.99, f4 = 0.1",
      "bo = false, i2 = 32767, i4 = 2147483647, de = 'NaN', d2 = 9999999999.99, f4 = 'Infinity'",
      "de = 'Infinity', d2 = 'NaN', f4 = 1.17549435e-38, f8 = 2.2250738585072014e-308",
      "de = '-Infinity', d2 = 0.01, f4 = -3.4028235e38, f8 = 1.7976931348623157e308",
      "de = repeat('9', 131072)::numeric, f4 = 1e-45, f8 = 4.9e-324",
      "de = -(('1' || repeat('0', 131071) || '.' || repeat('3', 16383))::numeric), f8 = 'NaN'",
      "de = 922337203685477580.7, f8 = '-0', f4 = '-0', ra = 0.3",
      "de = -9223372036854775808, f8 = '-Infinity', f4 = 'NaN'",
      "de = 9223372036854775807, te = '', vc = '', ch = '', na = '', by = '', li = '{}'",
      "de = 99999999999999999999, te = repeat('x', 70000), ch = 'ab', co = 'cd', na = 'ä'",
      "de = 1e-30, te = repeat('😀', 20000), vc = '😀é \\ '' \" {,} NULL', ch = '😀😀', by = '\\x00ff'",
      "de = 1e60, te = U&'e\\0301\\FFFF\\+10FFFF', mo = 'it''s ok', po = 1",
      "de = 12340000, by = decode(repeat('00ff', 40000), 'hex'), te = E' tab\\t \\n '",
      "de = 0.00012, da = 'infinity', ts = 'infinity', t3 = 'infinity', tz = 'infinity'",
      "da = '-infinity', ts = '-infinity', t3 = '-infinity', tz = '-infinity', ti = '24:00'",
      "da = '4713-01-01 BC', ts = '4713-01-01 BC', tz = '4713-01-01 00:00:00+00 BC', ti = '0:00'",
      "da = '5874897-12-31', ts = '294276-12-31 23:59:59.999999', tz = '294276-12-31 23:59:59.999999+00'",
      "da = '0001-01-01 BC', ts = '0001-12-31 23:59:59.5 BC', tz = '0044-03-15 01:02:03.000004+00 BC'",
      "da = '1582-10-10', ts = '1582-10-10 01:02:03.004005', t3 = '1969-12-31 23:59:59.999'",
      "da = '1970-01-01', ts = '2000-01-01', tz = '2024-03-31 02:30:00.123456+01', ti = '23:59:59.999999'",
      "uu = 'ffffffff-0000-8000-7fff-000000000001', js = '{\"b\" : 1,  \"a\":[]}', jb = '{\"b\": 1, \"a\":[1.50]}'",
      "li = array['a,b', '', null, 'NULL', '\"\\', '😀'], lv = '{a,b}'",
      "li = '{{a,b},{c,NULL}}', lv = '[0:1]={x,y}'",
      "te = 'null follows'"
    };
    for (int i = 0; i < limits.length; i++) {
      site.run(
          "insert into every (id) values (" + i + ")",
          "update every set " + limits[i] + " where id = " + i);
    }
    site.run("insert into every (id) values (-9223372036854775808), (9223372036854775807)");

    Packed copied = Packed.all(site.table("every"));
    Packed read = Packed.all(site.table("every").byCursor());

    assertThat(copied.rows()).hasSize(limits.length + 2);
    for (int i = 0; i < copied.rows().size(); i++) {
      assertThat(copied.hex().get(i).equals(read.hex().get(i)))
          .as("copied %s read %s", shortened(copied, i), shortened(read, i))
          .isTrue();
    }
    assertThat(copied.firstOutOfOrder()).isEqualTo(-1);
    assertThat(copied.texts("f4").get(1)).isEqualTo("0.1");
    assertThat(copied.texts("ra").get(7)).isEqualTo("0.3");
    assertThat(copied.texts("ti")).contains("24:00:00", "00:00");
    assertThat(copied.texts("co")).contains("cd");
    assertThat(copied.texts("ch")).contains("ab");
    assertThat(copied.texts("da")).contains("infinity", "-infinity", "-4712-01-01");
    assertThat(copied.texts("de").get(5)).isEqualTo("9".repeat(131_072));
  }

  private static String shortened(Packed rows, int i) {
    String text = rows.values().get(i).toString();
    return text.substring(0, Math.min(2_000, text.length()));
  }

  @Test
  void rowsByChanceAreTheSameByCopyAndByCursor() {
    createEvery();
    double seed = new Random(28).nextDouble();
    site.run(
        "select setseed(" + seed + ")",
        "insert into every (id, bo, i2, i4, de, d2, f4, f8, te, vc, by, da, ti, ts, t3, tz, li)"
            + " select g, random() < 0.5, random() * 30000, random() * 1e9,"
            + " (random() * 10 ^ (random() * 40 - 20))::numeric * sign(random() - 0.5)::numeric,"
            + " random() * 1e6, random() * 10 ^ (random() * 70 - 35), random() * 10 ^ (random() * 600 - 300),"
            + " repeat(chr((200 + random() * 50000)::int), (random() * 30)::int), md5(random()::text),"
            + " decode(md5(random()::text), 'hex'), date '0001-01-01' + (random() * 1e6)::int,"
            + " time '00:00' + random() * interval '1 day',"
            + " timestamp '1900-01-01' + random() * interval '300 years',"
            + " timestamp '1900-01-01' + random() * interval '300 years',"
            + " timestamptz '1900-01-01 00:00+00' + random() * interval '300 years',"
            + " string_to_array(md5(random()::text), 'a')"
            + " from generate_series(1, 3000) g");

    Packed copied = Packed.all(site.table("every"));
    Packed read = Packed.all(site.table("every").byCursor());

    assertThat(copied.rows()).hasSize(3_000);
    assertThat(copied.hex()).isEqualTo(read.hex());
  }

  @Test
  void settingsOfTheSessionMakeNoDifference() {
    createEvery();
    site.run(
        "insert into every (id, tz, ts, da, f4, by, te) values (1, '2024-03-31 01:30:00+00',"
            + " '2024-03-31 02:30:00', '2024-02-29', 0.1, '\\x00', 'a\\b''c')");
    Packed before = Packed.all(site.table("every"));
    String name = site.ask("select current_database()");

    site.run(
        "alter database \"" + name + "\" set timezone = 'America/St_Johns'",
        "alter database \"" + name + "\" set bytea_output = 'escape'",
        "alter database \"" + name + "\" set extra_float_digits = 0",
        "alter database \"" + name + "\" set standard_conforming_strings = off");

    assertThat(Packed.all(site.table("every")).hex()).isEqualTo(before.hex());
    assertThat(Packed.all(site.table("every").byCursor()).hex()).isEqualTo(before.hex());
    assertThat(before.texts("tz")).containsExactly("2024-03-31T01:30:00Z");
  }

  @Test
  void manyColumnsAndOddNamesAreRead() {
    String columns =
        IntStream.range(0, 70)
            .mapToObj(i -> "\"Column \"\"" + i + "'\" int default " + i)
            .collect(Collectors.joining(", "));
    site.run(
        "create schema \"odd.schema\"",
        "create table \"odd.schema\".\"odd \"\"table\" (\"the key\" text primary key, "
            + columns
            + ")",
        "insert into \"odd.schema\".\"odd \"\"table\" (\"the key\") values ('it''s \\ one')");
    TableSource odd = site.table("\"odd.schema\".\"odd \"\"table\"");

    Packed rows = Packed.all(odd);

    assertThat(rows.texts("the key")).containsExactly("it's \\ one");
    assertThat(rows.texts("Column \"69'")).containsExactly("69");
    assertThat(
            Packed.of(
                    odd.openKeys(odd.schema(), List.of(NativeKey.of("it's \\ one"))), odd.schema())
                .hex())
        .isEqualTo(rows.hex());
  }

  @Test
  void viewsAreReadByTheKeyTheyAreGiven() {
    site.run(
        "create table note (id int, part int, text text)",
        "insert into note values (2, 1, 'c'), (1, 2, 'b'), (1, 1, 'a'), (null, 3, 'none')",
        "create view notes as select * from note");

    assertThatThrownBy(() -> site.table("notes").schema())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("must have a primary key, or be given one: table=public.notes");

    TableSource notes = site.table("notes").keyedBy("id", "part");
    assertThat(Packed.all(notes).texts("text")).containsExactly("a", "b", "c");
    assertThat(notes.size()).isEmpty();
  }

  @Test
  void aReadThatIsClosedInTheMiddleFreesItsConnection() {
    wide(200_000);
    for (TableSource source : List.of(site.table("wide"), site.table("wide").byCursor())) {
      Slab slab = new Slab(source.schema());

      try (RowCursor cursor = source.open(source.schema())) {
        cursor.read(slab);
        assertThat(slab.rows()).isPositive();
        assertThat(readers()).isEqualTo("1");
      }

      Awaitility.await().until(() -> readers().equals("0"));
    }
  }

  /** Sessions that read the table, ours or not. */
  private String readers() {
    return site.ask(
        "select count(*) from pg_stat_activity where datname = current_database()"
            + " and pid <> pg_backend_pid() and (query like '%wide%' or query like 'FETCH%')"
            + " and state <> 'idle'");
  }

  private void wide(int rows) {
    site.run(
        "create table wide (id int primary key, text text)",
        "insert into wide select g, repeat('x', 200) from generate_series(1, " + rows + ") g",
        "analyze wide");
  }

  @Test
  void aReadThatAnotherThreadClosesIsCancelled() throws Exception {
    site.run(
        "create function slow(int) returns int language sql volatile as"
            + " 'select $1 from pg_sleep(600)'",
        "create view endless as select g as id, slow(g) as wait from generate_series(1, 3) g");
    for (boolean copy : new boolean[] {true, false}) {
      TableSource endless = site.table("endless").keyedBy("id");
      RowCursor cursor = (copy ? endless : endless.byCursor()).open(endless.schema());
      ExecutorService thread = Executors.newSingleThreadExecutor();
      Future<?> reading = thread.submit(() -> cursor.read(new Slab(endless.schema())));
      Awaitility.await()
          .until(
              () ->
                  site.ask("select count(*) from pg_stat_activity where wait_event = 'PgSleep'")
                      .equals("1"));

      cursor.close();

      assertThatThrownBy(reading::get)
          .isInstanceOf(ExecutionException.class)
          .hasCauseInstanceOf(DiffCancelled.class);
      thread.shutdown();
      assertThat(site.ask("select count(*) from pg_stat_activity where wait_event = 'PgSleep'"))
          .isEqualTo("0");
    }
  }

  @Test
  void aConnectionThatIsLostIsToldWithTheTable() {
    wide(200_000);
    for (TableSource source : List.of(site.table("wide"), site.table("wide").byCursor())) {
      Slab slab = new Slab(source.schema());
      try (RowCursor cursor = source.open(source.schema())) {
        cursor.read(slab);
        site.ask(
            "select count(pg_terminate_backend(pid)) from pg_stat_activity"
                + " where datname = current_database() and pid <> pg_backend_pid()");

        assertThatThrownBy(
                () -> {
                  do {
                    cursor.read(slab);
                  } while (!slab.isEmpty());
                })
            .isInstanceOf(SyncException.class)
            .hasMessageStartingWith("public.wide: ");
      }
    }
  }

  @Test
  void whatTheDatabaseRefusesIsToldWithTheTable() {
    site.run(
        "create view broken as select g as id, 1 / (g - 5) as number from generate_series(1, 9) g");
    for (boolean copy : new boolean[] {true, false}) {
      TableSource broken = site.table("broken").keyedBy("id");

      assertThatThrownBy(() -> Packed.all(copy ? broken : broken.byCursor()))
          .isInstanceOf(SyncException.class)
          .hasMessageStartingWith("public.broken: ")
          .hasMessageContaining("division by zero");
    }
  }

  @Test
  void rangesAndKeysGiveJustTheirRows() {
    wide(5_000);
    TableSource wide = site.table("wide");
    List<KeyRange> ranges =
        List.of(range("4000", "4003"), range("4003", "4004"), range("17", "19"));

    Packed some = Packed.of(wide.open(wide.schema(), ranges), wide.schema());
    List<NativeKey> wanted =
        IntStream.range(0, 1_200).mapToObj(i -> NativeKey.of("" + (6_000 - i * 3))).toList();
    Packed keyed = Packed.of(wide.openKeys(wide.schema(), wanted), wide.schema());

    assertThat(some.texts("id")).containsExactly("4000", "4001", "4002", "4003", "17", "18");
    assertThat(keyed.rows()).hasSize(866);
    assertThat(keyed.texts("id")).startsWith("2403", "2406").endsWith("4998");
    assertThat(keyed.firstOutOfOrder()).isEqualTo(-1);
    assertThat(wide.size()).hasValue(5_000);
  }

  private static KeyRange range(String from, String to) {
    return new KeyRange(Optional.of(NativeKey.of(from)), Optional.of(NativeKey.of(to)));
  }
}
