package io.syncline.store;

import io.syncline.model.FieldType;
import io.syncline.model.Life;
import io.syncline.model.Value;
import io.syncline.model.ValueKind;
import io.syncline.packed.ByteSink;
import io.syncline.packed.ByteSource;
import io.syncline.packed.PackedField;
import io.syncline.packed.PackedSchema;
import io.syncline.packed.RowPacker;
import io.syncline.packed.RowReader;
import io.syncline.reconcile.Registers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * How the values of a head's registers are packed: as one row without a key, behind it a byte for
 * each life. A field of which no value is known yet takes no more than its bit. Thread-safe.
 */
final class HeadLayout {

  private static final List<Life> LIVES = List.of(Life.ALIVE, Life.DELETED);

  private final HeadLayouts.Numbers numbers;
  private final ValueKind[] kinds;
  private final PackedSchema schema;
  private final RowReader reader;

  /** One that is not in use, so that a record need not make its own. */
  private final AtomicReference<@Nullable RowPacker> idle = new AtomicReference<>();

  /** Of registers with these names, in this order. */
  HeadLayout(HeadLayouts.Numbers numbers, List<String> names, List<ValueKind> kinds) {
    this.numbers = numbers;
    this.kinds = kinds.toArray(ValueKind[]::new);
    List<PackedField> fields = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      if (this.kinds[i] != ValueKind.LIFE) {
        fields.add(PackedField.of(names.get(i), FieldType.of(this.kinds[i])));
      }
    }
    this.schema = PackedSchema.keyless(fields);
    this.reader = new RowReader(schema);
  }

  boolean fits(Registers head) {
    for (int i = 0; i < kinds.length; i++) {
      ValueKind kind = head.at(i).value().kind();
      if (kind != kinds[i] && (kind != ValueKind.NULL || kinds[i] == ValueKind.LIFE)) {
        return false;
      }
    }
    return true;
  }

  /** The kinds with those that {@code head} shows laid over them. */
  List<ValueKind> with(Registers head) {
    List<ValueKind> wider = new ArrayList<>();
    for (int i = 0; i < kinds.length; i++) {
      ValueKind kind = head.at(i).value().kind();
      wider.add(kind == ValueKind.NULL && kinds[i] != ValueKind.LIFE ? kinds[i] : kind);
    }
    return wider;
  }

  /** What images name this layout by. */
  HeadLayouts.Numbers numbers() {
    return numbers;
  }

  void write(ByteSink sink, Registers head) {
    RowPacker taken = idle.getAndSet(null);
    RowPacker packer = taken != null ? taken : new RowPacker(schema);
    packer.begin();
    for (int i = 0; i < kinds.length; i++) {
      if (kinds[i] != ValueKind.LIFE) {
        packer.put(head.at(i).value());
      }
    }
    packer.end();
    sink.putAll(packer.bytes(), 0, packer.size());
    idle.set(packer);
    for (int i = 0; i < kinds.length; i++) {
      if (kinds[i] == ValueKind.LIFE) {
        sink.put(LIVES.indexOf(head.at(i).value()));
      }
    }
  }

  private Value value(byte[] bytes, int row, int field) {
    return reader
        .get(bytes, row, field)
        .orElseThrow(() -> new IllegalArgumentException("must carry every field: field=" + field));
  }

  Value[] read(ByteSource source) {
    Value[] values = new Value[kinds.length];
    int row = source.at();
    source.skip(reader.rowEnd(source.bytes(), row) - row);
    int field = 0;
    for (int i = 0; i < kinds.length; i++) {
      values[i] =
          kinds[i] == ValueKind.LIFE
              ? LIVES.get(source.get())
              : value(source.bytes(), row, field++);
    }
    return values;
  }
}
