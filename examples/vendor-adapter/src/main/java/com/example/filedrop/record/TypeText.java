package com.example.filedrop.record;

import io.syncline.model.FieldType;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Types as people write them in a side file: {@code text(80)}, {@code oneOf(a, b)}. */
public final class TypeText {

  /** For messages. */
  public static final String KNOWN =
      "text, text(80), oneOf(a, b), integer, decimal, decimal(12, 2), real, bool, date, time,"
          + " dateTime, instant, uuid or binary";

  private static final Pattern FORM = Pattern.compile("(\\w+)(?:\\((.+)\\))?");

  private TypeText() {}

  /** The type, or empty where the text names none. */
  public static Optional<FieldType> type(String text) {
    Matcher form = FORM.matcher(text.strip());
    if (!form.matches()) {
      return Optional.empty();
    }
    if (form.group(2) == null) {
      return plain(form.group(1));
    }
    String[] given =
        Arrays.stream(form.group(2).split(",")).map(String::strip).toArray(String[]::new);
    try {
      return limited(form.group(1), given);
    } catch (IllegalArgumentException e) { // not a number, or one that the type refuses
      return Optional.empty();
    }
  }

  private static Optional<FieldType> plain(String name) {
    return Optional.ofNullable(
        switch (name) {
          case "text" -> FieldType.text();
          case "integer" -> FieldType.integer();
          case "decimal" -> FieldType.decimal();
          case "real" -> FieldType.real();
          case "bool" -> FieldType.bool();
          case "date" -> FieldType.date();
          case "time" -> FieldType.time();
          case "dateTime" -> FieldType.dateTime();
          case "instant" -> FieldType.instant();
          case "uuid" -> FieldType.uuid();
          case "binary" -> FieldType.binary();
          default -> null;
        });
  }

  private static Optional<FieldType> limited(String name, String... given) {
    if (name.equals("oneOf")) {
      return Optional.of(FieldType.oneOf(given));
    }
    if (name.equals("text") && given.length == 1) {
      return Optional.of(FieldType.text(Integer.parseInt(given[0])));
    }
    if (name.equals("decimal") && given.length == 2) {
      return Optional.of(FieldType.decimal(Integer.parseInt(given[0]), Integer.parseInt(given[1])));
    }
    return Optional.empty();
  }
}
