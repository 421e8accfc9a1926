package io.syncline.jdbc;

import io.syncline.jdbc.capture.log.LogStreams;
import io.syncline.jdbc.dialect.Dialect;
import io.syncline.jdbc.internal.RowForm;
import io.syncline.jdbc.internal.Sessions;
import io.syncline.jdbc.schema.Column;
import io.syncline.jdbc.schema.TableShape;
import io.syncline.spi.AdapterException;
import io.syncline.spi.DatasetSpec;
import io.syncline.spi.RangeDigester;
import io.syncline.spi.SettingFault;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jooq.Field;

/** A spec laid over the table that it names. */
record DatasetShape(RowForm form, Means means, Optional<RangeDigester> digester) {

  /** Every fault is in the exception: columns that are missing or of no type that is carried. */
  static DatasetShape of(
      DatasetSpec spec,
      DatasetSettings settings,
      Sessions sessions,
      TableShape table,
      LogStreams streams,
      InstantSource clock,
      Duration within) {
    Dialect dialect = sessions.dialect(spec.name(), within);
    Lookup lookup = new Lookup(table);
    List<String> keyNames = spec.key().isEmpty() ? table.primaryKey() : spec.key();
    if (keyNames.isEmpty()) {
      lookup.fault("key", "must be given: " + table.name() + " declares no primary key");
    }
    List<Column> key = lookup.columns("key", keyNames);
    List<Column> carried =
        spec.fields().isEmpty() ? table.columns() : lookup.columns("fields", spec.fields());
    Optional<Column> stamp =
        settings
            .way()
            .stampColumn(spec)
            .flatMap(each -> lookup.column("options.feed.column", each));
    Optional<Column> version =
        settings.versionColumn().flatMap(each -> lookup.column("options.version", each));
    lookup.check();
    Optional<DigestVersion> digests =
        settings.versions() == DatasetSettings.Versions.DIGEST
            ? Optional.of(DigestVersion.of(sessions, table, key, carried, within))
            : Optional.empty();
    Optional<Field<String>> versions =
        switch (settings.versions()) {
          case ROW ->
              table.rowVersions()
                  ? Optional.of(dialect.rowVersion(RowForm.ALIAS))
                  : Optional.empty();
          case COLUMN -> version.map(each -> dialect.shown(each, RowForm.aliased(each)));
          case DIGEST -> digests.map(DigestVersion::version);
          case NONE -> Optional.empty();
        };
    RowForm form = new RowForm(dialect, table, key, carried, versions, stamp);
    return new DatasetShape(
        form,
        settings.way().means(new CaptureSite(spec, form, sessions, streams, clock, within)),
        digests.map(DigestVersion::digester));
  }

  /** Finds columns and collects what is wrong with the rest. */
  private static final class Lookup {
    private final TableShape table;
    private final List<SettingFault> faults = new ArrayList<>();

    Lookup(TableShape table) {
      this.table = table;
    }

    List<Column> columns(String path, List<String> names) {
      List<Column> found = new ArrayList<>();
      names.forEach(name -> column(path, name).ifPresent(found::add));
      return found;
    }

    Optional<Column> column(String path, String name) {
      Optional<Column> column = table.column(name);
      if (column.isEmpty()) {
        String type = table.unsupported().get(name);
        fault(
            path,
            type == null
                ? "must be one of "
                    + table.columns().stream().map(Column::name).toList()
                    + ": value="
                    + name
                : "must be of a type that is carried: value=" + name + " type=" + type);
      }
      return column;
    }

    void fault(String path, String message) {
      faults.add(new SettingFault(path, message));
    }

    void check() {
      if (!faults.isEmpty()) {
        throw new AdapterException.ConfigInvalid(faults);
      }
    }
  }
}
