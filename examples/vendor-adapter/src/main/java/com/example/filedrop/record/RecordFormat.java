package com.example.filedrop.record;

import com.example.filedrop.file.Marks;
import com.example.filedrop.file.RawRecord;
import java.util.List;

/** A way to write records into a file. */
public interface RecordFormat {

  /** How its files are cut into raw records. */
  Marks marks();

  /** Whether the first record names the fields. */
  boolean hasHeader();

  /**
   * The layout of one file.
   *
   * @param header the first record; empty where the format has none
   * @throws io.syncline.spi.AdapterException.SchemaChanged where the header is no header, or lacks
   *     a field that is declared
   */
  Layout layout(List<RawRecord> header, Declared declared, KeyFields key);
}
