package io.syncline.suggest;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.config.EntityConfig;
import io.syncline.config.MapConfig;
import io.syncline.model.FieldType;
import io.syncline.model.Row;
import io.syncline.model.Value;
import io.syncline.spi.DatasetSchema;
import io.syncline.spi.DatasetSchema.NativeField;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class DraftsParseTest {

  private static final List<String> PIECES =
      List.of(
          "name",
          "Name",
          "e_mail",
          "TEL",
          "no",
          "true",
          "#",
          ": ",
          "\"",
          "\\",
          "{",
          "'",
          "ü",
          "中",
          "\n",
          " ",
          "%",
          "-",
          "1",
          "status",
          "balance",
          "updated_at",
          "😀",
          "&",
          "*",
          "!",
          "\u0085");
  private static final List<FieldType> TYPES =
      List.of(
          FieldType.text(),
          FieldType.text(20),
          FieldType.text(30),
          FieldType.oneOf("a", "b"),
          FieldType.oneOf("a,b", "(c"),
          FieldType.integer(),
          FieldType.decimal(10, 2),
          FieldType.decimal(4, 4),
          FieldType.decimal(),
          FieldType.real(),
          FieldType.bool(),
          FieldType.binary(),
          FieldType.date(),
          FieldType.time(),
          FieldType.dateTime(),
          FieldType.instant(),
          FieldType.uuid(),
          FieldType.setOf(FieldType.text()));
  private static final List<String> TEXTS =
      List.of("A", "active", "x=y", "a, b", "(", " ", "", "2020/01/02", "+49 89 123456", "12.50");

  @Property(tries = 200)
  void everyDraftWithAPairParsesAndDeclaresItsPairs(@ForAll long seed) {
    Random random = new Random(seed);
    MappingDraft draft = Suggester.suggest("thing", side("crm", random), side("erp", random));

    if (draft.pairs().isEmpty()) {
      assertThat(draft.text()).contains("# TODO no two fields are alike");
      return;
    }
    EntityConfig entity = draft.config().entities().get(0);

    assertThat(entity.fields()).as(draft.text()).hasSameSizeAs(draft.pairs());
    assertThat(entity.flows().get(0).map())
        .extracting(MapConfig::nativeField)
        .isEqualTo(draft.pairs().stream().map(each -> each.one().nativeField()).toList());
    assertThat(entity.flows().get(1).map())
        .extracting(MapConfig::nativeField)
        .isEqualTo(draft.pairs().stream().map(each -> each.other().nativeField()).toList());
  }

  private static Side side(String system, Random random) {
    Map<String, NativeField> fields = new LinkedHashMap<>();
    int count = 1 + random.nextInt(8);
    for (int i = 0; i < count; i++) {
      String name = pick(PIECES, random) + (random.nextBoolean() ? "" : pick(PIECES, random));
      fields.put(
          name,
          new NativeField(
              name,
              pick(TYPES, random),
              random.nextBoolean(),
              random.nextInt(4) == 0,
              random.nextInt(4) == 0));
    }
    List<Row> rows = new ArrayList<>();
    for (int n = random.nextInt(12); n > 0; n--) {
      Row.Builder row = Row.builder();
      fields.values().forEach(field -> row.set(field.name(), value(field, random)));
      rows.add(row.build());
    }
    DatasetSchema schema = new DatasetSchema(List.copyOf(fields.values()), "test");
    return Side.of(system, "table " + pick(PIECES, random), schema).withRows(rows);
  }

  /** Few different ones, so that rows match. */
  private static Value value(NativeField field, Random random) {
    return switch (field.type().kind()) {
      case TEXT -> Value.of(pick(TEXTS, random));
      case INTEGER -> Value.of((long) random.nextInt(20));
      case BOOLEAN -> Value.of(random.nextBoolean());
      case DOUBLE -> Value.of(random.nextInt(4) == 0 ? Double.NaN : random.nextInt(9) / 4.0);
      default -> Value.NULL;
    };
  }

  private static <T> T pick(List<T> all, Random random) {
    return all.get(random.nextInt(all.size()));
  }
}
