package com.example.filedrop.csv;

import com.example.filedrop.file.Marks;
import com.example.filedrop.file.RawRecord;
import com.example.filedrop.record.Declared;
import com.example.filedrop.record.Encoding;
import com.example.filedrop.record.KeyFields;
import com.example.filedrop.record.Layout;
import com.example.filedrop.record.RecordFormat;
import com.example.filedrop.record.ValueText;
import io.syncline.model.FieldType;
import io.syncline.spi.AdapterException;
import io.syncline.spi.DatasetSchema.NativeField;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/** CSV with a header row; fields that the side file does not type are text. */
public record CsvFormat(Encoding encoding, char delimiter, ValueText forms)
    implements RecordFormat {

  private static final String BYTE_ORDER_MARK = "\ufeff";

  @Override
  public Marks marks() {
    return Marks.quoted(delimiter);
  }

  @Override
  public boolean hasHeader() {
    return true;
  }

  @Override
  public Layout layout(List<RawRecord> header, Declared declared, KeyFields key) {
    CsvText text = new CsvText(delimiter);
    List<NativeField> fields = new ArrayList<>();
    for (String name : names(header, text)) {
      boolean isKey = key.names().contains(name);
      FieldType type = declared.type(name).orElse(FieldType.text());
      fields.add(new NativeField(name, type, !isKey, isKey, false));
    }
    return new CsvLayout(fields, key, encoding, text, forms);
  }

  private List<String> names(List<RawRecord> header, CsvText text) {
    Optional<List<Cell>> cells =
        header.stream()
            .findFirst()
            .flatMap(raw -> encoding.decode(raw.content()))
            .map(line -> line.startsWith(BYTE_ORDER_MARK) ? line.substring(1) : line)
            .flatMap(text::parse);
    List<String> names = cells.orElse(List.of()).stream().map(Cell::text).toList();
    if (names.isEmpty() || names.contains("") || new HashSet<>(names).size() < names.size()) {
      throw new AdapterException.SchemaChanged(
          "the header must name each field once, in " + encoding + ": header=" + names);
    }
    return names;
  }
}
