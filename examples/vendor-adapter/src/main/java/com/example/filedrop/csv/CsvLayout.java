package com.example.filedrop.csv;

import com.example.filedrop.file.RawRecord;
import com.example.filedrop.record.Content;
import com.example.filedrop.record.Edit;
import com.example.filedrop.record.Encoding;
import com.example.filedrop.record.KeyFields;
import com.example.filedrop.record.Layout;
import com.example.filedrop.record.Parsed;
import com.example.filedrop.record.ValueText;
import io.syncline.model.FieldType;
import io.syncline.model.Row;
import io.syncline.model.Value;
import io.syncline.model.ValueKind;
import io.syncline.spi.DatasetSchema.NativeField;
import io.syncline.spi.WriteOutcome.FieldError;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** The columns of one file. */
final class CsvLayout implements Layout {

  private final List<NativeField> fields;
  private final List<String> names;
  private final KeyFields key;
  private final Encoding encoding;
  private final CsvText text;
  private final ValueText forms;

  CsvLayout(
      List<NativeField> fields, KeyFields key, Encoding encoding, CsvText text, ValueText forms) {
    this.fields = List.copyOf(fields);
    this.names = fields.stream().map(NativeField::name).toList();
    this.key = key;
    this.encoding = encoding;
    this.text = text;
    this.forms = forms;
  }

  /** A record is its cells; those that nobody sets stay as they are. */
  private final class Cells implements Content {

    private final List<Cell> cells;
    private final Row row;

    private Cells(List<Cell> cells) {
      this.cells = cells;
      this.row = CsvLayout.this.row(cells, names.size());
    }

    @Override
    public Row row() {
      return row;
    }

    @Override
    public byte[] bytes() {
      return encoding.encode(text.print(cells)).orElseThrow();
    }
  }

  @Override
  public List<NativeField> fields() {
    return fields;
  }

  @Override
  public Parsed parse(RawRecord raw) {
    byte[] bytes = raw.content();
    if (bytes.length == 0) {
      return new Parsed.Blank();
    }
    Optional<String> line = encoding.decode(bytes);
    if (line.isEmpty()) {
      return new Parsed.Damaged("must be in " + encoding, Optional.empty());
    }
    return text.parse(line.get())
        .map(this::parsed)
        .orElseGet(() -> new Parsed.Damaged("must be one record of CSV", Optional.empty()));
  }

  private Parsed parsed(List<Cell> cells) {
    if (cells.size() != names.size()) {
      int whole = Math.min(cells.size() - 1, names.size()); // the last one may be cut off
      return new Parsed.Damaged(
          "must have as many fields as the header: header="
              + names.size()
              + " fields="
              + cells.size(),
          key.of(row(cells, whole)));
    }
    Cells content = new Cells(cells);
    Row row = content.row();
    return key.of(row)
        .<Parsed>map(found -> new Parsed.Whole(found, content))
        .orElseGet(() -> new Parsed.Damaged(key.fault(row).orElseThrow(), Optional.empty()));
  }

  private Row row(List<Cell> cells, int count) {
    Row.Builder row = Row.builder(names);
    for (int i = 0; i < count; i++) {
      row.set(names.get(i), value(fields.get(i).type(), cells.get(i)));
    }
    return row.build();
  }

  /** Only text can be empty; what is not in the form of its type is shown as it stands there. */
  private Value value(FieldType type, Cell cell) {
    boolean isNull = type.kind() == ValueKind.TEXT ? cell.isNull() : cell.text().isEmpty();
    return isNull
        ? Value.NULL
        : forms.parse(type, cell.text()).orElseGet(() -> Value.of(cell.text()));
  }

  @Override
  public Edit edit(Optional<Content> old, Row changes) {
    List<Cell> cells =
        new ArrayList<>(
            old.map(content -> ((Cells) content).cells)
                .orElseGet(() -> Collections.nCopies(names.size(), Cell.NOTHING)));
    List<FieldError> errors = new ArrayList<>();
    changes.forEach(
        (name, value) -> {
          Optional<String> fault = fault(name, value);
          fault.ifPresentOrElse(
              reason -> errors.add(new FieldError(name, reason)),
              () -> cells.set(names.indexOf(name), cell(name, value)));
        });
    return errors.isEmpty() ? new Edit.Done(new Cells(cells)) : new Edit.Refused(errors);
  }

  private Optional<String> fault(String name, Value value) {
    int column = names.indexOf(name);
    if (column < 0) {
      return Optional.of("must be a field of the header: header=" + names);
    }
    FieldType type = fields.get(column).type();
    if (value.isNull()) {
      return Optional.empty();
    }
    Optional<String> misfit = type.fault(value);
    if (misfit.isPresent()) {
      return misfit;
    }
    Optional<String> printed = forms.print(type, value);
    if (printed.isEmpty()) {
      return Optional.of("must be writable as " + type + " in the form of the file: " + value);
    }
    return encoding.encode(printed.get()).isPresent()
        ? Optional.empty()
        : Optional.of("must be writable in " + encoding + ": value=" + value);
  }

  private Cell cell(String name, Value value) {
    return value.isNull()
        ? Cell.NOTHING
        : new Cell(forms.print(fields.get(names.indexOf(name)).type(), value).orElseThrow(), true);
  }
}
