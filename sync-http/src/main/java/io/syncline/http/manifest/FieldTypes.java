package io.syncline.http.manifest;

import io.syncline.model.FieldType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Types of fields in the words that a hub's file uses, such as {@code decimal(12,2)}. */
final class FieldTypes {

  private static final Pattern SHAPE = Pattern.compile("(\\w+)(?:\\((.*)\\))?");
  private static final Pattern LENGTH = Pattern.compile("[1-9]\\d{0,8}");
  private static final Pattern DECIMAL = Pattern.compile("([1-9]\\d{0,2})\\s*,\\s*(\\d{1,3})");

  private static final Map<String, FieldType> PLAIN =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("text", FieldType.text()),
              Map.entry("integer", FieldType.integer()),
              Map.entry("decimal", FieldType.decimal()),
              Map.entry("real", FieldType.real()),
              Map.entry("bool", FieldType.bool()),
              Map.entry("binary", FieldType.binary()),
              Map.entry("date", FieldType.date()),
              Map.entry("time", FieldType.time()),
              Map.entry("dateTime", FieldType.dateTime()),
              Map.entry("instant", FieldType.instant()),
              Map.entry("uuid", FieldType.uuid())));

  private FieldTypes() {}

  /** Empty for what is no type. */
  static Optional<FieldType> read(String text) {
    Matcher shape = SHAPE.matcher(text.trim());
    if (!shape.matches()) {
      return Optional.empty();
    }
    return shape.group(2) == null
        ? Optional.ofNullable(PLAIN.get(shape.group(1)))
        : limited(shape.group(1), shape.group(2).trim());
  }

  private static Optional<FieldType> limited(String name, String limits) {
    Matcher decimal = DECIMAL.matcher(limits);
    if (name.equals("text") && LENGTH.matcher(limits).matches()) {
      return Optional.of(FieldType.text(Integer.parseInt(limits)));
    }
    if (name.equals("decimal") && decimal.matches()) {
      int precision = Integer.parseInt(decimal.group(1));
      int scale = Integer.parseInt(decimal.group(2));
      return scale > precision
          ? Optional.empty()
          : Optional.of(FieldType.decimal(precision, scale));
    }
    List<String> symbols = List.of(limits.split("\\s*,\\s*", -1));
    return name.equals("oneOf")
            && !symbols.contains("")
            && Set.copyOf(symbols).size() == symbols.size()
        ? Optional.of(FieldType.oneOf(symbols.toArray(String[]::new)))
        : Optional.empty();
  }

  /** For texts. */
  static String words() {
    return "text, text(80), oneOf(a, b), decimal(12,2) or one of " + PLAIN.keySet();
  }
}
