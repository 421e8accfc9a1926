package io.syncline.http.codec;

import io.syncline.http.json.Json;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.Charset;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonPointer;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MappingIterator;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.dataformat.csv.CsvMapper;
import tools.jackson.dataformat.csv.CsvReadFeature;
import tools.jackson.dataformat.csv.CsvSchema;

/**
 * Comma-separated values, RFC 4180; the first line has the names, and the tree is the list of the
 * others. An empty cell is null, one in quotes is an empty text.
 */
final class CsvFormat implements Format {

  private static final CsvMapper MAPPER =
      CsvMapper.builder()
          .enable(CsvReadFeature.EMPTY_UNQUOTED_STRING_AS_NULL)
          .enable(CsvReadFeature.FAIL_ON_MISSING_COLUMNS)
          .build();

  private static final ObjectReader READER =
      MAPPER.readerFor(JsonNode.class).with(CsvSchema.emptySchema().withHeader());

  @Override
  public String name() {
    return "CSV";
  }

  @Override
  public List<String> mediaTypes() {
    return List.of("text/csv");
  }

  @Override
  public JsonNode read(String text) throws Unreadable {
    ArrayNode rows = JsonNodeFactory.instance.arrayNode();
    try (MappingIterator<JsonNode> lines = READER.readValues(text)) {
      lines.forEachRemaining(rows::add);
      if (rows.isEmpty() && isNoHeader(text)) {
        throw noTable();
      }
    } catch (JacksonException e) {
      throw new Unreadable("something that is not CSV: row=" + (rows.size() + 1));
    }
    return rows;
  }

  @Override
  public boolean hasRows() {
    return true;
  }

  /** The tree is the list, so it is nowhere else. */
  @Override
  public Rows rows(Reader text, JsonPointer at) throws IOException, Unreadable {
    return new Lines(text);
  }

  private static final class Lines implements Rows {

    private final Reader text;
    private @Nullable MappingIterator<JsonNode> lines;
    private long row;

    Lines(Reader text) {
      this.text = text;
    }

    @Override
    public Optional<JsonNode> next() throws IOException, Unreadable {
      row++;
      try {
        if (lines == null) {
          lines = READER.readValues(text);
        }
        if (lines.hasNextValue()) {
          return Optional.of(lines.nextValue());
        }
        if (row == 1 && ((CsvSchema) lines.parserSchema()).size() < 2) {
          throw noTable();
        }
        return Optional.empty();
      } catch (JacksonIOException e) {
        throw e.getCause();
      } catch (JacksonException e) {
        throw new Unreadable("something that is not CSV: row=" + row);
      }
    }
  }

  private static Unreadable noTable() {
    return new Unreadable("something that is not CSV: a line of one column, and no row");
  }

  /** A message, more likely than a table of one column that has no rows. */
  private static boolean isNoHeader(String text) {
    return text.indexOf(',') < 0;
  }

  @Override
  public String write(JsonNode tree, Charset charset) {
    Set<String> names = new LinkedHashSet<>();
    tree.values().forEach(row -> names.addAll(row.propertyNames()));
    StringBuilder text = new StringBuilder(line(names.stream().map(CsvFormat::cell)));
    tree.values().forEach(row -> text.append(line(names.stream().map(name -> cell(row, name)))));
    return text.toString();
  }

  private static String line(Stream<String> cells) {
    return cells.collect(Collectors.joining(",", "", "\r\n"));
  }

  private static String cell(JsonNode row, String name) {
    JsonNode value = row.path(name);
    return value.isMissingNode() || value.isNull() ? "" : cell(Json.scalar(value));
  }

  /** In quotes where it would be read as something else; spaces at its ends are kept by them. */
  private static String cell(String text) {
    boolean plain =
        !text.isEmpty()
            && text.equals(text.strip())
            && text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\r' || c == '\n');
    return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
  }

  @Override
  public boolean isNested() {
    return false;
  }

  @Override
  public boolean isTable() {
    return true;
  }
}
