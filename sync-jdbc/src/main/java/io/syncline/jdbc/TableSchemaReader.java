package io.syncline.jdbc;

import io.syncline.jdbc.dialect.Dialect;
import io.syncline.jdbc.internal.Isolation;
import io.syncline.jdbc.internal.Sessions;
import io.syncline.jdbc.schema.Column;
import io.syncline.jdbc.schema.TableName;
import io.syncline.jdbc.schema.TableShape;
import io.syncline.spi.AdapterException;
import io.syncline.spi.DatasetSchema;
import io.syncline.spi.DatasetSpec;
import io.syncline.spi.SchemaReader;
import io.syncline.spi.SettingFault;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Predicate;

/** Reads a table's fields from the catalogue, at every call anew. */
final class TableSchemaReader implements SchemaReader {

  private final Sessions sessions;
  private final DatasetSpec spec;
  private final Predicate<String> written;

  /**
   * @param written whether a field may be written, as far as the table itself does not say
   */
  TableSchemaReader(Sessions sessions, DatasetSpec spec, Predicate<String> written) {
    this.sessions = sessions;
    this.spec = spec;
    this.written = written;
  }

  @Override
  public DatasetSchema describe(Duration within) {
    TableShape table = table(sessions, spec, within);
    List<String> key = spec.key().isEmpty() ? table.primaryKey() : spec.key();
    List<DatasetSchema.NativeField> fields =
        table.columns().stream()
            .filter(each -> spec.fields().isEmpty() || spec.fields().contains(each.name()))
            .map(each -> field(each, key.contains(each.name())))
            .toList();
    spec.fields().stream()
        .filter(wanted -> table.column(wanted).isEmpty())
        .forEach(wanted -> missing(table, wanted));
    return new DatasetSchema(fields, fingerprint(fields));
  }

  private static void missing(TableShape table, String wanted) {
    throw new AdapterException.SchemaChanged(
        table.name()
            + " has no column "
            + wanted
            + " any more: there are "
            + table.columns().stream().map(Column::name).toList());
  }

  private DatasetSchema.NativeField field(Column column, boolean keyPart) {
    return new DatasetSchema.NativeField(
        column.name(),
        column.type(),
        column.nullable() && !keyPart,
        keyPart,
        column.generated() || !written.test(column.name()));
  }

  private static String fingerprint(List<DatasetSchema.NativeField> fields) {
    try {
      byte[] text = fields.toString().getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text), 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /** The table that a spec names; where there is none, the fault says which there are. */
  static TableShape table(Sessions sessions, DatasetSpec spec, Duration within) {
    Dialect dialect = sessions.dialect(spec.name(), within);
    TableName name = TableName.parse(spec.name());
    TableShape table =
        sessions.read(
            spec.name(),
            Isolation.EACH_STATEMENT,
            within,
            session ->
                dialect
                    .describe(session.sql(), name)
                    .orElseThrow(
                        () ->
                            new AdapterException.ConfigInvalid(
                                List.of(
                                    new SettingFault(
                                        "dataset",
                                        "must be one of "
                                            + dialect.tables(session.sql())
                                            + ": value="
                                            + spec.name())))));
    return LargeColumns.in(table, spec);
  }
}
