package io.syncline.benchmarks.state;

import io.syncline.model.EntityName;
import io.syncline.model.Life;
import io.syncline.model.NativeKey;
import io.syncline.model.RecordId;
import io.syncline.model.Row;
import io.syncline.model.SystemId;
import io.syncline.model.Value;
import io.syncline.reconcile.RecordState;
import io.syncline.reconcile.Register;
import io.syncline.reconcile.Registers;
import io.syncline.store.Link;
import io.syncline.store.RecordImage;
import io.syncline.store.StoredRecord;
import io.syncline.store.Symbols;
import io.syncline.version.Dot;
import io.syncline.version.Stamp;
import io.syncline.version.VersionVector;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The records: an image of about 160 bytes, and a link in each of two systems. */
final class Records {

  static final EntityName CUSTOMER = new EntityName("customer");
  static final SystemId CRM = new SystemId("crm");
  static final SystemId ERP = new SystemId("erp");

  private static final List<String> FIELDS =
      List.of(Registers.LIFE, "name", "email", "phone", "city");

  private Records() {}

  /** One record as it is after so many changes; the same for the same numbers. */
  static StoredRecord record(long id, int revision) {
    Dot dot = new Dot(CRM, 1 + id + revision);
    Stamp stamp = new Stamp(1_700_000_000_000_000L + id + revision, 0, CRM);
    Registers head =
        Registers.of(
            FIELDS,
            new Register(Life.ALIVE, dot, stamp),
            text("Customer of the house number " + id, dot, stamp),
            text("customer-" + id + "@example.org", dot, stamp),
            text("+86 20 " + (80_000_000 + id), dot, stamp),
            text("Guangzhou, revision " + revision, dot, stamp));
    RecordState state = new RecordState(head, VersionVector.empty().with(dot), List.of(), Map.of());
    TreeMap<SystemId, Link> links = new TreeMap<>();
    links.put(CRM, new Link(crmKey(id), Row.empty()));
    links.put(ERP, new Link(erpKey(id), Row.empty()));
    return new StoredRecord(new RecordId(id), state, links);
  }

  private static Register text(String value, Dot dot, Stamp stamp) {
    return new Register(Value.of(value), dot, stamp);
  }

  static NativeKey crmKey(long id) {
    return NativeKey.of("0035g%09d".formatted(id));
  }

  static NativeKey erpKey(long id) {
    return NativeKey.of(Long.toString(100_000_000 + id));
  }

  /** The image of a record, as every store keeps it. */
  static byte[] image(StoredRecord record) {
    return new RecordImage(new Symbols()).encode(record);
  }
}
