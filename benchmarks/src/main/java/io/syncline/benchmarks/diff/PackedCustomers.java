package io.syncline.benchmarks.diff;

import io.syncline.diff.RowCursor;
import io.syncline.diff.Side;
import io.syncline.diff.merge.KeptSlabs;
import io.syncline.model.FieldType;
import io.syncline.packed.PackedSchema;
import io.syncline.packed.RowPacker;
import io.syncline.packed.Slab;
import java.time.Instant;
import java.util.List;

/** The table of customers as packed rows: its first column is the key, the others are fields. */
final class PackedCustomers {

  static final PackedSchema SCHEMA =
      PackedSchema.builder()
          .key("id", FieldType.integer())
          .field("name", FieldType.text())
          .field("email", FieldType.text())
          .field("phone", FieldType.text())
          .field("balance", FieldType.decimal(12, 2))
          .field("status", FieldType.text())
          .field("updated_at", FieldType.instant())
          .field("notes", FieldType.text())
          .build();

  private PackedCustomers() {}

  static void pack(RowPacker packer, Customer customer) {
    Instant updated = customer.updatedAt();
    packer.begin();
    packer.putLong(customer.id());
    packer.putText(customer.name());
    packer.putText(customer.email());
    packer.putText(customer.phone());
    packer.putDecimal(customer.balance());
    packer.putText(customer.status());
    packer.putInstant(updated.getEpochSecond(), updated.getNano());
    packer.putText(customer.notes());
    packer.end();
  }

  static KeptSlabs keep(Side side, List<Customer> customers) {
    return KeptSlabs.read(side, SCHEMA, cursor(customers), Slab.BYTES);
  }

  static RowCursor cursor(List<Customer> customers) {
    return new RowCursor() {

      private final RowPacker packer = new RowPacker(SCHEMA);
      private int next;

      @Override
      public void read(Slab slab) {
        slab.clear();
        while (next < customers.size()) {
          pack(packer, customers.get(next));
          if (!slab.append(packer)) {
            return;
          }
          next++;
        }
      }

      @Override
      public void close() {}
    };
  }
}
