package io.syncline.jdbc.dialect;

import static org.jooq.impl.DSL.field;

import io.syncline.jdbc.dialect.InformationSchema.Described;
import io.syncline.jdbc.schema.Column;
import io.syncline.jdbc.schema.TextForm;
import io.syncline.model.FieldType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jooq.Field;

/**
 * Which types of MariaDB and MySQL are carried. A {@code tinyint(1)} is a boolean to all clients.
 */
final class MariaDbTypes implements InformationSchema.Types {

  /** Collations by bytes of UTF-8 that do not pad; others are close but not it. */
  private static final Set<String> BY_BYTES =
      Set.of("utf8mb4_nopad_bin", "utf8mb3_nopad_bin", "ascii_nopad_bin", "utf8mb4_0900_bin");

  private static final Pattern SYMBOL = Pattern.compile("'((?:[^']|'')*)'");

  private final MariaDb.Product product;

  MariaDbTypes(MariaDb.Product product) {
    this.product = product;
  }

  @Override
  public Field<String> declared() {
    return field("column_type", String.class);
  }

  @Override
  public Field<Boolean> generated() {
    return field("(octet_length(coalesce(generation_expression, _utf8mb4' ')) > 1)", Boolean.class);
  }

  /**
   * A default of null is none; MariaDB writes it out, MySQL leaves it null. Of keys, MySQL tells
   * those alone that it has numbered.
   */
  @Override
  public Field<Boolean> assigned() {
    String told = product == MariaDb.Product.MYSQL ? " and column_key <> _utf8mb4'PRI'" : "";
    return field(
        "(coalesce(extra like _utf8mb4'%auto_increment%', false)"
            + " or (coalesce(column_default, _utf8mb4'NULL') <> _utf8mb4'NULL'"
            + told
            + "))",
        Boolean.class);
  }

  /** To MariaDB, JSON is a long text with a check of its own. */
  @Override
  public Field<Boolean> json() {
    return product == MariaDb.Product.MYSQL
        ? field("(data_type = 'json')", Boolean.class)
        : field(
            "exists (select 1 from information_schema.check_constraints k"
                + " where k.constraint_schema = columns.table_schema"
                + " and k.table_name = columns.table_name"
                + " and k.check_clause = concat(_utf8mb4'json_valid(`', columns.column_name, _utf8mb4'`)'))",
            Boolean.class);
  }

  @Override
  public Optional<Column> column(Described described) {
    return form(described)
        .map(
            form ->
                new Column(
                    described.name(),
                    form,
                    type(form, described),
                    "",
                    described.type(),
                    described.collation(),
                    described.nullable(),
                    described.generated(),
                    described.assigned(),
                    described.declared(),
                    described.digits(),
                    plainOrder(form, described)));
  }

  private static Optional<TextForm> form(Described described) {
    boolean unsigned = described.declared().contains("unsigned");
    TextForm form =
        switch (described.type()) {
          case "tinyint" ->
              described.declared().startsWith("tinyint(1)") ? TextForm.BOOLEAN : TextForm.SMALL;
          case "bit" -> described.precision() == 1 ? TextForm.BOOLEAN : null;
          case "smallint" -> unsigned ? TextForm.INTEGER : TextForm.SMALL;
          case "mediumint" -> TextForm.INTEGER;
          case "int" -> unsigned ? TextForm.BIG : TextForm.INTEGER;
          case "year" -> TextForm.SMALL;
          case "bigint" -> unsigned ? TextForm.DECIMAL : TextForm.BIG;
          case "decimal" -> TextForm.DECIMAL;
          case "float" -> TextForm.SINGLE;
          case "double" -> TextForm.REAL;
          case "char", "varchar", "tinytext", "text", "mediumtext", "longtext" ->
              described.json() ? TextForm.JSON : TextForm.TEXT;
          case "enum" -> TextForm.SYMBOL;
          case "json" -> TextForm.JSON;
          case "binary", "varbinary", "tinyblob", "blob", "mediumblob", "longblob" ->
              TextForm.BINARY;
          case "date" -> TextForm.DATE;
          case "time" -> TextForm.TIME;
          case "datetime" -> TextForm.DATE_TIME;
          case "timestamp" -> TextForm.INSTANT;
          case "uuid" -> TextForm.UUID_TEXT;
          default -> null;
        };
    return Optional.ofNullable(form);
  }

  /** The lengths of {@code text} types are of bytes, not of characters. */
  private static FieldType type(TextForm form, Described described) {
    if (form == TextForm.SYMBOL) {
      return FieldType.oneOf(symbols(described.declared()).toArray(String[]::new));
    }
    return form == TextForm.TEXT && described.type().endsWith("text")
        ? FieldType.text()
        : StandardTypes.type(form, described);
  }

  private static List<String> symbols(String declared) {
    List<String> symbols = new ArrayList<>();
    Matcher matcher = SYMBOL.matcher(declared);
    while (matcher.find()) {
      symbols.add(matcher.group(1).replace("''", "'"));
    }
    return symbols;
  }

  private static boolean plainOrder(TextForm form, Described described) {
    return switch (form) {
      case TEXT -> !described.type().equals("char") && BY_BYTES.contains(described.collation());
      case SYMBOL, UUID_TEXT, INSTANT -> false;
      default -> true;
    };
  }
}
