package io.syncline.jdbc.diff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RecordHashTest {

  private final Side side = Side.of(Side.Kind.POSTGRESQL);

  @AfterEach
  void close() {
    side.close();
  }

  private RowDigester own(JdbcTable table) {
    return RowDigester.own(table, Side.LIMIT).orElseThrow();
  }

  private long digest(String table) {
    JdbcTable described = side.table(table);
    return side.rowDigests(described, own(described)).get("1");
  }

  @Test
  void theNameHoldsTheMajorVersionTheTypesAndTheHandshake() throws SQLException {
    int major;
    try (Connection connection = side.connect()) {
      major = connection.getMetaData().getDatabaseMajorVersion();
    }
    side.run("create table t (id int primary key, v varchar(9), ts timestamp(3))");

    assertThat(own(side.table("t")).function())
        .matches("postgresql-record-1/" + major + "/bigint,text,timestamp\\(3\\)/[0-9a-f]{48}");
  }

  @Test
  void columnNamesDoNotMatterButTheirOrderAndTypesDo() {
    side.run(
        "create table a (id int primary key, v text, n numeric)",
        "create table b (nr bigint primary key, amount numeric(9,2), name varchar(9))",
        "insert into a values (1, 'x', 1.0)",
        "insert into b values (1, 1.00, 'x')");
    JdbcTable a = side.table("a");
    JdbcTable b = side.table("b");

    assertThat(own(a).function())
        .isEqualTo(own(b.columns("name", "amount")).function())
        .isNotEqualTo(own(b).function());
    JdbcTable swapped = b.columns("name", "amount");
    assertThat(side.rowDigests(a, own(a))).isEqualTo(side.rowDigests(swapped, own(swapped)));
  }

  @Test
  void whatIsEqualHashesAlikeWhateverItsColumnWasDeclaredAs() {
    side.run(
        "create type mood as enum ('sad', 'ok')",
        "create type later as enum ('new', 'ok')",
        "create collation blind (provider = icu, locale = 'und-u-ks-level2', deterministic = false)",
        "create table a (id int primary key, t text, e mood, c char(5), f real)",
        "create table b (id bigint primary key, t text collate blind, e later, c varchar, f float8)",
        "insert into a values (1, 'Ab', 'ok', 'x', 0.5), (2, 'ab', 'ok', 'x', 0.5)",
        "insert into b values (1, 'Ab', 'ok', 'x', 0.5), (2, 'ab', 'ok', 'x', 0.5)");
    JdbcTable a = side.table("a");

    assertThat(digest("a")).isEqualTo(digest("b"));
    JdbcTable text = a.keyedBy("id").columns("t");
    assertThat(side.rowDigests(text, own(text)).values()).doesNotHaveDuplicates();
  }

  @Test
  void jsonAsTextIsRefusedAndBinaryJsonIsNot() {
    side.run("create table t (id int primary key, doc json, better jsonb)");

    assertThatThrownBy(() -> own(side.table("t")))
        .hasMessage("must be of a type whose digest is stable: column=doc type=json");
    assertThat(own(side.table("t").columns("better")).function()).contains("/bigint,jsonb/");
  }

  @Test
  void otherDatabasesHaveNone() {
    try (Side h2 = Side.of(Side.Kind.H2)) {
      h2.run("create table t (id int primary key)");

      assertThat(RowDigester.own(h2.table("t"), Side.LIMIT)).isEmpty();
    }
  }

  @Test
  void beforeVersion14TheCanonicalTextIsHashed() throws Exception {
    side.run(
        "create table t (id int primary key, n numeric, ts timestamptz)",
        "insert into t values (1, 1.0, '2024-02-29 12:00:00+00'), (2, 1.00, null)");
    JdbcTable table = side.table("t");
    try (var connection = side.connect()) {
      RowDigester old =
          RecordHash.of(
              DSL.using(connection, SQLDialect.POSTGRES), 13, table.digested(), table.dialect());

      assertThat(old.function())
          .matches("postgresql-text-1/13/bigint,numeric,timestamptz\\(6\\)/[0-9a-f]{48}");
      assertThat(side.rowDigests(table, old))
          .isEqualTo(side.rowDigests(table, old, "set timezone to 'Asia/Kathmandu'"))
          .hasSize(2);
    }
  }

  @Test
  void doublesHaveNoCanonicalTextToBeHashed() throws Exception {
    side.run("create table t (id int primary key, rating float8)");
    JdbcTable table = side.table("t");
    try (var connection = side.connect()) {
      assertThatThrownBy(
              () ->
                  RecordHash.of(
                      DSL.using(connection, SQLDialect.POSTGRES),
                      13,
                      table.digested(),
                      table.dialect()))
          .hasMessage(
              "must be of a type whose digest is stable: column=rating type=double precision");
    }
  }
}
