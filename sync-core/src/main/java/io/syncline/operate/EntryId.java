package io.syncline.operate;

import io.syncline.model.EntityName;
import io.syncline.model.NativeKey;
import io.syncline.model.RecordId;
import io.syncline.model.SystemId;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Names one entry of an inbox for as long as it waits, in text too, such as {@code
 * conflict/customer/17/crm/name}. Ordered as an inbox is listed.
 *
 * @param record of entries about a known record
 * @param key of entries about a native record that has none
 * @param register the field of a conflict, the risk of a guard; empty otherwise
 */
public record EntryId(
    EntryKind kind,
    EntityName entity,
    SystemId system,
    Optional<RecordId> record,
    Optional<NativeKey> key,
    String register)
    implements Comparable<EntryId> {

  private static final NativeKey NO_KEY = NativeKey.of("");

  private static final Comparator<EntryId> ORDER =
      Comparator.comparing(EntryId::kind)
          .thenComparing(EntryId::entity)
          .thenComparing(EntryId::system)
          .thenComparing(id -> id.record().map(RecordId::value).orElse(0L))
          .thenComparing(id -> id.key().orElse(NO_KEY))
          .thenComparing(EntryId::register);

  static EntryId conflict(EntityName entity, RecordId record, SystemId system, String register) {
    return new EntryId(
        EntryKind.CONFLICT, entity, system, Optional.of(record), Optional.empty(), register);
  }

  static EntryId refused(EntityName entity, RecordId record, SystemId system) {
    return new EntryId(
        EntryKind.REFUSED, entity, system, Optional.of(record), Optional.empty(), "");
  }

  static EntryId row(EntryKind kind, EntityName entity, SystemId system, NativeKey key) {
    return new EntryId(kind, entity, system, Optional.empty(), Optional.of(key), "");
  }

  static EntryId guarded(EntityName entity, SystemId system, String risk) {
    return new EntryId(EntryKind.GUARDED, entity, system, Optional.empty(), Optional.empty(), risk);
  }

  /**
   * What the ids of one kind, entity and system begin with, before all of them; of what there can
   * only be one of, its id.
   */
  EntryId place() {
    return place(kind, entity, system);
  }

  static EntryId place(EntryKind kind, EntityName entity, SystemId system) {
    return new EntryId(kind, entity, system, Optional.empty(), Optional.empty(), "");
  }

  /**
   * The inverse of {@link #toString()}.
   *
   * @throws IllegalArgumentException where the text is none
   */
  public static EntryId parse(String text) {
    try {
      List<String> parts = IdText.split(text);
      EntryKind kind = EntryKind.parse(parts.get(0));
      EntityName entity = new EntityName(parts.get(1));
      return switch (kind) {
        case CONFLICT ->
            conflict(entity, record(parts.get(2)), new SystemId(parts.get(3)), parts.get(4));
        case REFUSED -> refused(entity, record(parts.get(2)), new SystemId(parts.get(3)));
        case DOUBT, REJECTED, DENIED, WAITING ->
            row(kind, entity, new SystemId(parts.get(2)), NativeKey.parse(parts.get(3)));
        case GUARDED -> guarded(entity, new SystemId(parts.get(2)), parts.get(3));
        case REWOUND, STOPPED -> place(kind, entity, new SystemId(parts.get(2)));
      };
    } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "must be as an inbox gives it, such as conflict/customer/17/crm/name: id=" + text, e);
    }
  }

  private static RecordId record(String text) {
    return new RecordId(Long.parseLong(text));
  }

  @Override
  public int compareTo(EntryId other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return switch (kind) {
      case CONFLICT -> IdText.join(kind.word(), entity, record.orElseThrow(), system, register);
      case REFUSED -> IdText.join(kind.word(), entity, record.orElseThrow(), system);
      case DOUBT, REJECTED, DENIED, WAITING ->
          IdText.join(kind.word(), entity, system, key.orElseThrow());
      case GUARDED -> IdText.join(kind.word(), entity, system, register);
      case REWOUND, STOPPED -> IdText.join(kind.word(), entity, system);
    };
  }
}
