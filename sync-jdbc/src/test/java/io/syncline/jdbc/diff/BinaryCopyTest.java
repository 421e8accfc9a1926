package io.syncline.jdbc.diff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.model.FieldType;
import io.syncline.model.SyncException;
import io.syncline.packed.PackedSchema;
import io.syncline.packed.RowPacker;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BinaryCopyTest {

  private static final PackedSchema NOTE =
      PackedSchema.builder()
          .key("id", FieldType.integer())
          .field("text", FieldType.text())
          .field("price", FieldType.decimal())
          .build();

  private static final String TEXT = "Grüße 😀".repeat(20);

  @Test
  void rowsMayBeSplitAnywhere() throws IOException {
    byte[] stream = stream();

    Packed whole = Packed.of(NOTE, copy(), List.of(stream));
    Packed split =
        Packed.of(
            NOTE,
            copy(),
            IntStream.range(0, stream.length).mapToObj(i -> new byte[] {stream[i]}).toList());

    assertThat(whole.texts("text")).containsExactly(TEXT, "null", "");
    assertThat(whole.texts("price")).containsExactly("-12345678.9", "NaN", "null");
    assertThat(split.hex()).isEqualTo(whole.hex());
  }

  @Test
  void piecesOfAnyTwoLengthsGiveTheSameRows() throws IOException {
    byte[] stream = stream();
    Packed whole = Packed.of(NOTE, copy(), List.of(stream));

    for (int cut = 0; cut <= stream.length; cut++) {
      List<byte[]> pieces =
          List.of(Arrays.copyOf(stream, cut), Arrays.copyOfRange(stream, cut, stream.length));
      assertThat(Packed.of(NOTE, copy(), pieces).hex()).as("cut at %d", cut).isEqualTo(whole.hex());
    }
  }

  @Test
  void aStreamThatEndsEarlyIsAnErrorWhereverItEnds() throws IOException {
    byte[] stream = stream();

    for (int length = 0; length < stream.length; length++) {
      List<byte[]> pieces = List.of(Arrays.copyOf(stream, length));
      assertThatThrownBy(() -> Packed.of(NOTE, copy(), pieces))
          .as("length %d", length)
          .isInstanceOf(SyncException.class)
          .hasMessageStartingWith("public.note: must end with a mark: left over=");
    }
  }

  @Test
  void aStreamThatIsNoneIsAnError() throws IOException {
    byte[] stream = stream();
    byte[] longer = Arrays.copyOf(stream, stream.length + 1);
    byte[] text = "1\tx\t2.5\n".repeat(5).getBytes(StandardCharsets.UTF_8);
    BinaryCopy narrow = new BinaryCopy("public.note", List.of(WireType.INTEGER));
    BinaryCopy wrong =
        new BinaryCopy("public.note", List.of(WireType.INTEGER, WireType.DATE, WireType.DECIMAL));

    assertThatThrownBy(() -> Packed.of(NOTE, copy(), List.of(text)))
        .hasMessage("public.note: must begin with the signature of a binary copy");
    assertThatThrownBy(() -> Packed.of(NOTE, copy(), List.of(longer)))
        .hasMessage("public.note: must end behind the last row: more=1");
    assertThatThrownBy(() -> Packed.of(NOTE, narrow, List.of(stream)))
        .hasMessage("public.note: must be of 1 fields: row=3");
    assertThatThrownBy(() -> Packed.of(NOTE, wrong, List.of(stream)))
        .isInstanceOf(SyncException.class)
        .hasMessageStartingWith("public.note: must be of 4 bytes: type=DATE length=");
  }

  @Test
  void aNullInAKeyIsAnErrorThatNamesTheColumn() throws IOException {
    byte[] stream = bytes(out -> row(out, null, new byte[0], null));

    assertThatThrownBy(() -> Packed.of(NOTE, copy(), List.of(stream)))
        .isInstanceOf(SyncException.class)
        .hasMessage("public.note: must be no part of a key: value=null key=id");
  }

  @Test
  void rowsArePackedWithoutGarbageBetweenThem() throws IOException {
    byte[] stream = stream();
    BinaryCopy copy = copy();
    RowPacker packer = new RowPacker(NOTE);

    copy.feed(stream);
    copy.next(packer);
    byte[] first = packer.bytes();
    copy.next(packer);

    assertThat(packer.bytes()).isSameAs(first);
  }

  private static BinaryCopy copy() {
    return new BinaryCopy(
        "public.note", List.of(WireType.INTEGER, WireType.TEXT, WireType.DECIMAL));
  }

  private static byte[] stream() throws IOException {
    return bytes(
        out -> {
          row(
              out,
              new byte[] {0, 7},
              TEXT.getBytes(StandardCharsets.UTF_8),
              numeric(1, 0x4000, 1234, 5678, 9000));
          row(out, new byte[] {0, 0, 0, 8}, null, numeric(0, 0xC000));
          row(out, new byte[] {0, 0, 0, 0, 0, 0, 0, 9}, new byte[0], null);
        });
  }

  private static byte[] numeric(int weight, int sign, int... digits) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    for (int each : new int[] {digits.length, weight, sign, 4}) {
      out.writeShort(each);
    }
    for (int each : digits) {
      out.writeShort(each);
    }
    return bytes.toByteArray();
  }

  private static void row(DataOutputStream out, byte[]... fields) throws IOException {
    out.writeShort(fields.length);
    for (byte[] each : fields) {
      out.writeInt(each == null ? -1 : each.length);
      out.write(each == null ? new byte[0] : each);
    }
  }

  private interface Rows {
    void to(DataOutputStream out) throws IOException;
  }

  private static byte[] bytes(Rows rows) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.write(new byte[] {'P', 'G', 'C', 'O', 'P', 'Y', '\n', -1, '\r', '\n', 0});
    out.writeInt(0);
    out.writeInt(0);
    rows.to(out);
    out.writeShort(-1);
    return bytes.toByteArray();
  }
}
