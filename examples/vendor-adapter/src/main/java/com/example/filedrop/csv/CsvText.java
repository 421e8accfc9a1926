package com.example.filedrop.csv;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import de.siegmar.fastcsv.writer.QuoteStrategies;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Single records as text, by a library that tells whether a field was quoted. */
record CsvText(char delimiter) {

  /** The cells of one record; empty where the text is not one. */
  Optional<List<Cell>> parse(String text) {
    try {
      List<List<Cell>> records =
          CsvReader.builder()
              .fieldSeparator(delimiter)
              .skipEmptyLines(false)
              .build(new Cells(), text)
              .stream()
              .toList();
      return records.size() == 1 ? Optional.of(records.get(0)) : Optional.empty();
    } catch (CsvParseException e) {
      return Optional.empty();
    }
  }

  /** One record without a line break. */
  String print(List<Cell> cells) {
    StringWriter line = new StringWriter();
    CsvWriter writer =
        CsvWriter.builder()
            .fieldSeparator(delimiter)
            .bufferSize(0)
            .lineDelimiter(LineDelimiter.LF)
            .quoteStrategy(QuoteStrategies.EMPTY)
            .build(line);
    List<@Nullable String> texts = new ArrayList<>();
    cells.forEach(cell -> texts.add(cell.isNull() ? null : cell.text()));
    writer.writeRecord(texts);
    return line.getBuffer().substring(0, line.getBuffer().length() - 1);
  }

  /** Collects the cells of each record. */
  private static final class Cells extends AbstractBaseCsvCallbackHandler<List<Cell>> {

    private List<Cell> cells = new ArrayList<>();

    @Override
    protected void handleBegin(long startingLineNumber) {
      cells = new ArrayList<>();
    }

    @Override
    protected void handleField(int index, char[] buffer, int offset, int length, boolean quoted) {
      cells.add(new Cell(new String(buffer, offset, length), quoted));
    }

    @Override
    protected void handleEmpty() {
      cells.add(Cell.NOTHING);
    }

    @Override
    protected List<Cell> buildRecord() {
      return cells;
    }
  }
}
