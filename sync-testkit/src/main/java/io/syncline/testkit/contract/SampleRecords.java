package io.syncline.testkit.contract;

import io.syncline.model.Life;
import io.syncline.model.NativeKey;
import io.syncline.model.RecordId;
import io.syncline.model.Row;
import io.syncline.model.SystemId;
import io.syncline.model.Value;
import io.syncline.model.Version;
import io.syncline.reconcile.Holding;
import io.syncline.reconcile.RecordState;
import io.syncline.reconcile.Register;
import io.syncline.reconcile.Registers;
import io.syncline.store.Flagged;
import io.syncline.store.Link;
import io.syncline.store.StoredRecord;
import io.syncline.version.Dot;
import io.syncline.version.Stamp;
import io.syncline.version.VersionVector;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Records as a hub keeps them, few words each. */
final class SampleRecords {

  static final SystemId CRM = new SystemId("crm");
  static final SystemId ERP = new SystemId("erp");

  private static final List<String> NAMES = List.of(Registers.LIFE, "name", "balance");

  private SampleRecords() {}

  /** A record that shows {@code name} and stands in no system. */
  static StoredRecord named(long id, String name) {
    Dot dot = new Dot(CRM, 1);
    Stamp stamp = new Stamp(1_700_000_000_000_000L, 0, CRM);
    Registers head =
        Registers.of(
            NAMES,
            new Register(Life.ALIVE, dot, stamp),
            new Register(Value.of(name), dot, stamp),
            new Register(Value.of(new BigDecimal("12.50")), dot, stamp));
    RecordState state =
        new RecordState(
            head, VersionVector.empty().with(dot), List.of(holding(CRM, head)), Map.of());
    return new StoredRecord(new RecordId(id), state, Map.of());
  }

  private static Holding holding(SystemId system, Registers head) {
    return new Holding(
        system,
        head,
        Optional.of(Version.opaque("etag")),
        7,
        false,
        0,
        Optional.empty(),
        Registers.empty(),
        Map.of(),
        Map.of(),
        Set.of());
  }

  static StoredRecord linked(StoredRecord record, SystemId system, NativeKey key) {
    TreeMap<SystemId, Link> links = new TreeMap<>(record.links());
    links.put(system, new Link(key, Row.of("phone", Value.of("0351 / 4711"))));
    return new StoredRecord(
        record.id(), record.state(), links, record.correlation(), record.flags());
  }

  static StoredRecord unlinked(StoredRecord record, SystemId system) {
    TreeMap<SystemId, Link> links = new TreeMap<>(record.links());
    links.remove(system);
    return new StoredRecord(
        record.id(), record.state(), links, record.correlation(), record.flags());
  }

  static StoredRecord digested(StoredRecord record, Long... digests) {
    return new StoredRecord(
        record.id(), record.state(), record.links(), List.of(digests), record.flags());
  }

  static StoredRecord flagged(StoredRecord record, Flagged... flags) {
    return new StoredRecord(
        record.id(), record.state(), record.links(), record.correlation(), Set.of(flags));
  }

  static List<RecordId> ids(long... ids) {
    List<RecordId> list = new ArrayList<>();
    for (long id : ids) {
      list.add(new RecordId(id));
    }
    return list;
  }
}
