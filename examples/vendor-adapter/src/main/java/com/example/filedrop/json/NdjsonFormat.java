package com.example.filedrop.json;

import com.example.filedrop.file.Marks;
import com.example.filedrop.file.RawRecord;
import com.example.filedrop.record.Declared;
import com.example.filedrop.record.KeyFields;
import com.example.filedrop.record.Layout;
import com.example.filedrop.record.RecordFormat;
import java.util.List;

/** One JSON object per line, in UTF-8; without a side file each may have any members. */
public record NdjsonFormat() implements RecordFormat {

  @Override
  public Marks marks() {
    return Marks.lines();
  }

  @Override
  public boolean hasHeader() {
    return false;
  }

  @Override
  public Layout layout(List<RawRecord> header, Declared declared, KeyFields key) {
    return new NdjsonLayout(declared, key);
  }
}
