package io.syncline.operate;

import io.syncline.engine.Flow;
import io.syncline.engine.KeysToRecords;
import io.syncline.engine.SyncEntity;
import io.syncline.model.NativeKey;
import io.syncline.model.RecordId;
import io.syncline.model.Row;
import io.syncline.model.SystemId;
import io.syncline.model.Value;
import io.syncline.operate.Verification.Compared;
import io.syncline.operate.Verification.Difference;
import io.syncline.reconcile.Holding;
import io.syncline.reconcile.Register;
import io.syncline.reconcile.Registers;
import io.syncline.spi.ScanPage;
import io.syncline.store.Link;
import io.syncline.store.ParkedRow;
import io.syncline.store.StoredRecord;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Holds one system's native records against the agreed ones, and counts. */
final class Comparison {

  /** The most keys that are remembered of one system. */
  static final int MOST_KEYS = 100_000;

  private final SyncEntity entity;
  private final List<Difference> differences = new ArrayList<>();
  private final SortedMap<SystemId, List<NativeKey>> keys = new TreeMap<>();
  private final BitSet seen = new BitSet();
  private @Nullable Flow flow;
  private long listed;
  private long equal;
  private long explained;
  private long different;
  private long missing;
  private long unknown;

  Comparison(SyncEntity entity) {
    this.entity = entity;
  }

  void begin(Flow next) {
    flow = next;
    seen.clear();
    listed = 0;
    equal = 0;
    explained = 0;
    different = 0;
    missing = 0;
    unknown = 0;
  }

  Compared end() {
    return new Compared(listed, equal, explained, different, missing, unknown);
  }

  List<Difference> differences() {
    return differences;
  }

  /** The native keys of what differs, per system, at most {@value #MOST_KEYS} each. */
  SortedMap<SystemId, List<NativeKey>> keys() {
    return keys;
  }

  private void differs(NativeKey key) {
    List<NativeKey> known = keys.computeIfAbsent(flow().system(), system -> new ArrayList<>());
    if (known.size() < MOST_KEYS) {
      known.add(key);
    }
  }

  void page(
      List<ScanPage.Entry> entries,
      Map<NativeKey, RecordId> linked,
      Map<RecordId, StoredRecord> records,
      Map<NativeKey, ParkedRow> parked,
      KeysToRecords references) {
    for (ScanPage.Entry entry : entries) {
      RecordId id = linked.get(entry.key());
      StoredRecord record = id == null ? null : records.get(id);
      if (id != null && seen.get(Math.toIntExact(id.value()))) {
        continue; // a listing may repeat a row
      }
      listed++;
      if (record != null) {
        seen.set(Math.toIntExact(record.id().value()));
      }
      if (parked.containsKey(entry.key())) {
        explained++;
      } else if (record == null) {
        unknown++;
        differs(entry.key());
        add(entry.key(), Optional.empty(), Optional.empty(), Optional.empty());
      } else {
        compare(entry, record, references);
      }
    }
  }

  private void compare(ScanPage.Entry entry, StoredRecord record, KeysToRecords references) {
    Row shown = references.records(flow().mapping().get(entry.image().row()).row());
    int before = differences.size();
    boolean differs = !record.state().alive();
    boolean known = isExplained(record, Registers.LIFE);
    for (String field : flow().mapping().writableFields()) {
      Value agreed = record.state().head().get(field).map(Register::value).orElse(Value.NULL);
      Value expected = entity.reconciler().rules().show(flow().system(), field, agreed);
      Optional<Value> actual = shown.get(field);
      if (actual.isPresent() && !actual.get().equals(expected)) {
        if (isExplained(record, field)) {
          known = true;
        } else {
          differs = true;
          add(entry.key(), Optional.of(field), Optional.of(expected), actual);
        }
      }
    }
    if (differs && differences.size() == before && !record.state().alive()) {
      add(entry.key(), Optional.empty(), Optional.empty(), Optional.empty());
    }
    if (differs && !known) {
      differs(entry.key());
    }
    count(differs, known);
  }

  private void count(boolean differs, boolean known) {
    if (known) {
      explained++;
    } else if (differs) {
      different++;
    } else {
      equal++;
    }
  }

  /** Those of the records that no listed row belongs to. */
  List<RecordId> unseen(List<RecordId> ids) {
    return ids.stream().filter(id -> !seen.get(Math.toIntExact(id.value()))).toList();
  }

  /** A record that the listing did not show: missing, if it lives. */
  void missing(StoredRecord record) {
    if (!record.state().alive()) {
      return;
    }
    if (isExplained(record, Registers.LIFE)) {
      explained++;
      return;
    }
    missing++;
    Link link = record.links().get(flow().system());
    if (link != null) {
      differs(link.key());
    }
    NativeKey key =
        link != null
            ? link.key()
            : record.links().values().stream().findFirst().orElseThrow().key();
    add(key, Optional.empty(), Optional.empty(), Optional.empty());
  }

  private boolean isExplained(StoredRecord record, String register) {
    Optional<Holding> holding = record.state().holding(flow().system());
    return holding.isPresent()
        && (holding.get().held().containsKey(register)
            || holding.get().quarantine().containsKey(register));
  }

  private void add(
      NativeKey key, Optional<String> field, Optional<Value> agreed, Optional<Value> shown) {
    if (differences.size() < Verification.MOST) {
      differences.add(new Difference(flow().system(), key, field, agreed, shown));
    }
  }

  private Flow flow() {
    if (flow == null) {
      throw new IllegalStateException("must have begun: entity=" + entity.name());
    }
    return flow;
  }
}
