package com.example.filedrop;

import io.syncline.model.FieldType;
import io.syncline.model.Value;
import io.syncline.testkit.conformance.Abilities.Alteration;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/** A CSV file with a header and a side file. */
final class CsvSubject extends FileSubject {

  private final String encoding;
  private final Neighbour neighbour;

  CsvSubject(String name, Path folder, String file, String encoding) {
    super(name, folder, file);
    this.encoding = encoding;
    Map<String, FieldType> fields = new LinkedHashMap<>(FIELDS);
    if (file.contains(" ")) {
      fields.put("Select", FieldType.text());
      fields.put("a b.c", FieldType.text());
      fields.put("quo\"te'd", FieldType.text());
    }
    CsvForm form = new CsvForm("id", FileSubject::typed);
    Map<String, Value> header = new LinkedHashMap<>();
    fields.keySet().forEach(field -> header.put(field, Value.NULL));
    Path path = Neighbour.make(folder, file, schema(fields), form.write(Map.of("", header)));
    this.neighbour = new Neighbour(path, Charset.forName(encoding), form);
  }

  @Override
  Neighbour neighbour() {
    return neighbour;
  }

  @Override
  Map<String, String> settings() {
    return Map.of("encoding", encoding);
  }

  @Override
  FileSubject like(String otherName, Path otherFolder, String otherFile) {
    return new CsvSubject(otherName, otherFolder, otherFile, encoding);
  }

  /** A column more, or less. */
  @Override
  Alteration alteration() {
    return new Alteration() {
      @Override
      public void add() {
        header(columns -> columns.put("extra", Value.NULL));
      }

      @Override
      public void remove() {
        header(columns -> columns.remove("email"));
      }

      @Override
      public void restore() {
        header(
            columns -> {
              columns.remove("extra");
              columns.putIfAbsent("email", Value.NULL);
            });
      }

      private void header(Consumer<Map<String, Value>> change) {
        neighbour.edit(
            all -> {
              change.accept(all.get(""));
              return all;
            });
      }
    };
  }
}
