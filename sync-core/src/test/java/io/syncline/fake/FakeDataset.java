package io.syncline.fake;

import io.syncline.model.FieldType;
import io.syncline.spi.Capabilities;
import io.syncline.spi.Capabilities.PreconditionKind;
import io.syncline.spi.Capabilities.Versions;
import io.syncline.spi.Dataset;
import io.syncline.spi.DatasetSchema;
import io.syncline.spi.DatasetSchema.NativeField;
import io.syncline.spi.DatasetSpec;
import io.syncline.spi.SchemaReader;
import io.syncline.spi.WriteKind;
import io.syncline.spi.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A dataset that says what it is, and holds nothing. */
public record FakeDataset(DatasetSpec spec, List<NativeField> fields, Capabilities capabilities)
    implements Dataset {

  /** Can be written, on condition of an opaque version; its key is {@code id}. */
  public static FakeDataset of(String name) {
    return new FakeDataset(
            DatasetSpec.of(name),
            List.of(),
            writable().versions(Versions.OPAQUE).preconditions(PreconditionKind.VERSION).build())
        .with(new NativeField("id", FieldType.integer(), false, true, false));
  }

  /** What can be written, on no condition. */
  public static Capabilities.Builder writable() {
    return Capabilities.builder()
        .writes(WriteKind.CREATE, WriteKind.UPDATE, WriteKind.DELETE)
        .maxBatchRows(100);
  }

  public FakeDataset with(NativeField field) {
    List<NativeField> more = new ArrayList<>(fields);
    more.add(field);
    return new FakeDataset(spec, List.copyOf(more), capabilities);
  }

  /** Also these fields, of type text. */
  public FakeDataset with(String... names) {
    FakeDataset dataset = this;
    for (String name : names) {
      dataset = dataset.with(new NativeField(name, FieldType.text(), true, false, false));
    }
    return dataset;
  }

  /** Also a field that cannot be written. */
  public FakeDataset withReadOnly(String name) {
    return with(new NativeField(name, FieldType.text(), true, false, true));
  }

  public FakeDataset can(Capabilities other) {
    return new FakeDataset(spec, fields, other);
  }

  FakeDataset as(DatasetSpec asked) {
    return new FakeDataset(asked, fields, capabilities);
  }

  @Override
  public Optional<SchemaReader> schemaReader() {
    return Optional.of(within -> new DatasetSchema(fields, "1"));
  }

  @Override
  public Optional<Writer> writer() {
    return Optional.of((writes, within) -> List.of());
  }
}
