package io.syncline.jdbc.diff;

import static org.jooq.impl.DSL.and;
import static org.jooq.impl.DSL.condition;
import static org.jooq.impl.DSL.list;
import static org.jooq.impl.DSL.or;
import static org.jooq.impl.DSL.select;

import io.syncline.jdbc.schema.Column;
import io.syncline.model.NativeKey;
import io.syncline.model.Value;
import io.syncline.packed.PackedSchema;
import io.syncline.packed.RowPacker;
import io.syncline.spi.KeyRange;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Select;
import org.jooq.SelectConditionStep;
import org.jooq.SelectField;

/** The queries that read a table's rows, in key order unless said otherwise. */
final class TableQueries {

  static final int KEYS_PER_QUERY = 500;

  private final JdbcTable table;
  private final RowFetch fetch;
  private final List<SelectField<?>> selected;

  /**
   * @param selected what each query selects
   */
  TableQueries(JdbcTable table, RowFetch fetch, List<? extends SelectField<?>> selected) {
    this.table = table;
    this.fetch = fetch;
    this.selected = List.copyOf(selected);
  }

  Select<?> in(KeyRange range) {
    return ordered(table.in(range));
  }

  private Select<?> ordered(Condition which) {
    return where(which).orderBy(table.order());
  }

  private SelectConditionStep<?> where(Condition which) {
    return select(selected).from(table.from()).where(which);
  }

  /** All rows, as they lie. */
  Select<?> all() {
    return where(table.in(KeyRange.all()));
  }

  /** One query for each run of ranges that follow upon one another without a gap. */
  List<Select<?>> in(List<KeyRange> ranges) {
    List<Select<?>> queries = new ArrayList<>();
    for (int i = 0; i < ranges.size(); i++) {
      Optional<NativeKey> from = ranges.get(i).from();
      Optional<NativeKey> to = ranges.get(i).to();
      while (to.isPresent() && i + 1 < ranges.size() && ranges.get(i + 1).from().equals(to)) {
        to = ranges.get(++i).to();
      }
      queries.add(in(new KeyRange(from, to)));
    }
    return queries;
  }

  /** The keys in key order, some hundred a query. */
  List<Select<?>> of(List<NativeKey> keys, PackedSchema schema) {
    List<List<Value>> sorted = sorted(keys, schema);
    List<Select<?>> queries = new ArrayList<>();
    for (int at = 0; at < sorted.size(); at += KEYS_PER_QUERY) {
      List<List<Value>> some = sorted.subList(at, Math.min(sorted.size(), at + KEYS_PER_QUERY));
      queries.add(ordered(oneOf(some)));
    }
    return queries;
  }

  /** Each key once, in the order of packed rows. */
  private List<List<Value>> sorted(List<NativeKey> keys, PackedSchema schema) {
    RowPacker packer = new RowPacker(PackedSchema.of(schema.key(), List.of()));
    TreeMap<byte[], List<Value>> sorted = new TreeMap<>(Arrays::compareUnsigned);
    for (NativeKey each : keys) {
      List<Value> parts = table.values(each);
      packer.begin();
      parts.forEach(packer::put);
      packer.end();
      sorted.put(Arrays.copyOf(packer.bytes(), packer.keyEnd()), parts);
    }
    return List.copyOf(sorted.values());
  }

  private Condition oneOf(List<List<Value>> keys) {
    if (table.key().size() == 1) {
      return part(0, keys.stream().map(each -> each.get(0)).toList());
    }
    return or(
        keys.stream()
            .map(
                each -> {
                  List<Condition> parts = new ArrayList<>();
                  for (int i = 0; i < each.size(); i++) {
                    parts.add(part(i, List.of(each.get(i))));
                  }
                  return and(parts);
                })
            .toList());
  }

  /**
   * Compares in the order that all systems share, and where no index has that order, in the
   * column's own too: what is equal there in the first way is in the second.
   */
  private Condition part(int place, List<Value> values) {
    Column column = table.key().get(place);
    TableDialect dialect = table.dialect();
    Field<?> value = JdbcTable.value(column);
    Condition exact =
        condition(
            "{0} in ({1})",
            dialect.ordered(column, value),
            list(values.stream().map(each -> dialect.sent(column, each)).toList()));
    if (column.plainOrder()) {
      return exact;
    }
    return fetch.indexed(column, value, values).map(exact::and).orElse(exact);
  }
}
