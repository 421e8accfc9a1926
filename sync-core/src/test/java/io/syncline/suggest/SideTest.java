package io.syncline.suggest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.fake.FakeDataset;
import io.syncline.model.FieldType;
import io.syncline.model.NativeKey;
import io.syncline.model.Row;
import io.syncline.model.Value;
import io.syncline.spi.Capabilities;
import io.syncline.spi.Cursor;
import io.syncline.spi.Dataset;
import io.syncline.spi.DatasetSchema;
import io.syncline.spi.DatasetSchema.NativeField;
import io.syncline.spi.DatasetSpec;
import io.syncline.spi.Image;
import io.syncline.spi.Limits;
import io.syncline.spi.ScanPage;
import io.syncline.spi.Scanner;
import io.syncline.spi.SchemaReader;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SideTest {

  /** Rows without end, three to a page, that nobody may write. */
  private record Endless(List<NativeField> fields) implements Dataset, Scanner {

    @Override
    public DatasetSpec spec() {
      return DatasetSpec.of("endless");
    }

    @Override
    public Capabilities capabilities() {
      return Capabilities.builder().build();
    }

    @Override
    public Optional<SchemaReader> schemaReader() {
      return fields.isEmpty()
          ? Optional.empty()
          : Optional.of(within -> new DatasetSchema(fields, "endless"));
    }

    @Override
    public Optional<Scanner> scanner() {
      return Optional.of(this);
    }

    @Override
    public ScanPage start(Limits limits) {
      return page(0, limits);
    }

    @Override
    public ScanPage resume(Cursor position, Limits limits) {
      return page(position.position()[0], limits);
    }

    private static ScanPage page(int from, Limits limits) {
      int to = from + Math.min(3, limits.maxRows());
      return new ScanPage(
          IntStream.range(from, to)
              .mapToObj(n -> new ScanPage.Entry(NativeKey.of("" + n), image(n)))
              .toList(),
          Optional.of(new Cursor("test", 1, "", new byte[] {(byte) to}, "")),
          false,
          Optional.empty());
    }

    private static Image image(int n) {
      return Image.of(Row.of("n", Value.of((long) n)));
    }
  }

  private static final NativeField N =
      new NativeField("n", FieldType.integer(), false, true, false);

  @Test
  void aSampleEndsAtItsLimit() {
    Side side = DatasetSample.of("crm", new Endless(List.of(N)), 7);

    assertThat(side.rows())
        .extracting(row -> row.get("n").orElseThrow())
        .containsExactlyElementsOf(
            IntStream.range(0, 7).mapToObj(n -> Value.of((long) n)).toList());
  }

  @Test
  void fieldsOfWhatTakesNoWritesAreReadOnly() {
    assertThat(DatasetSample.of("crm", new Endless(List.of(N)), 1).schema().fields())
        .extracting(NativeField::readOnly)
        .containsExactly(true);
    assertThat(Side.read("crm", FakeDataset.of("contacts")).schema().fields())
        .extracting(NativeField::readOnly)
        .containsExactly(false);
  }

  @Test
  void withoutAScannerThereAreNoRows() {
    assertThat(Side.read("crm", FakeDataset.of("contacts")).rows()).isEmpty();
  }

  @Test
  void whatCannotDescribeItselfIsRefused() {
    assertThatThrownBy(() -> Side.read("crm", new Endless(List.of())))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("must describe itself: dataset=endless");
  }

  @Test
  void theNameOfADatasetRefersToNoVariable() {
    assertThatThrownBy(() -> Side.of("crm", "${env:X}", new DatasetSchema(List.of(N), "x")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("must not refer to a variable: dataset=${env:X}");
  }
}
