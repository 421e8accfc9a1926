package io.syncline.jdbc.diff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.jdbc.schema.Column;
import io.syncline.jdbc.schema.TableName;
import io.syncline.model.FieldType;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.time.InstantSource;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class JdbcTableTest {

  @ParameterizedTest
  @EnumSource(Side.Kind.class)
  void columnsComeInTheTablesOrderWithTheirTypes(Side.Kind kind) {
    try (Side side = Side.of(kind)) {
      side.run(
          "create table t (b int not null, a varchar(20), n decimal(12,2), at DATETIME(3),"
              + " i INSTANT null, primary key (a, b))");
      JdbcTable table = side.table("t");

      assertThat(table.columns())
          .extracting(Column::type)
          .containsExactly(
              FieldType.integer(),
              FieldType.text(20),
              FieldType.decimal(12, 2),
              FieldType.dateTime(),
              FieldType.instant());
      assertThat(table.columns())
          .extracting(Column::nullable)
          .containsExactly(false, false, true, true, true);
      assertThat(table.columns()).extracting(Column::digits).containsExactly(0, 0, 0, 3, 6);
      assertThat(table.key())
          .extracting(Column::name)
          .containsExactly(side.kept("a"), side.kept("b"));
      assertThat(table.digested())
          .extracting(Column::name)
          .startsWith(side.kept("a"), side.kept("b"))
          .hasSize(5);
    }
  }

  @ParameterizedTest
  @EnumSource(Side.Kind.class)
  void aColumnOfNoTypeThatIsCarriedIsNamedWithItsType(Side.Kind kind) {
    String type = kind == Side.Kind.H2 ? "interval day" : "point";
    try (Side side = Side.of(kind)) {
      side.run("create table t (id int primary key, odd " + type + ", rating double precision)");
      JdbcTable table = side.table("t");
      String odd = side.kept("odd");

      assertThat(table.columns()).hasSize(2);
      assertThat(table.unsupported()).containsOnlyKeys(odd);
      assertThatThrownBy(() -> table.columns(odd))
          .hasMessageContaining("must be of a type that is carried: column=" + odd)
          .hasMessageContaining("type=");
      assertThatThrownBy(() -> table.columns("missing"))
          .hasMessage(
              "must be one of ["
                  + side.kept("id")
                  + ", "
                  + side.kept("rating")
                  + "]: column=missing");
      assertThatThrownBy(() -> table.keyedBy(side.kept("rating")))
          .hasMessageContaining("must be of a type that keys are made of");
    }
  }

  @Test
  void aTableThatIsNotThereIsNamed() {
    try (Side side = Side.of(Side.Kind.H2)) {
      assertThatThrownBy(() -> side.table("t"))
          .hasMessage("must be a table that can be read: table=T");
    }
  }

  @Test
  void aTableWithoutAKeyCannotBeDigested() {
    try (Side side = Side.of(Side.Kind.H2)) {
      side.run("create table t (id int)");
      JdbcTable table = side.table("t");

      assertThatThrownBy(() -> new TableDigester(table, RowDigester.portable(table)))
          .hasMessage("must have a key: table=PUBLIC.T");
    }
  }

  @Test
  void aDatabaseThatIsNotSpokenIsNamedWithThoseThatAre() {
    DatabaseMetaData metadata = fake(DatabaseMetaData.class, "Oracle");
    Connection connection = fake(Connection.class, metadata);
    DataSource database = fake(DataSource.class, connection);

    assertThatThrownBy(
            () -> JdbcTable.of(database, TableName.parse("t"), InstantSource.system(), Side.LIMIT))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("must be a database of [PostgreSQL, MariaDB, MySQL, H2]: product=Oracle");
  }

  private static <T> T fake(Class<T> type, Object answer) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) ->
                method.getReturnType().isInstance(answer) ? answer : null));
  }
}
