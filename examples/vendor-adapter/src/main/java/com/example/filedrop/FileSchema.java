package com.example.filedrop;

import com.example.filedrop.record.RowDigest;
import io.syncline.spi.DatasetSchema;
import io.syncline.spi.DatasetSchema.NativeField;
import io.syncline.spi.SchemaReader;
import java.time.Duration;
import java.util.List;

/** Describes the fields of the header, or of the side file. */
record FileSchema(FileSource source) implements SchemaReader {

  @Override
  public DatasetSchema describe(Duration within) {
    List<NativeField> fields = Reading.of(source, within, pass -> pass.layout().fields());
    return new DatasetSchema(fields, RowDigest.of(fields.toString()));
  }
}
