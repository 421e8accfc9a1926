package io.syncline.spi;

import io.syncline.model.FieldType;
import java.util.List;
import java.util.Optional;

/** The native fields of a dataset. */
public record DatasetSchema(List<NativeField> fields, String fingerprint) {

  public DatasetSchema {
    fields = List.copyOf(fields);
  }

  public Optional<NativeField> field(String name) {
    return fields.stream().filter(field -> field.name().equals(name)).findFirst();
  }

  /**
   * One native field.
   *
   * @param readOnly computed, or not writable for us
   */
  public record NativeField(
      String name, FieldType type, boolean nullable, boolean keyPart, boolean readOnly) {}
}
