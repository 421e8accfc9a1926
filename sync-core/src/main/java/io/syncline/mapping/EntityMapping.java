package io.syncline.mapping;

import io.syncline.model.Field;
import io.syncline.model.FieldType;
import io.syncline.model.Row;
import io.syncline.model.Schema;
import io.syncline.model.Value;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * How one entity stands in one system: native rows to canonical rows and back. Native fields that
 * no mapping names are ignored; a field absent on one side is absent on the other.
 *
 * <p>Between lens and field, kinds are bridged where that keeps the value: JSON text {@code
 * "12.50"}, integer {@code 12} and decimal {@code 12.5} all fit a {@code decimal(12,2)}, and a
 * value written goes out in the declared kind, else in that of the old value. Immutable and
 * thread-safe.
 */
public final class EntityMapping {

  private final Schema schema;
  private final Map<String, MappedField> fields;
  private final Set<String> mapped;
  private final Set<String> created;
  private final Set<String> updated;
  private final List<String> readNames;
  private final List<String> createdNames;
  private final List<String> updatedNames;

  private EntityMapping(Schema schema, Map<String, MappedField> fields) {
    this.schema = schema;
    this.fields = fields;
    this.mapped = Collections.unmodifiableSet(fields.keySet());
    this.created = names(fields, Direction::isCreated);
    this.updated = names(fields, Direction::isUpdated);
    this.readNames = List.copyOf(names(fields, Direction::isRead));
    this.createdNames = List.copyOf(nativeFields(created));
    this.updatedNames = List.copyOf(nativeFields(updated));
  }

  public static EntityMapping of(Schema schema, List<FieldMapping> mappings) {
    return of(schema, mappings, Map.of());
  }

  /**
   * Reports every mistake of the mappings at once.
   *
   * @param nativeTypes what the system declares of its fields, as far as known: values go out in
   *     that kind, and those that do not fit are rejected here, not there
   */
  public static EntityMapping of(
      Schema schema, List<FieldMapping> mappings, Map<String, FieldType> nativeTypes) {
    MappingMistakes.refuse(schema, mappings);
    Map<String, MappedField> fields = new LinkedHashMap<>();
    for (FieldMapping each : mappings) {
      Field field = schema.field(each.field()).orElseThrow();
      Optional<FieldType> nativeType = Optional.ofNullable(nativeTypes.get(each.nativeField()));
      fields.put(each.field(), new MappedField(each, field.type(), nativeType));
    }
    return new EntityMapping(schema, fields);
  }

  /** Every field by its own name, both ways, unchanged. */
  public static EntityMapping byName(Schema schema) {
    return of(schema, schema.names().stream().map(name -> FieldMapping.of(name, name)).toList());
  }

  private static Set<String> names(Map<String, MappedField> fields, Predicate<Direction> kept) {
    Set<String> names = new LinkedHashSet<>();
    fields.forEach(
        (name, field) -> {
          if (kept.test(field.mapping.direction())) {
            names.add(name);
          }
        });
    return Collections.unmodifiableSet(names);
  }

  public Schema schema() {
    return schema;
  }

  /** The mappings, in order. */
  public List<FieldMapping> fields() {
    return fields.values().stream().map(field -> field.mapping).toList();
  }

  /** The canonical fields that this system has a part in. */
  public Set<String> mappedFields() {
    return mapped;
  }

  /** The canonical fields that an update may write. */
  public Set<String> writableFields() {
    return updated;
  }

  /** The canonical fields that a create may write: those that are written once too. */
  public Set<String> createdFields() {
    return created;
  }

  /** The native names of the given canonical fields; those that are not mapped are left out. */
  public Set<String> nativeFields(Collection<String> canonicalFields) {
    Set<String> names = new LinkedHashSet<>();
    for (String name : canonicalFields) {
      MappedField field = fields.get(name);
      if (field != null) {
        names.add(field.mapping.nativeField());
      }
    }
    return names;
  }

  /** What a native row, whole or in part, means canonically. */
  public Normalised get(Row nativeRow) {
    Row.Builder row = Row.builder(readNames);
    List<Reject> rejects = new ArrayList<>(0);
    for (Map.Entry<String, MappedField> entry : fields.entrySet()) {
      MappedField field = entry.getValue();
      Optional<Value> given = nativeRow.get(field.mapping.nativeField());
      if (given.isPresent() && field.mapping.direction().isRead()) {
        Converted value = field.get(given.get());
        take(entry.getKey(), entry.getKey(), given.get(), value, row, rejects);
      }
    }
    return new Normalised(row.build(), rejects);
  }

  /**
   * The native row that creates a record of the given fields; what may not be written is left out.
   */
  public Denormalised put(Row canonical) {
    return put(canonical, Row.empty(), created, createdNames);
  }

  /**
   * The native fields that bring the given canonical ones over {@code oldNative}, in its format;
   * what an update may not write is left out.
   */
  public Denormalised put(Row canonical, Row oldNative) {
    return put(canonical, oldNative, updated, updatedNames);
  }

  private Denormalised put(
      Row canonical, Row oldNative, Set<String> allowed, List<String> nativeNames) {
    Row.Builder row = Row.builder(nativeNames);
    List<Reject> rejects = new ArrayList<>(0);
    for (String name : allowed) {
      MappedField field = field(name);
      String nativeName = field.mapping.nativeField();
      Optional<Value> given = canonical.get(name);
      if (given.isPresent()) {
        Converted value = field.put(given.get(), oldNative.get(nativeName));
        take(name, nativeName, given.get(), value, row, rejects);
      }
    }
    return new Denormalised(row.build(), rejects);
  }

  private static void take(
      String field,
      String name,
      Value given,
      Converted converted,
      Row.Builder row,
      List<Reject> rejects) {
    if (converted instanceof Converted.Done done) {
      row.set(name, done.value());
    } else if (converted instanceof Converted.Fault fault) {
      rejects.add(new Reject(field, fault.reason(), given));
    }
  }

  /**
   * What this system shows for a canonical value; the value itself where it cannot be written
   * there, since nothing that the system shows stands for it then.
   */
  public Value shown(String field, Value canonical) {
    Converted shown = field(field).lens.shown(canonical);
    return shown instanceof Converted.Done done ? done.value() : canonical;
  }

  /** The laws that the values of a live native row break; what is rejected breaks none. */
  public List<Violation> check(Row nativeRow) {
    List<Violation> violations = new ArrayList<>();
    fields.forEach(
        (name, field) ->
            nativeRow
                .get(field.mapping.nativeField())
                .filter(value -> field.mapping.direction() == Direction.BOTH)
                .filter(value -> field.get(value) instanceof Converted.Done)
                .ifPresent(
                    value ->
                        violations.addAll(
                            LensLaws.check(name, field.lens, List.of(value), List.of()))));
    return violations;
  }

  private MappedField field(String name) {
    MappedField field = fields.get(name);
    if (field == null) {
      throw new IllegalArgumentException("must be one of " + mapped + ": field=" + name);
    }
    return field;
  }
}
