package io.syncline.packed;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.model.FieldType;
import io.syncline.model.Row;
import io.syncline.model.Value;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalTime;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RowPackerTest {

  private static final PackedSchema CUSTOMER =
      PackedSchema.builder()
          .key("id", FieldType.integer())
          .field("name", FieldType.text())
          .field("balance", FieldType.decimal(12, 2))
          .field("limit", FieldType.decimal())
          .field("since", FieldType.instant())
          .field("notes", FieldType.text())
          .build();

  @Test
  void aRowReadsAsItWasPacked() {
    Row row = customer(7, "Ada Ⓐ 🜁", "-12.50", "1e400");

    assertThat(roundTrip(row)).isEqualTo(row);
  }

  @Test
  void aRowOfManyBytesReadsAsItWasPacked() {
    Row row = customer(-1, "x".repeat(70_000), "0", "0.0000000000000000000000001");

    assertThat(roundTrip(row)).isEqualTo(row);
  }

  @Test
  void zerosBehindThePointDoNotCount() {
    Slab slab = pack(customer(1, "a", "1.0", "2.00"), customer(1, "a", "1.00", "2"));

    assertThat(Slab.equalRows(slab, 0, slab, 1)).isTrue();
  }

  @Test
  void theMaskNamesTheFieldsThatDiffer() {
    Slab slab = pack(customer(1, "a", "1", "2"), customer(1, "b", "1", "3"));

    long mask = new FieldMask(CUSTOMER).of(slab, 0, slab, 1);

    assertThat(CUSTOMER.names(mask)).containsExactly("name", "limit");
  }

  @Test
  void timesBeyondADayAndBooleansBeyondOneAreCarried() {
    PackedSchema odd =
        PackedSchema.builder().key("at", FieldType.time()).field("flag", FieldType.bool()).build();
    Slab slab = new Slab(odd);
    RowPacker packer = new RowPacker(odd);
    long[] nanos = {-3_723_500_000_000L, 86_399_000_000_000L, 86_400_000_000_000L};
    for (int i = 0; i < nanos.length; i++) {
      packer.begin();
      packer.putTime(nanos[i]);
      packer.putLong(i);
      packer.end();
      slab.append(packer);
    }

    RowReader reader = new RowReader(odd);

    assertThat(reader.key(slab, 0)).containsExactly(Value.of("-01:02:03.5"));
    assertThat(reader.key(slab, 1)).containsExactly(Value.of(LocalTime.of(23, 59, 59)));
    assertThat(reader.key(slab, 2)).containsExactly(Value.of("24:00:00"));
    assertThat(reader.get(slab, 0, 0)).contains(Value.of(false));
    assertThat(reader.get(slab, 1, 0)).contains(Value.of(true));
    assertThat(reader.get(slab, 2, 0)).contains(Value.of(2));
    assertThat(Slab.compareKeys(slab, 0, slab, 1)).isNegative();
    assertThat(Slab.compareKeys(slab, 1, slab, 2)).isNegative();
  }

  private static Row customer(long id, String name, String balance, String limit) {
    return Row.of(
        Map.of(
            "id", Value.of(id),
            "name", Value.of(name),
            "balance", Value.of(new BigDecimal(balance)),
            "limit", Value.of(new BigDecimal(limit)),
            "since", Value.of(Instant.parse("2026-02-28T12:00:00.123456Z"))));
  }

  private static Row roundTrip(Row row) {
    return new RowReader(CUSTOMER).row(pack(row), 0);
  }

  private static Slab pack(Row... rows) {
    Slab slab = new Slab(CUSTOMER);
    RowPacker packer = new RowPacker(CUSTOMER);
    for (Row row : rows) {
      packer.put(row);
      assertThat(slab.append(packer)).isTrue();
    }
    return slab;
  }
}
