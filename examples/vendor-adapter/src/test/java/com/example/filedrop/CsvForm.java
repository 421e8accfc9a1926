package com.example.filedrop;

import io.syncline.model.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

/**
 * CSV as simple code reads and writes it: every text in quotes, an empty field is null.
 *
 * @param key the column of the key
 * @param typed the value of a column's text
 */
record CsvForm(String key, BiFunction<String, String, Value> typed) implements Neighbour.Form {

  @Override
  public Map<String, Map<String, Value>> read(String text) {
    List<List<String>> lines = lines(text);
    List<String> header = lines.get(0).stream().map(CsvForm::unquoted).toList();
    Map<String, Map<String, Value>> records = new LinkedHashMap<>();
    records.put("", new LinkedHashMap<>());
    header.forEach(name -> records.get("").put(name, Value.NULL));
    for (List<String> line : lines.subList(1, lines.size())) {
      Map<String, Value> fields = new LinkedHashMap<>();
      for (int i = 0; i < header.size(); i++) {
        String cell = line.get(i);
        fields.put(
            header.get(i),
            cell.isEmpty() ? Value.NULL : typed.apply(header.get(i), unquoted(cell)));
      }
      records.put(fields.get(key).toString(), fields);
    }
    return records;
  }

  /** The record without a key stands for the header. */
  @Override
  public String write(Map<String, Map<String, Value>> records) {
    List<String> header = List.copyOf(records.get("").keySet());
    StringBuilder text = new StringBuilder();
    text.append(header.stream().map(CsvForm::quoted).collect(Collectors.joining(",")));
    text.append("\n");
    records.forEach(
        (id, fields) -> {
          if (!id.isEmpty()) {
            text.append(
                header.stream()
                    .map(name -> fields.getOrDefault(name, Value.NULL))
                    .map(value -> value.isNull() ? "" : quoted(value.toString()))
                    .collect(Collectors.joining(",")));
            text.append("\n");
          }
        });
    return text.toString();
  }

  private static String quoted(String text) {
    return '"' + text.replace("\"", "\"\"") + '"';
  }

  private static String unquoted(String cell) {
    return cell.startsWith("\"")
        ? cell.substring(1, cell.length() - 1).replace("\"\"", "\"")
        : cell;
  }

  private static List<List<String>> lines(String text) {
    List<List<String>> lines = new ArrayList<>();
    List<String> line = new ArrayList<>();
    int start = 0;
    boolean quoted = false;
    for (int i = 0; i < text.length(); i++) {
      char each = text.charAt(i);
      quoted ^= each == '"';
      if (!quoted && (each == ',' || each == '\n')) {
        line.add(text.substring(start, i));
        start = i + 1;
      }
      if (!quoted && each == '\n') {
        lines.add(line);
        line = new ArrayList<>();
      }
    }
    return lines;
  }
}
