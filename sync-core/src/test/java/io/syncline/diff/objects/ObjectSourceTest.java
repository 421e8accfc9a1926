package io.syncline.diff.objects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.diff.Diff;
import io.syncline.diff.RowCursor;
import io.syncline.diff.RowSource;
import io.syncline.diff.RowSource.Order;
import io.syncline.diff.Rows;
import io.syncline.model.FieldType;
import io.syncline.model.Row;
import io.syncline.model.Value;
import io.syncline.packed.PackedSchema;
import io.syncline.packed.RowReader;
import io.syncline.packed.Slab;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ObjectSourceTest {

  record Item(long id, String name) {}

  private static RowSource items(List<Item> items) {
    return ObjectSource.of("items", items)
        .integer("id", Item::id)
        .text("name", Item::name)
        .by("id");
  }

  private static List<Row> read(RowSource source, PackedSchema schema, int slabBytes) {
    List<Row> rows = new ArrayList<>();
    RowReader reader = new RowReader(schema);
    Slab slab = new Slab(schema, slabBytes);
    try (RowCursor cursor = source.open(schema)) {
      for (cursor.read(slab); !slab.isEmpty(); cursor.read(slab)) {
        for (int row = 0; row < slab.rows(); row++) {
          rows.add(reader.row(slab, row));
        }
      }
      cursor.read(slab);
      assertThat(slab.isEmpty()).isTrue();
    }
    return rows;
  }

  @Test
  void everyTypeIsPackedAsItsValue() {
    Instant instant = Instant.parse("2026-02-28T12:00:00.5Z");
    LocalDateTime dateTime = LocalDateTime.parse("1969-12-31T23:59:59.25");
    UUID uuid = new UUID(1, -2);
    RowSource source =
        ObjectSource.of("all", List.of(1L))
            .integer("id", Long::longValue)
            .bool("bool", each -> true)
            .real("real", each -> -0.0)
            .decimal("decimal", each -> new BigDecimal("1.50"))
            .text("text", each -> "text")
            .binary("binary", each -> new byte[] {1})
            .date("date", each -> LocalDate.EPOCH)
            .time("time", each -> LocalTime.NOON)
            .dateTime("dateTime", each -> dateTime)
            .instant("instant", each -> instant)
            .uuid("uuid", each -> uuid)
            .value("value", FieldType.setOf(FieldType.text()), each -> Value.set(List.of()))
            .text("null", each -> null)
            .by("id");

    Row row = read(source, source.schema(), 1 << 10).get(0);

    assertThat(row)
        .isEqualTo(
            Row.builder()
                .set("id", Value.of(1))
                .set("bool", Value.of(true))
                .set("real", Value.of(0.0))
                .set("decimal", Value.of(new BigDecimal("1.5")))
                .set("text", Value.of("text"))
                .set("binary", Value.of(new byte[] {1}))
                .set("date", Value.of(LocalDate.EPOCH))
                .set("time", Value.of(LocalTime.NOON))
                .set("dateTime", Value.of(dateTime))
                .set("instant", Value.of(instant))
                .set("uuid", Value.of(uuid))
                .set("value", Value.set(List.of()))
                .set("null", Value.NULL)
                .build());
  }

  @Test
  void noRowIsLostWhereASlabIsFull() {
    List<Item> items = new ArrayList<>();
    for (int id = 0; id < 100; id++) {
      items.add(new Item(id, "x".repeat(id)));
    }
    RowSource source = items(items);

    List<Row> rows = read(source, source.schema(), 150);

    assertThat(rows).hasSize(100);
    assertThat(rows.get(99).get("name")).contains(Value.of("x".repeat(99)));
  }

  @Test
  void aPartOfTheColumnsMayBeRead() {
    RowSource source = items(List.of(new Item(1, "a")));

    List<Row> rows = read(source, source.schema().only(List.of()), 100);

    assertThat(rows).containsExactly(Row.of("id", Value.of(1)));
  }

  @Test
  void theOrderIsThatOfTheKeys() {
    assertThat(items(List.of(new Item(-1, "b"), new Item(2, "a"))).order()).isEqualTo(Order.SORTED);
    assertThat(items(List.of(new Item(2, "a"), new Item(1, "b"))).order())
        .isEqualTo(Order.UNSORTED);
    assertThat(items(List.of()).order()).isEqualTo(Order.SORTED);
    assertThat(items(List.of(new Item(1, "a"))).size()).hasValue(1);
  }

  @Test
  void objectsAreComparedWithRows() {
    PackedSchema table =
        PackedSchema.builder()
            .key("id", FieldType.decimal(10, 0))
            .field("name", FieldType.text(80))
            .field("town", FieldType.text())
            .build();
    Row row =
        Row.builder()
            .set("id", Value.of(new BigDecimal("1")))
            .set("name", Value.of("a"))
            .set("town", Value.of("Bonn"))
            .build();

    assertThat(
            Diff.between(items(List.of(new Item(1, "a"))), Rows.of("table", table, List.of(row)))
                .counts()
                .isEmpty())
        .isTrue();
  }

  @Test
  void columnsMustBeNamedAndOnce() {
    ObjectColumns<Item> columns = ObjectSource.of("items", List.<Item>of()).integer("id", Item::id);

    assertThatThrownBy(() -> columns.text("id", Item::name))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("must name a column once: column=id");
    assertThatThrownBy(() -> columns.by("no"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("must be a column: key=no columns=[id]");
    assertThatThrownBy(columns::by)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("must have a key");
  }
}
