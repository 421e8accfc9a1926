package io.syncline.http.manifest;

import io.syncline.model.FieldType;
import io.syncline.spi.DatasetSchema.NativeField;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads {@code schema}: each field with its type, or with a type and what else is so. */
final class SchemaFields {

  private final Section section;
  private final List<String> key;

  SchemaFields(Section section, List<String> key) {
    this.section = section;
    this.key = key;
  }

  List<NativeField> read() {
    Section fields = section.requiredSection("fields");
    List<NativeField> found = new ArrayList<>();
    for (String name : fields.members().keySet()) {
      if (fields.isText(name)) {
        found.add(field(name, type(fields, name), true, false));
      } else {
        fields.section(name).ifPresent(field -> found.add(described(name, field)));
      }
    }
    for (String part : key) {
      if (found.stream().noneMatch(field -> field.name().equals(part))) {
        section.fault("fields", "must name the fields of the key: " + part);
      }
    }
    section.end();
    return found;
  }

  private NativeField described(String name, Section field) {
    boolean nullable = !field.flag("required");
    NativeField found = field(name, type(field, "type"), nullable, field.flag("readOnly"));
    if (!field.has("type")) {
      field.fault("type", "must be given");
    }
    field.end();
    return found;
  }

  private NativeField field(String name, FieldType type, boolean nullable, boolean readOnly) {
    boolean keyPart = key.contains(name);
    return new NativeField(name, type, nullable && !keyPart, keyPart, readOnly);
  }

  private static FieldType type(Section section, String at) {
    Optional<String> text = section.text(at);
    Optional<FieldType> type = text.flatMap(FieldTypes::read);
    if (text.isPresent() && type.isEmpty()) {
      section.fault(at, "must be " + FieldTypes.words() + ": " + text.get());
    }
    return type.orElse(FieldType.text());
  }
}
