package io.syncline.packed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.model.FieldType;
import io.syncline.model.Row;
import io.syncline.model.Value;
import io.syncline.model.ValueKind;
import io.syncline.model.ValueOrder;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** Two values are canonically equal exactly when their bytes are. */
class CanonicalBytesTest {

  private static final int ROOM_FOR_ANY_ROWS = 1 << 20;

  private static final PackedSchema EVERY_TYPE = everyType();

  private static PackedSchema everyType() {
    PackedSchema.Builder builder = PackedSchema.builder().key("id", FieldType.integer());
    RandomValues.types().forEach(type -> builder.field("f" + type, type));
    return builder.build();
  }

  @Property(tries = 100)
  void valuesAreEqualExactlyWhenTheirBytesAre(@ForAll long seed) {
    RandomValues values = new RandomValues(seed);
    for (FieldType type : RandomValues.types()) {
      PackedSchema schema =
          PackedSchema.builder().key("id", FieldType.integer()).field("f", type).build();
      for (int i = 0; i < 20; i++) {
        Value one = values.orNull(type);
        Value other = values.chance(3) ? values.again(one) : values.orNull(type);

        byte[] left = bytes(schema, row(1, one));
        byte[] right = bytes(schema, row(1, other));

        assertThat(Arrays.equals(left, right))
            .as(() -> one + " " + other)
            .isEqualTo(one.equals(other));
      }
    }
  }

  @Property(tries = 100)
  void rowsOfEveryTypeReadAsTheyWerePacked(@ForAll long seed) {
    Row row = randomRow(new RandomValues(seed));
    Slab slab = slab(EVERY_TYPE, row);

    assertThat(new RowReader(EVERY_TYPE).row(slab, 0)).isEqualTo(row);
  }

  @Property(tries = 100)
  void theMaskHasABitPerFieldThatDiffersAndBothCarry(@ForAll long seed) {
    RandomValues values = new RandomValues(seed);
    Row left = randomRow(values);
    Row right = values.chance(3) ? left : randomRow(values);
    Slab slab = slab(EVERY_TYPE, left, right);

    long mask = new FieldMask(EVERY_TYPE).of(slab, 0, slab, 1);

    List<String> expected = new ArrayList<>();
    for (PackedField field : EVERY_TYPE.fields()) {
      String name = field.name();
      if (left.has(name) && right.has(name) && !left.get(name).equals(right.get(name))) {
        expected.add(name);
      }
    }
    assertThat(EVERY_TYPE.names(mask)).isEqualTo(expected);
  }

  @Property(tries = 100)
  void aRowsBytesTellWhereItsKeyAndTheRowEnd(@ForAll long seed) {
    RandomValues values = new RandomValues(seed);
    PackedSchema schema = keyed(RandomValues.keyTypes());
    RowPacker packer = new RowPacker(schema);
    packer.put(keyRow(values, RandomValues.keyTypes()));

    RowReader reader = new RowReader(schema);
    byte[] longer = Arrays.copyOf(packer.bytes(), packer.size() + 10);

    assertThat(reader.keyEnd(longer, 0)).isEqualTo(packer.keyEnd());
    assertThat(reader.rowEnd(longer, packer.keyEnd())).isEqualTo(packer.size());
  }

  @Property(tries = 100)
  void keysSortAsTheirValuesDo(@ForAll long seed) {
    RandomValues values = new RandomValues(seed);
    for (FieldType type : RandomValues.keyTypes()) {
      PackedSchema schema = keyed(List.of(type, FieldType.integer()));
      for (int i = 0; i < 20; i++) {
        Value one = values.value(type);
        Value other = values.chance(3) ? values.again(one) : values.value(type);
        if (hasNoOrder(one) || hasNoOrder(other)) {
          continue;
        }
        Slab slab =
            slab(
                schema,
                Row.builder().set("k0", one).set("k1", Value.of(1)).set("f", Value.NULL).build(),
                Row.builder().set("k0", other).set("k1", Value.of(1)).set("f", Value.NULL).build());

        int order = Integer.signum(Slab.compareKeys(slab, 0, slab, 1));

        assertThat(order).as(() -> one + " " + other).isEqualTo(compare(one, other));
      }
    }
  }

  /** Java compares the halves of a UUID with their signs; databases compare its bytes. */
  private static int compare(Value one, Value other) {
    int order =
        one.kind() == ValueKind.UUID
            ? one.toString().compareTo(other.toString())
            : ValueOrder.TOTAL.compare(one, other);
    return Integer.signum(order);
  }

  /** No database holds text with half a character; it only has to be told apart. */
  private static boolean hasNoOrder(Value value) {
    return value instanceof Value.Text text && !ByteSink.isWellFormed(text.value());
  }

  @Property(tries = 100)
  void keysReadAsTheyWerePacked(@ForAll long seed) {
    List<FieldType> types = RandomValues.keyTypes();
    Row row = keyRow(new RandomValues(seed), types);
    PackedSchema schema = keyed(types);

    List<Value> parts = new RowReader(schema).key(slab(schema, row), 0);

    for (int i = 0; i < types.size(); i++) {
      assertThat(parts.get(i)).isEqualTo(row.get("k" + i).orElseThrow());
    }
  }

  @Test
  void whatIsFinerThanTheFractionDoesNotCount() {
    PackedSchema millis =
        PackedSchema.builder()
            .key("id", FieldType.integer())
            .field(PackedField.of("f", FieldType.instant()).withFraction(3))
            .build();

    byte[] fine = bytes(millis, row(1, Value.of(Instant.parse("1969-12-31T23:59:59.123999Z"))));
    byte[] coarse = bytes(millis, row(1, Value.of(Instant.parse("1969-12-31T23:59:59.123Z"))));

    assertThat(fine).isEqualTo(coarse);
  }

