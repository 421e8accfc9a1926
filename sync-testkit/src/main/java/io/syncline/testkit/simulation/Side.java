package io.syncline.testkit.simulation;

import io.syncline.model.Row;
import io.syncline.model.Value;
import io.syncline.testkit.fixture.MemoryTable;
import io.syncline.testkit.simulation.oracle.Place;
import io.syncline.testkit.simulation.oracle.Told;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** One system of a world: its table, and which record is behind which of its keys. */
final class Side {

  final String system;
  final MemoryTable table;

  private final List<String> fields;
  private final Map<String, String> keys = new HashMap<>();
  private final Map<String, String> formerKeys = new HashMap<>();
  private final Map<String, String> records = new HashMap<>();
  private final Set<String> touched = new HashSet<>();
  private boolean punctual;

  Side(String system, MemoryTable table, List<String> fields) {
    this.system = system;
    this.table = table;
    this.fields = fields;
  }

  /** From now on the record has this key, and no other. */
  void put(String record, String key) {
    keys.put(record, key);
    records.put(key, record);
  }

  /** The record that has, or had, the key. */
  String recordOf(String key) {
    return records.getOrDefault(key, "unknown key " + key);
  }

  /** The record that has the key is gone. */
  void remove(String key) {
    keys.remove(recordOf(key), key);
    formerKeys.put(recordOf(key), key);
  }

  Place place(String record) {
    return new Place(system, record);
  }

  /** The key of a record that is there. */
  Optional<String> key(String record) {
    return Optional.ofNullable(keys.get(record));
  }

  /** The key that a record had before it was deleted. */
  Optional<String> formerKey(String record) {
    return Optional.ofNullable(formerKeys.get(record));
  }

  /** The hub wrote the record: the answer may still be on its way. */
  void touched(String record) {
    touched.add(record);
  }

  /** All have agreed: no answer is on its way. */
  void rest() {
    touched.clear();
    punctual = false;
  }

  /** The feed does not tell its last changes yet. */
  void tellLate(int changes) {
    table.withhold(punctual ? 0 : changes);
  }

  /** The feed tells all at once, until the next rest. */
  void tellAtOnce() {
    punctual = true;
    table.withhold(0);
  }

  /**
   * Whether nobody can tell any more what became of a write of the hub, should the record now be
   * made or deleted: its answer may be lost, and the system does not remember it.
   */
  boolean isDelicate(String record) {
    return touched.contains(record) && !table.remembersWrites();
  }

  /** What the system shows of a record that is there, without its key. */
  Map<String, String> show(String key) {
    Row row = table.read(key).orElseThrow();
    Map<String, String> shown = new TreeMap<>();
    fields.forEach(field -> shown.put(field, text(row, field)));
    return shown;
  }

  String record(String key) {
    return text(table.read(key).orElseThrow(), Scenario.IDENTITY);
  }

  private static String text(Row row, String field) {
    return row.get(field).orElse(Value.NULL).toString();
  }

  /** When something done now is done, as far as the system tells. */
  Told told(Instant now) {
    return table
        .clock()
        .map(shown -> new Told(Math.min(micros(now), micros(shown)), micros(shown)))
        .orElse(Told.nothing());
  }

  private static long micros(Instant instant) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
  }
}
