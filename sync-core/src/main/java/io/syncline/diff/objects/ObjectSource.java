package io.syncline.diff.objects;

import io.syncline.diff.RowCursor;
import io.syncline.diff.RowSource;
import io.syncline.model.Row;
import io.syncline.packed.PackedField;
import io.syncline.packed.PackedSchema;
import io.syncline.packed.RowPacker;
import io.syncline.packed.Slab;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Java objects as rows, to be compared with a table. In key order where the collection is: that is
 * looked at once, when it is asked for. The collection must not change meanwhile; null is in none.
 *
 * <p>Declared by {@link #of}, a method per column and {@link ObjectColumns#by}.
 */
public final class ObjectSource<T> implements RowSource {

  private final String name;
  private final PackedSchema schema;
  private final Collection<? extends T> objects;
  private final Map<String, ColumnWriter<T>> writers;
  private Order order = Order.UNSORTED;
  private boolean looked;

  ObjectSource(
      String name,
      PackedSchema schema,
      Collection<? extends T> objects,
      Map<String, ColumnWriter<T>> writers) {
    this.name = name;
    this.schema = schema;
    this.objects = objects;
    this.writers = Map.copyOf(writers);
  }

  /**
   * Begins the declaration of the objects' columns.
   *
   * @param name as it stands in errors and reports
   */
  public static <T> ObjectColumns<T> of(String name, Collection<? extends T> objects) {
    return new ObjectColumns<>(name, objects, List.of(), Map.of());
  }

  /** Rows of this schema; what a row does not carry is absent. */
  public static RowSource ofRows(String name, PackedSchema schema, Collection<Row> rows) {
    Map<String, ColumnWriter<Row>> writers = new HashMap<>();
    for (PackedField column : schema.all()) {
      String each = column.name();
      writers.put(
          each, (row, packer) -> row.get(each).ifPresentOrElse(packer::put, packer::putAbsent));
    }
    return new ObjectSource<>(name, schema, rows, writers);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public PackedSchema schema() {
    return schema;
  }

  @Override
  public OptionalLong size() {
    return OptionalLong.of(objects.size());
  }

  @Override
  public synchronized Order order() {
    if (!looked) {
      order = isAscending() ? Order.SORTED : Order.UNSORTED;
      looked = true;
    }
    return order;
  }

  private boolean isAscending() {
    PackedSchema keys = schema.only(List.of());
    RowPacker packer = new RowPacker(keys);
    List<ColumnWriter<T>> parts = writers(keys);
    Slab last = new Slab(keys, 1);
    Slab next = new Slab(keys, 1);
    for (T object : objects) {
      pack(packer, parts, object);
      next.clear();
      next.append(packer);
      if (!last.isEmpty() && Slab.compareKeys(last, 0, next, 0) > 0) {
        return false;
      }
      Slab spare = last;
      last = next;
      next = spare;
    }
    return true;
  }

  private List<ColumnWriter<T>> writers(PackedSchema part) {
    return part.all().stream().map(PackedField::name).map(this::writer).toList();
  }

  private ColumnWriter<T> writer(String column) {
    ColumnWriter<T> writer = writers.get(column);
    if (writer == null) {
      throw new IllegalArgumentException(
          "must be a column: column=" + column + " columns=" + writers.keySet());
    }
    return writer;
  }

  private static <T> void pack(RowPacker packer, List<ColumnWriter<T>> columns, T object) {
    packer.begin();
    for (ColumnWriter<T> column : columns) {
      column.write(object, packer);
    }
    packer.end();
  }

  @Override
  public RowCursor open(PackedSchema part) {
    return new ObjectCursor(part);
  }

  /** Packs one object after the other. */
  private final class ObjectCursor implements RowCursor {

    private final RowPacker packer;
    private final List<ColumnWriter<T>> columns;
    private final Iterator<? extends T> rest = objects.iterator();

    /** The packer holds a row that did not fit. */
    private boolean waiting;

    ObjectCursor(PackedSchema part) {
      packer = new RowPacker(part);
      columns = writers(part);
    }

    @Override
    public void read(Slab slab) {
      slab.clear();
      while (waiting || rest.hasNext()) {
        if (!waiting) {
          pack(packer, columns, rest.next());
        }
        waiting = !slab.append(packer);
        if (waiting) {
          return;
        }
      }
    }

    @Override
    public void close() {}
  }
}
