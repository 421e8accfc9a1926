package com.example.filedrop;

import io.syncline.model.FieldType;
import io.syncline.testkit.conformance.Abilities.Alteration;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** An NDJSON file with a side file. */
final class NdjsonSubject extends FileSubject {

  private final Map<String, FieldType> fields = new LinkedHashMap<>(FIELDS);
  private final Neighbour neighbour;

  NdjsonSubject(String name, Path folder, String file) {
    super(name, folder, file);
    if (file.contains(" ")) {
      fields.put("Select", FieldType.text());
      fields.put("a b.c", FieldType.text());
      fields.put("quo\"te'd", FieldType.text());
    }
    Path path = Neighbour.make(folder, file, schema(fields), "");
    this.neighbour =
        new Neighbour(path, StandardCharsets.UTF_8, new NdjsonForm("id", FileSubject::typed));
  }

  @Override
  Neighbour neighbour() {
    return neighbour;
  }

  @Override
  Map<String, String> settings() {
    return Map.of();
  }

  @Override
  FileSubject like(String otherName, Path otherFolder, String otherFile) {
    return new NdjsonSubject(otherName, otherFolder, otherFile);
  }

  /** A member may come and go; what is declared is in the side file. */
  @Override
  Alteration alteration() {
    return new Alteration() {
      @Override
      public void add() {
        Map<String, FieldType> more = new LinkedHashMap<>(fields);
        more.put("extra", FieldType.text());
        declare(more);
      }

      @Override
      public void remove() {
        Map<String, FieldType> fewer = new LinkedHashMap<>(fields);
        fewer.remove("email");
        declare(fewer);
      }

      @Override
      public void restore() {
        declare(fields);
      }

      private void declare(Map<String, FieldType> declared) {
        try {
          Files.writeString(folder().resolve(file() + ".schema.json"), schema(declared));
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
    };
  }
}
