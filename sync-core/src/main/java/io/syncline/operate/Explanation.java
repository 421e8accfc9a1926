package io.syncline.operate;

import io.syncline.model.NativeKey;
import io.syncline.model.SystemId;
import io.syncline.model.Value;
import io.syncline.store.JournalEntry;
import io.syncline.version.Dot;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Why a record looks as it does: for each field which system set it and when, what each system
 * shows, and every decision on the way.
 *
 * @param keys the native record per system
 * @param alive whether the agreed record exists
 * @param decisions oldest first
 */
public record Explanation(
    String entity,
    SortedMap<SystemId, NativeKey> keys,
    boolean alive,
    List<FieldExplanation> fields,
    List<JournalEntry> decisions) {

  public Explanation {
    keys = Collections.unmodifiableSortedMap(new TreeMap<>(keys));
    fields = List.copyOf(fields);
    decisions = List.copyOf(decisions);
  }

  /** One field, or the record's life. */
  public Optional<FieldExplanation> field(String name) {
    return fields.stream().filter(field -> field.field().equals(name)).findFirst();
  }

  /**
   * The history of one field in sentences: what it is and who set it, each decision about it, and
   * how each system stands to it. Empty where the record has no such field.
   *
   * @param name the field, or {@code life}
   */
  public List<String> story(String name) {
    return field(name).map(field -> Story.of(field, decisions)).orElse(List.of());
  }

  /**
   * Why one field holds its value.
   *
   * @param event the edit, or the hub's own decision, that set it
   * @param editedAt when the source says it was; empty where it does not tell
   * @param standing per system: what it shows, and whether that is the agreed value
   */
  public record FieldExplanation(
      String field,
      Value value,
      Dot event,
      Optional<Instant> editedAt,
      SortedMap<SystemId, Standing> standing) {

    public FieldExplanation {
      standing = Collections.unmodifiableSortedMap(new TreeMap<>(standing));
    }
  }

  /** How one system stands to the agreed value. */
  public record Standing(Optional<Value> shown, State state, String why) {

    /** Whether the system has the agreed value, and if not, what that waits for. */
    public enum State {
      AGREES,
      PENDING,
      IN_FLIGHT,
      HELD,
      QUARANTINED,
      NOT_MAPPED
    }
  }

  /** For a terminal: a line per field and system, then the decisions. */
  @Override
  public String toString() {
    return ExplanationText.of(this);
  }
}
