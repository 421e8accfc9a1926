package io.syncline.engine;

import io.syncline.model.EntityName;
import io.syncline.model.NativeKey;
import io.syncline.model.RecordId;
import io.syncline.model.Row;
import io.syncline.model.SystemId;
import io.syncline.model.Value;
import io.syncline.reconcile.Apart;
import io.syncline.store.Note;
import io.syncline.store.NoteKind;
import io.syncline.store.StoreTransaction;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What people said to be different, kept for ever: a note per native record, with the records it is
 * not and the other native records of its system that it is not.
 */
final class ApartNotes {

  private static final String RECORDS = "records";
  private static final String NATIVES = "natives";

  private final EntityName entity;
  private final SystemId system;
  private final StoreTransaction transaction;

  ApartNotes(EntityName entity, SystemId system, StoreTransaction transaction) {
    this.entity = entity;
    this.system = system;
    this.transaction = transaction;
  }

  /**
   * What the native records are not, as far as a person said anything of them. One that is not
   * another native record is not the record that is linked to that one either.
   */
  Map<NativeKey, Apart> of(Collection<NativeKey> keys) {
    boolean none =
        keys.isEmpty()
            || transaction.notes(entity, system, NoteKind.APART, Optional.empty(), 1).isEmpty();
    if (none) {
      return Map.of();
    }
    Map<NativeKey, Apart> said = said(keys);
    Set<NativeKey> natives =
        said.values().stream().flatMap(each -> each.natives().stream()).collect(Collectors.toSet());
    Map<NativeKey, RecordId> linked =
        natives.isEmpty() ? Map.of() : transaction.linked(entity, system, natives);
    said.replaceAll((key, apart) -> with(apart, linked));
    return said;
  }

  private static Apart with(Apart apart, Map<NativeKey, RecordId> linked) {
    Set<RecordId> records = new HashSet<>(apart.records());
    apart.natives().stream()
        .filter(linked::containsKey)
        .forEach(each -> records.add(linked.get(each)));
    return new Apart(records, apart.natives());
  }

  private Map<NativeKey, Apart> said(Collection<NativeKey> keys) {
    Map<NativeKey, Apart> said = new HashMap<>();
    transaction
        .notes(entity, system, NoteKind.APART, keys.stream().map(NativeKey::toString).toList())
        .forEach((subject, note) -> said.put(NativeKey.parse(subject), read(note.content())));
    return said;
  }

  /** Keeps that {@code key} is none of these, beside what was said before. */
  void add(NativeKey key, Apart more, Instant at) {
    Apart before = said(List.of(key)).getOrDefault(key, Apart.fromNone());
    Set<RecordId> records = new HashSet<>(before.records());
    records.addAll(more.records());
    Set<NativeKey> natives = new HashSet<>(before.natives());
    natives.addAll(more.natives());
    save(key, new Apart(records, natives), at);
  }

  /** A person found that it is this record after all. */
  void remove(NativeKey key, RecordId record, Instant at) {
    Apart before = said(List.of(key)).getOrDefault(key, Apart.fromNone());
    if (before.records().contains(record)) {
      Set<RecordId> records = new HashSet<>(before.records());
      records.remove(record);
      Apart left = new Apart(records, before.natives());
      if (left.equals(Apart.fromNone())) {
        transaction.forget(entity, system, NoteKind.APART, List.of(key.toString()));
      } else {
        save(key, left, at);
      }
    }
  }

  private void save(NativeKey key, Apart apart, Instant at) {
    Row content =
        Row.of(
            List.of(RECORDS, NATIVES),
            Value.set(apart.records().stream().map(id -> Value.of(id.value())).toList()),
            Value.set(apart.natives().stream().map(each -> Value.of(each.toString())).toList()));
    transaction.note(
        entity, system, List.of(new Note(NoteKind.APART, key.toString(), content, at)));
  }

  private static Apart read(Row content) {
    Set<RecordId> records =
        values(content, RECORDS).stream()
            .map(value -> new RecordId(((Value.Int) value).value()))
            .collect(Collectors.toSet());
    Set<NativeKey> natives =
        values(content, NATIVES).stream()
            .map(value -> NativeKey.parse(value.toString()))
            .collect(Collectors.toSet());
    return new Apart(records, natives);
  }

  private static Collection<Value> values(Row content, String name) {
    return ((Value.SetOf) content.get(name).orElseThrow()).values();
  }
}
