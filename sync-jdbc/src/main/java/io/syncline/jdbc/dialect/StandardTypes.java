package io.syncline.jdbc.dialect;

import io.syncline.jdbc.dialect.InformationSchema.Described;
import io.syncline.jdbc.schema.TextForm;
import io.syncline.model.FieldType;

/** What a column may hold, from what the standard's catalogue tells of it. */
final class StandardTypes {

  private StandardTypes() {}

  static FieldType type(TextForm form, Described described) {
    return switch (form) {
      case BOOLEAN -> FieldType.bool();
      case SMALL, INTEGER, BIG -> FieldType.integer();
      case DECIMAL ->
          described.precision() > 0
              ? FieldType.decimal(described.precision(), described.scale())
              : FieldType.decimal();
      case SINGLE, REAL -> FieldType.real();
      case TEXT ->
          described.length() > 0 && described.length() <= Integer.MAX_VALUE
              ? FieldType.text((int) described.length())
              : FieldType.text();
      case SYMBOL, JSON, LARGE_TEXT, LARGE_BINARY -> FieldType.text();
      case BINARY -> FieldType.binary();
      case DATE -> FieldType.date();
      case TIME -> FieldType.time();
      case DATE_TIME -> FieldType.dateTime();
      case INSTANT -> FieldType.instant();
      case UUID_TEXT -> FieldType.uuid();
      case TEXTS ->
          throw new IllegalArgumentException("must be no list: column=" + described.name());
    };
  }
}
