package io.syncline.jdbc;

import io.syncline.jdbc.diff.JdbcTable;
import io.syncline.jdbc.diff.RowDigester;
import io.syncline.jdbc.diff.TableDigester;
import io.syncline.jdbc.internal.RowForm;
import io.syncline.jdbc.internal.Sessions;
import io.syncline.jdbc.schema.Column;
import io.syncline.jdbc.schema.TableShape;
import io.syncline.spi.AdapterException;
import io.syncline.spi.RangeDigester;
import io.syncline.spi.SettingFault;
import java.time.Duration;
import java.util.List;
import org.jooq.Field;

/** The database's own hash of a row's key and carried fields as its version. */
record DigestVersion(RangeDigester digester, Field<String> version) {

  static DigestVersion of(
      Sessions sessions,
      TableShape shape,
      List<Column> key,
      List<Column> carried,
      Duration within) {
    try {
      JdbcTable table = JdbcTable.of(sessions, shape, key, carried, within);
      RowDigester rows =
          RowDigester.own(table, within)
              .orElseGet(() -> RowDigester.portable(table, table.digestFields()));
      Field<Long> digest = rows.digest(table.digested().stream().map(RowForm::aliased).toList());
      return new DigestVersion(
          new TableDigester(table, rows),
          sessions.dialect(shape.name().toString(), within).hexadecimal(digest));
    } catch (IllegalArgumentException e) {
      throw new AdapterException.ConfigInvalid(
          List.of(
              new SettingFault(
                  "options." + DatasetSettings.VERSION, String.valueOf(e.getMessage()))));
    }
  }
}
