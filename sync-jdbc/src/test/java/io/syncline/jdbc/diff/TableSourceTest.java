package io.syncline.jdbc.diff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.diff.RowSource;
import io.syncline.diff.RowSource.Order;
import io.syncline.jdbc.diff.Side.Kind;
import io.syncline.packed.PackedSchema;
import io.syncline.spi.AdapterException;
import io.syncline.spi.KeyRange;
import io.syncline.spi.RangeDigest;
import io.syncline.spi.RangeDigester;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TableSourceTest {

  private static final String NOTE =
      "create table note (id int primary key, text varchar(20), at DATETIME(6))";

  @ParameterizedTest
  @EnumSource
  void aTableTellsWhatItIs(Kind kind) {
    try (Side side = Side.of(kind)) {
      side.run(NOTE, "insert into note (id) values (1)");

      TableSource note = side.source("note");

      assertThat(note.name()).startsWith(note.table().product() + " ").endsWith(side.kept("note"));
      assertThat(note.named("erp notes").name()).isEqualTo("erp notes");
      assertThat(note.order()).isEqualTo(RowSource.Order.SORTED);
      assertThat(note.ranged()).containsSame(note);
      assertThat(note.place()).startsWith("jdbc:").doesNotContain("?", ";", "password");
      assertThat(note.schema().key()).extracting("name").containsExactly(side.kept("id"));
      assertThat(note.schema().fields())
          .extracting("name")
          .containsExactly(side.kept("text"), side.kept("at"));
      assertThat(note.schema().fields().get(1).fraction()).isEqualTo(6);
      assertThat(note.columns(side.kept("at")).schema().fields()).hasSize(1);
      assertThatThrownBy(() -> note.columns("nothing"))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("column=nothing");
    }
  }

  @Test
  void aSchemaOfAnotherTableIsRefused() {
    try (Side side = Side.of(Kind.H2)) {
      side.run(NOTE, "create table other (id int primary key, more int)");
      PackedSchema other = side.source("other").schema();

      assertThatThrownBy(() -> side.source("note").open(other))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("must be a column of PUBLIC.NOTE: field=MORE");
    }
  }

  @Test
  void databasesOfDifferentKindsDigestAlike() {
    try (Side postgresql = Side.of(Kind.POSTGRESQL);
        Side mariadb = Side.of(Kind.MARIADB)) {
      for (Side each : List.of(postgresql, mariadb)) {
        each.run(
            each == mariadb ? NOTE.replace("(6)", "(3)") : NOTE,
            "insert into note values (1, 'ä', '2024-01-01 00:00:00.123'), (2, null, null),"
                + " (-7, '', '1969-12-31 23:59:59')");
      }
      TableSource left = postgresql.source("note");
      TableSource right = mariadb.source("note");
      PackedSchema shared = PackedSchema.shared(left.schema(), right.schema());

      List<String> common = new ArrayList<>(left.functions(shared));
      common.retainAll(right.functions(shared));

      assertThat(common).hasSize(1);
      assertThat(left.functions(shared).get(0)).startsWith("postgresql-record-1/");
      Packed digests =
          Packed.of(left.digests(shared, common.get(0), Order.SORTED), left.digested(shared));
      assertThat(digests.rows()).hasSize(3);
      assertThat(digests.texts("id")).containsExactly("-7", "1", "2");
      assertThat(
              Packed.of(right.digests(shared, common.get(0), Order.SORTED), right.digested(shared))
                  .hex())
          .isEqualTo(digests.hex());
      RangeDigester digester = left.digester(shared, List.of("unknown", common.get(0)));
      List<RangeDigest> whole = digester.digest(List.of(KeyRange.all()), Duration.ofMinutes(1));
      assertThat(whole.get(0).digest())
          .isEqualTo(digests.texts("digest").stream().mapToLong(Long::parseLong).sum());
      assertThat(
              right.digester(shared, common).digest(List.of(KeyRange.all()), Duration.ofMinutes(1)))
          .isEqualTo(whole);
    }
  }

  @Test
  void whatHasNoStableDigestIsNamed() {
    try (Side side = Side.of(Kind.MARIADB)) {
      side.run("create table t (id int primary key, ratio double)");
      TableSource table = side.source("t");

      assertThat(table.functions(table.schema())).isEmpty();
      assertThatThrownBy(() -> table.digester(table.schema(), List.of("md5")))
          .isInstanceOf(AdapterException.Unsupported.class)
          .hasMessageContaining("column=ratio type=double");
      assertThat(Packed.all(table).rows()).isEmpty();
    }
  }
}
