package com.example.filedrop.json;

import com.example.filedrop.file.RawRecord;
import com.example.filedrop.record.Content;
import com.example.filedrop.record.Declared;
import com.example.filedrop.record.Edit;
import com.example.filedrop.record.Encoding;
import com.example.filedrop.record.KeyFields;
import com.example.filedrop.record.Layout;
import com.example.filedrop.record.Parsed;
import io.syncline.model.FieldType;
import io.syncline.model.Row;
import io.syncline.model.Value;
import io.syncline.spi.DatasetSchema.NativeField;
import io.syncline.spi.WriteOutcome.FieldError;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The members that are declared, or all where none is. A member that is not there is absent. */
final class NdjsonLayout implements Layout {

  private final Declared declared;
  private final KeyFields key;

  NdjsonLayout(Declared declared, KeyFields key) {
    this.declared = declared;
    this.key = key;
  }

  /** A record is its object; members that nobody sets, or nobody declared, stay as they are. */
  private final class Members implements Content {

    private final ObjectNode object;
    private final Row row;

    private Members(ObjectNode object) {
      this.object = object;
      this.row = NdjsonLayout.this.row(object);
    }

    @Override
    public Row row() {
      return row;
    }

    @Override
    public byte[] bytes() {
      return Encoding.UTF_8.encode(object.toString()).orElseThrow();
    }
  }

  @Override
  public List<NativeField> fields() {
    List<NativeField> fields = new ArrayList<>();
    declared
        .fields()
        .forEach(
            (name, type) -> {
              boolean isKey = key.names().contains(name);
              fields.add(new NativeField(name, type, !isKey, isKey, false));
            });
    return fields;
  }

  private Row row(ObjectNode object) {
    Row.Builder row = Row.builder();
    object
        .properties()
        .forEach(
            member ->
                value(member.getKey(), member.getValue())
                    .ifPresent(value -> row.set(member.getKey(), value)));
    return row.build();
  }

  private Optional<Value> value(String name, JsonNode node) {
    return declared.fields().isEmpty()
        ? Optional.of(JsonValues.natural(node))
        : declared.type(name).map(type -> JsonValues.read(type, node));
  }

  @Override
  public Parsed parse(RawRecord raw) {
    Optional<String> line =
        Encoding.UTF_8
            .decode(raw.content())
            .map(text -> raw.start() == 0 && text.startsWith("\ufeff") ? text.substring(1) : text);
    if (line.isEmpty()) {
      return new Parsed.Damaged("must be in UTF-8", Optional.empty());
    }
    if (line.get().isBlank()) {
      return new Parsed.Blank();
    }
    try {
      return Json.MAPPER.readTree(line.get()) instanceof ObjectNode object
          ? parsed(new Members(object))
          : new Parsed.Damaged("must be a JSON object", Optional.empty());
    } catch (JacksonException e) {
      return new Parsed.Damaged("must be JSON: " + e.getOriginalMessage(), Optional.empty());
    }
  }

  private Parsed parsed(Members content) {
    Row row = content.row();
    return key.of(row)
        .<Parsed>map(found -> new Parsed.Whole(found, content))
        .orElseGet(() -> new Parsed.Damaged(key.fault(row).orElseThrow(), Optional.empty()));
  }

  @Override
  public Edit edit(Optional<Content> old, Row changes) {
    ObjectNode object =
        old.map(content -> ((Members) content).object.deepCopy())
            .orElseGet(Json.MAPPER::createObjectNode);
    List<FieldError> errors = new ArrayList<>();
    changes.forEach(
        (name, value) -> {
          Optional<JsonNode> node = JsonValues.write(value);
          fault(name, value, node)
              .ifPresentOrElse(
                  reason -> errors.add(new FieldError(name, reason)),
                  () -> object.set(name, node.orElseThrow()));
        });
    return errors.isEmpty() ? new Edit.Done(new Members(object)) : new Edit.Refused(errors);
  }

  private Optional<String> fault(String name, Value value, Optional<JsonNode> node) {
    Optional<FieldType> type = declared.type(name);
    if (type.isEmpty() && !declared.fields().isEmpty()) {
      return Optional.of("must be declared: declared=" + declared.fields().keySet());
    }
    Optional<String> misfit = type.flatMap(each -> each.fault(value));
    if (misfit.isPresent()) {
      return misfit;
    }
    boolean isText = node.flatMap(each -> Encoding.UTF_8.encode(each.toString())).isPresent();
    return isText ? Optional.empty() : Optional.of("must be writable as JSON: value=" + value);
  }
}
