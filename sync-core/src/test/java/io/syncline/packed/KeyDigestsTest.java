package io.syncline.packed;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.model.FieldType;
import org.junit.jupiter.api.Test;

class KeyDigestsTest {

  private static final PackedSchema ORDERS =
      PackedSchema.builder()
          .key("shop", FieldType.text())
          .key("number", FieldType.integer())
          .field("total", FieldType.integer())
          .build();

  @Test
  void aRowIsWhatAPackerMakesOfIt() {
    PackedSchema schema = KeyDigests.schema(ORDERS);
    RowPacker packer = new RowPacker(schema);
    packer.begin();
    packer.putText("nord");
    packer.putLong(-3);
    packer.putLong(Long.MIN_VALUE + 5);
    packer.end();
    Slab slab = new Slab(schema);
    slab.append(packer);

    new KeyDigests().append(slab, packer.bytes(), 0, packer.keyEnd(), Long.MIN_VALUE + 5);

    assertThat(Slab.equalRows(slab, 0, slab, 1)).isTrue();
    assertThat(KeyDigests.digest(slab, 1)).isEqualTo(Long.MIN_VALUE + 5);
  }

  @Test
  void aKeyThatIsCalledDigestKeepsItsName() {
    PackedSchema schema = PackedSchema.builder().key("digest", FieldType.text()).build();

    assertThat(KeyDigests.schema(schema)).hasToString("key [digest] fields [digest_]");
  }
}
