package com.example.filedrop.record;

import com.example.filedrop.file.RawRecord;
import io.syncline.model.Row;
import io.syncline.spi.DatasetSchema.NativeField;
import java.util.List;
import java.util.Optional;

/** How the records of one file are read and written, as its header and its side file say. */
public interface Layout {

  /** The fields, in order; empty where records may have any. */
  List<NativeField> fields();

  /** Reads one record; what is damaged is an answer. */
  Parsed parse(RawRecord raw);

  /** Sets fields of a record, or of a new one where there is none yet. */
  Edit edit(Optional<Content> old, Row fields);
}
