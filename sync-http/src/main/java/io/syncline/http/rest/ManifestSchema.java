package io.syncline.http.rest;

import io.syncline.model.LargeObject;
import io.syncline.spi.DatasetSchema;
import io.syncline.spi.DatasetSchema.NativeField;
import io.syncline.spi.SchemaReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;

/** The fields as the manifest describes them; the service is not asked. */
record ManifestSchema(List<NativeField> fields) implements SchemaReader {

  private static final int FINGERPRINT_BYTES = 8;

  @Override
  public DatasetSchema describe(Duration within) {
    String text = fields.stream().map(NativeField::toString).collect(Collectors.joining("\n"));
    byte[] digest = LargeObject.sha256().digest(text.getBytes(StandardCharsets.UTF_8));
    return new DatasetSchema(fields, HexFormat.of().formatHex(digest, 0, FINGERPRINT_BYTES));
  }
}