  @Test
  void rulesOfTextsApplyBeforePacking() {
    PackedSchema schema =
        PackedSchema.builder()
            .key("id", FieldType.integer())
            .field(
                PackedField.of("f", FieldType.text())
                    .withRules(TextRule.NFC, TextRule.TRIM_RIGHT, TextRule.FOLD_CASE))
            .field(PackedField.of("g", FieldType.text()).withRules(TextRule.EMPTY_IS_NULL))
            .build();

    byte[] one = bytes(schema, texts("Café  ", ""));
    byte[] other = bytes(schema, texts("CAFE\u0301", null));

    assertThat(one).isEqualTo(other);
  }

  private static Row texts(String f, String g) {
    return Row.builder()
        .set("id", Value.of(1))
        .set("f", Value.of(f))
        .set("g", g == null ? Value.NULL : Value.of(g))
        .build();
  }

  @Test
  void endlessTimesAndNumbersThatAreNoneAreToldApart() {
    PackedSchema schema =
        PackedSchema.builder()
            .key("id", FieldType.integer())
            .field("d", FieldType.decimal(12, 2))
            .field("t", FieldType.instant())
            .build();
    RowPacker packer = new RowPacker(schema);
    Slab slab = new Slab(schema);
    List<Runnable> puts =
        List.of(packer::putInfinity, packer::putNegativeInfinity, packer::putNotANumber);
    for (Runnable decimal : puts) {
      packer.begin();
      packer.putLong(1);
      decimal.run();
      packer.putInfinity();
      packer.end();
      slab.append(packer);
    }

    RowReader reader = new RowReader(schema);

    assertThat(reader.get(slab, 0, 0)).contains(Value.of("infinity"));
    assertThat(reader.get(slab, 1, 0)).contains(Value.of("-infinity"));
    assertThat(reader.get(slab, 2, 0)).contains(Value.of("NaN"));
    assertThat(reader.get(slab, 2, 1)).contains(Value.of("infinity"));
    assertThat(Slab.equalRows(slab, 0, slab, 1)).isFalse();
  }

  @Test
  void theWiderTypeOfTwoSidesIsShared() {
    PackedSchema left =
        PackedSchema.builder().key("id", FieldType.integer()).field("f", FieldType.bool()).build();
    PackedSchema right =
        PackedSchema.builder()
            .key("id", FieldType.decimal(10, 0))
            .field("f", FieldType.decimal(12, 2))
            .build();

    PackedSchema shared = PackedSchema.shared(left, right);

    assertThat(bytes(shared, row(7, Value.of(true))))
        .isEqualTo(bytes(shared, row(7, Value.of(new BigDecimal("1.00")))));
  }

  @Test
  void typesThatAreNeverEqualAreNamed() {
    PackedSchema left =
        PackedSchema.builder().key("id", FieldType.integer()).field("f", FieldType.date()).build();
    PackedSchema right =
        PackedSchema.builder().key("id", FieldType.integer()).field("f", FieldType.text()).build();

    assertThatThrownBy(() -> PackedSchema.shared(left, right))
        .hasMessage("must be of types that can be compared: field=f left=date right=text");
  }

  @Test
  void nullInAKeyIsNamed() {
    PackedSchema schema = keyed(List.of(FieldType.text()));
    RowPacker packer = new RowPacker(schema);

    assertThatThrownBy(() -> packer.put(Row.of("k0", Value.NULL)))
        .hasMessage("must be no part of a key: value=null key=k0");
  }

  @Test
  void theFingerprintFollowsTheSchema() {
    PackedSchema text = keyed(List.of(FieldType.text()));

    assertThat(text.fingerprint()).isEqualTo(keyed(List.of(FieldType.text())).fingerprint());
    assertThat(text.fingerprint()).isNotEqualTo(keyed(List.of(FieldType.uuid())).fingerprint());
  }

  private static PackedSchema keyed(List<FieldType> types) {
    PackedSchema.Builder builder = PackedSchema.builder();
    for (int i = 0; i < types.size(); i++) {
      builder.key("k" + i, types.get(i));
    }
    return builder.field("f", FieldType.text()).build();
  }

  private static Row keyRow(RandomValues values, List<FieldType> types) {
    Row.Builder builder = Row.builder();
    for (int i = 0; i < types.size(); i++) {
      builder.set("k" + i, values.value(types.get(i)));
    }
    return builder.set("f", values.orNull(FieldType.text())).build();
  }

  private static Row randomRow(RandomValues values) {
    Row.Builder builder = Row.builder().set("id", Value.of(1));
    for (PackedField field : EVERY_TYPE.fields()) {
      if (!values.chance(6)) {
        builder.set(field.name(), values.orNull(field.type()));
      }
    }
    return builder.build();
  }

  private static Row row(long id, Value value) {
    return Row.builder().set("id", Value.of(id)).set("f", value).build();
  }

  private static byte[] bytes(PackedSchema schema, Row row) {
    RowPacker packer = new RowPacker(schema);
    packer.put(row);
    return Arrays.copyOf(packer.bytes(), packer.size());
  }

  private static Slab slab(PackedSchema schema, Row... rows) {
    Slab slab = new Slab(schema, ROOM_FOR_ANY_ROWS);
    RowPacker packer = new RowPacker(schema);
    for (Row row : rows) {
      packer.put(row);
      assertThat(slab.append(packer)).isTrue();
    }
    return slab;
  }
}
