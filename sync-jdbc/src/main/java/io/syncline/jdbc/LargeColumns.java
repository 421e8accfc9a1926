package io.syncline.jdbc;

import io.syncline.jdbc.schema.Column;
import io.syncline.jdbc.schema.TableShape;
import io.syncline.spi.AdapterException;
import io.syncline.spi.DatasetSpec;
import io.syncline.spi.SettingFault;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The columns of a dataset that the option {@code large} names. */
final class LargeColumns {

  private LargeColumns() {}

  /** The table with these columns carried as {@link io.syncline.model.LargeObject}s. */
  static TableShape in(TableShape table, DatasetSpec spec) {
    Set<String> open = names(spec);
    List<String> key = spec.key().isEmpty() ? table.primaryKey() : spec.key();
    List<SettingFault> faults = new ArrayList<>();
    List<Column> columns = new ArrayList<>();
    for (Column column : table.columns()) {
      if (open.remove(column.name())) {
        columns.add(large(column, key, faults));
      } else {
        columns.add(column);
      }
    }
    List<String> known = table.columns().stream().map(Column::name).toList();
    open.forEach(each -> faults.add(fault("must be one of " + known + ": value=" + each)));
    if (!faults.isEmpty()) {
      throw new AdapterException.ConfigInvalid(faults);
    }
    return table.with(columns);
  }

  private static Column large(Column column, List<String> key, List<SettingFault> faults) {
    Optional<Column> large = column.large();
    if (large.isEmpty()) {
      faults.add(
          fault("must be text or binary: value=" + column.name() + " type=" + column.declared()));
    } else if (key.contains(column.name())) {
      faults.add(fault("must be no part of the key: value=" + column.name()));
    }
    return large.orElse(column);
  }

  private static Set<String> names(DatasetSpec spec) {
    Set<String> names = new LinkedHashSet<>();
    for (String name : spec.options().getOrDefault(DatasetSettings.LARGE, "").split(",", -1)) {
      if (!name.isBlank()) {
        names.add(name.strip());
      }
    }
    return names;
  }

  private static SettingFault fault(String message) {
    return DatasetSettings.fault(DatasetSettings.LARGE, message);
  }
}
