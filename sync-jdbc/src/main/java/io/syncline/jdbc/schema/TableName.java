package io.syncline.jdbc.schema;

import io.syncline.spi.AdapterException;
import io.syncline.spi.SettingFault;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jooq.Name;
import org.jooq.impl.DSL;

/**
 * A table's name as the database keeps it, case and all. In text: {@code customer}, {@code
 * erp.customer}; a part with a dot or a quote in it is quoted, {@code "odd.schema"."odd ""table"}.
 */
public record TableName(Optional<String> schema, String table) {

  private static final String PART = "(?:\"((?:[^\"]|\"\")+)\"|([^\".]+))";
  private static final Pattern FORM = Pattern.compile("(?:" + PART + "\\.)?" + PART);

  public static TableName of(String schema, String table) {
    return new TableName(Optional.of(schema), table);
  }

  public static TableName parse(String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      throw new AdapterException.ConfigInvalid(
          List.of(
              new SettingFault(
                  "dataset", "must be a table, or schema.table, quoted where odd: value=" + text)));
    }
    Optional<String> schema = part(matcher, 1);
    return new TableName(schema, part(matcher, 3).orElseThrow());
  }

  private static Optional<String> part(Matcher matcher, int group) {
    String quoted = matcher.group(group);
    return quoted == null
        ? Optional.ofNullable(matcher.group(group + 1))
        : Optional.of(quoted.replace("\"\"", "\""));
  }

  public Name name() {
    return schema.map(each -> DSL.name(each, table)).orElse(DSL.name(table));
  }

  @Override
  public String toString() {
    return schema.map(each -> quote(each) + ".").orElse("") + quote(table);
  }

  private static String quote(String part) {
    return part.indexOf('.') < 0 && part.indexOf('"') < 0
        ? part
        : '"' + part.replace("\"", "\"\"") + '"';
  }
}
