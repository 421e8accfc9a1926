package io.syncline.jdbc.diff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.diff.RowCursor;
import io.syncline.jdbc.diff.Side.Kind;
import io.syncline.model.SyncException;
import io.syncline.packed.Slab;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MariaDbRowsTest {

  private final Side side = Side.of(Kind.MARIADB);

  @AfterEach
  void close() {
    side.close();
  }

  @Test
  void everyTypeIsReadAtItsLimits() {
    side.run(
        "create table every (id int primary key, t1 tinyint(1), ti tinyint, b1 bit(1),"
            + " sm smallint unsigned, me mediumint, it int unsigned, bi bigint,"
            + " bu bigint unsigned, ye year, de decimal(65,30), fl float, db double, ch char(5),"
            + " vc varchar(20), tx longtext, en enum('x', 'it''s'), bn binary(3), vb varbinary(9),"
            + " da date, tm time(6), dt datetime(6), ts timestamp(6) null, uu uuid)",
        "insert into every values (1, 1, -128, 1, 65535, -8388608, 4294967295,"
            + " -9223372036854775808, 18446744073709551615, 1901,"
            + " 99999999999999999999999999999999999.999999999999999999999999999999, 0.1,"
            + " 1.7976931348623157e308, 'ab', ' x ', repeat('😀', 20000), 'it''s', 'a', x'00ff',"
            + " '1000-01-01', '-838:59:59.000001', '1000-01-01 00:00:00.000001',"
            + " from_unixtime(2147483647.999999), 'f81d4fae-7dec-11d0-a765-00a0c91e6bf6')",
        "insert into every (id, t1, da, tm, dt, fl, vc, ye) values (2, 0, '9999-12-31',"
            + " '838:59:59', '9999-12-31 23:59:59.999999', 3.4e38, '', 0)",
        "insert into every (id, t1, tm) values (3, 2, '24:00:00')",
        "insert into every (id) values (4)");

    Packed rows = Packed.all(side.source("every"));

    assertThat(rows.texts("t1")).containsExactly("true", "false", "2", "null");
    assertThat(rows.texts("ti").get(0)).isEqualTo("-128");
    assertThat(rows.texts("b1").get(0)).isEqualTo("true");
    assertThat(rows.texts("sm").get(0)).isEqualTo("65535");
    assertThat(rows.texts("it").get(0)).isEqualTo("4294967295");
    assertThat(rows.texts("bi").get(0)).isEqualTo("-9223372036854775808");
    assertThat(rows.texts("bu").get(0)).isEqualTo("18446744073709551615");
    assertThat(rows.texts("ye")).startsWith("1901", "0");
    assertThat(rows.texts("de").get(0))
        .isEqualTo("99999999999999999999999999999999999.999999999999999999999999999999");
    assertThat(rows.texts("fl")).startsWith("0.1", "3.4E38");
    assertThat(rows.texts("db").get(0)).isEqualTo("1.7976931348623157E308");
    assertThat(rows.texts("ch").get(0)).isEqualTo("ab");
    assertThat(rows.texts("vc")).startsWith(" x ", "");
    assertThat(rows.texts("tx").get(0)).isEqualTo("😀".repeat(20_000));
    assertThat(rows.texts("en").get(0)).isEqualTo("it's");
    assertThat(rows.texts("da")).startsWith("1000-01-01", "9999-12-31");
    assertThat(rows.texts("tm"))
        .containsExactly("-838:59:59.000001", "838:59:59", "24:00:00", "null");
    assertThat(rows.texts("dt"))
        .startsWith("1000-01-01T00:00:00.000001", "9999-12-31T23:59:59.999999");
    assertThat(rows.texts("ts").get(0)).isEqualTo("2038-01-19T03:14:07.999999Z");
    assertThat(rows.texts("uu").get(0)).isEqualTo("f81d4fae-7dec-11d0-a765-00a0c91e6bf6");
    assertThat(Packed.all(side.source("every", side.oddSettings())).hex()).isEqualTo(rows.hex());
  }

  @Test
  void aZeroDateComesBeforeAllOthersAndOneWithAZeroPartIsRefused() {
    side.run(
        "create table old (id int primary key, da date, dt datetime, ts timestamp null)",
        "set sql_mode = ''",
        "insert into old values (1, '0000-00-00', '0000-00-00', '0000-00-00'), (2, '1000-01-01',"
            + " '1000-01-01', '1970-01-02')");
    TableSource old = side.source("old");

    assertThat(Packed.all(old).texts("da")).containsExactly("-infinity", "1000-01-01");
    assertThat(Packed.all(old).texts("dt")).startsWith("-infinity");
    assertThat(Packed.all(old).texts("ts")).startsWith("-infinity");

    side.run("set sql_mode = ''", "insert into old (id, da) values (3, '2024-00-01')");
    assertThatThrownBy(() -> Packed.all(old))
        .isInstanceOf(SyncException.class)
        .hasMessageEndingWith("old: must be a date: value=2024-00-01");
  }

  @Test
  void aReadThatIsClosedInTheMiddleEndsItsQuery() throws SQLException {
    side.run(
        "create table wide (id int primary key, text varchar(200))",
        "insert into wide select seq, repeat('x', 200) from seq_1_to_100000");
    TableSource wide = side.source("wide");
    Slab slab = new Slab(wide.schema());

    try (RowCursor cursor = wide.open(wide.schema())) {
      cursor.read(slab);
      assertThat(slab.rows()).isPositive();
    }

    assertThat(wide.size().orElseThrow()).isBetween(50_000L, 200_000L);
    try (Connection connection = side.connect();
        Statement statement = connection.createStatement();
        ResultSet running =
            statement.executeQuery(
                "select count(*) from information_schema.processlist"
                    + " where info like '%`wide`%' and id <> connection_id()")) {
      running.next();
      assertThat(running.getInt(1)).isZero();
    }
  }
}
