package io.syncline.http.rest;

import io.syncline.http.codec.Encoding;
import io.syncline.http.json.Json;
import io.syncline.http.manifest.BulkSpec;
import io.syncline.http.manifest.BulkSpec.EmptyCell;
import io.syncline.spi.Precondition;
import io.syncline.spi.Write;
import io.syncline.spi.WriteKind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes as the rows that a job takes. What a row cannot say as it is meant is not carried: an
 * empty text in a table, or a condition that has no place.
 */
final class BulkRows {

  private final BulkSpec spec;
  private final WriteItems items;
  private final Records records;
  private final Encoding encoding;

  BulkRows(BulkSpec spec, Records records) {
    this.spec = spec;
    this.records = records;
    items = new WriteItems(spec.upload().row(), records);
    encoding = spec.codec().encode();
  }

  /** What the job for this kind carries of these, in order, each with its row. */
  Map<Write, ObjectNode> carried(WriteKind kind, List<Write> writes) {
    Map<Write, ObjectNode> rows = possible(kind, writes);
    if (kind == WriteKind.UPDATE && !isGapHarmless()) {
      keepLikeRows(rows);
    }
    return rows;
  }

  /** What it may carry, whatever the others set. */
  Map<Write, ObjectNode> possible(WriteKind kind, List<Write> writes) {
    Map<Write, ObjectNode> rows = new LinkedHashMap<>();
    writes.stream()
        .filter(write -> write.kind() == kind)
        .forEach(write -> row(write).ifPresent(row -> rows.put(write, row)));
    return rows;
  }

  private boolean isGapHarmless() {
    return !encoding.format().isTable()
        || spec.upload().empty().equals(Optional.of(EmptyCell.UNCHANGED));
  }

  /** Where an empty cell may clear a field, all rows must set the same: those that most do. */
  private static void keepLikeRows(Map<Write, ObjectNode> rows) {
    Map<String, Long> shapes =
        rows.values().stream()
            .collect(Collectors.groupingBy(BulkRows::shape, TreeMap::new, Collectors.counting()));
    shapes.entrySet().stream()
        .max(Map.Entry.<String, Long>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
        .map(Map.Entry::getKey)
        .ifPresent(usual -> rows.values().removeIf(row -> !shape(row).equals(usual)));
  }

  private static String shape(ObjectNode row) {
    return new TreeSet<>(row.propertyNames()).toString();
  }

  /** Empty where it cannot say what is meant. */
  private Optional<ObjectNode> row(Write write) {
    if (!isPossible(write)) {
      return Optional.empty();
    }
    ObjectNode row = items.of(write);
    boolean told = !encoding.format().isTable() || asCells(row, write.kind());
    boolean fits =
        row.properties().stream()
            .allMatch(
                cell ->
                    encoding.misfitName(cell.getKey()).isEmpty()
                        && encoding.misfit(cell.getValue()).isEmpty());
    return told && fits ? Optional.of(row) : Optional.empty();
  }

  private boolean isPossible(Write write) {
    Precondition condition = write.precondition();
    return spec.takes(write.kind())
        && !records.haveAttached(write.fields())
        && (write.kind() == WriteKind.CREATE
            ? condition instanceof Precondition.Absent && write.key().isEmpty()
            : condition instanceof Precondition.Exists
                || (WriteVariables.version(write).isPresent() && spec.isConditional()));
  }

  /** Nothing, null and an empty text may look alike. */
  private boolean asCells(ObjectNode row, WriteKind kind) {
    Optional<String> cleared = spec.upload().cleared();
    boolean clears =
        kind == WriteKind.CREATE || spec.upload().empty().equals(Optional.of(EmptyCell.CLEARS));
    for (String name : Set.copyOf(row.propertyNames())) {
      JsonNode cell = row.path(name);
      if (cell.isNull() && kind != WriteKind.CREATE && cleared.isPresent()) {
        row.put(name, cleared.get());
      } else if (cell.isNull() && !clears) {
        return false;
      } else if (cell.isString()
          && (cell.stringValue().isEmpty() || cleared.equals(Optional.of(cell.stringValue())))) {
        return false;
      }
    }
    return true;
  }

  /** The rows, one after the other. */
  static JsonNode file(Map<Write, ObjectNode> rows) {
    ArrayNode file = Json.object().arrayNode();
    rows.values().forEach(file::add);
    return file;
  }
}
