package io.syncline.engine;

import io.syncline.model.Field;
import io.syncline.model.FieldType;
import io.syncline.model.RecordId;
import io.syncline.model.Row;
import io.syncline.model.Schema;
import io.syncline.model.Value;
import io.syncline.model.ValueKind;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Records of one flow that wait for a unique value of each other, in a circle: none can be written
 * before one of them makes way, by another value for a while. The first that closes the circle
 * does; no value at first, and a made-up text where the system wants one.
 *
 * <p>Lives for one run. Remembers as many records as are refused for the sake of another one.
 */
final class Standoffs {

  /** How a made-up text begins; what follows is the number of the record. */
  static final String MADE_UP = "~syncline-";

  private final Map<RecordId, RecordId> waits = new HashMap<>();
  private final Map<RecordId, Set<String>> makeWay = new HashMap<>();
  private final Set<RecordId> needsText = new LinkedHashSet<>();

  /**
   * A record waits for a value of {@code owner}.
   *
   * @param fields those of which it wants the value that {@code owner} has
   * @return whether that closed a circle, so that the record is to make way
   */
  boolean add(RecordId record, RecordId owner, Set<String> fields) {
    waits.put(record, owner);
    if (fields.isEmpty() || !closes(record)) {
      return false;
    }
    makeWay.put(record, Set.copyOf(fields));
    return true;
  }

  private boolean closes(RecordId record) {
    RecordId at = record;
    for (int steps = 0; steps <= waits.size() && at != null; steps++) {
      at = waits.get(at);
      if (record.equals(at)) {
        return true;
      }
    }
    return false;
  }

  /** The record was written, and waits no more. */
  void end(RecordId record) {
    waits.remove(record);
  }

  /** Whether making way may be tried otherwise, after the system refused to have no value. */
  boolean refused(RecordId record, Set<String> fields) {
    makeWay.put(record, Set.copyOf(fields));
    return needsText.add(record);
  }

  /** What the record is to show for a while; empty where it need not make way. Asked once. */
  Optional<Row> take(RecordId record, Schema schema) {
    Set<String> fields = makeWay.remove(record);
    if (fields == null) {
      return Optional.empty();
    }
    waits.remove(record);
    Row.Builder instead = Row.builder();
    for (Field field : schema.fields()) {
      if (fields.contains(field.name())) {
        instead.set(field.name(), instead(record, field.type()));
      }
    }
    return Optional.of(instead.build());
  }

  private Value instead(RecordId record, FieldType type) {
    boolean free = type.kind() == ValueKind.TEXT && type.symbols().isEmpty();
    return needsText.contains(record) && free && type.refersTo().isEmpty()
        ? Value.of(MADE_UP + record.value())
        : Value.NULL;
  }
}
