package io.syncline.jdbc.capture.log;

import io.syncline.jdbc.schema.TextForm;

/**
 * Makes of a type's output, as the log has it, the text that a scan selects, which is a cast to
 * text; see {@code Dialect.shown}. They are the same but for these.
 */
enum LogText {
  SAME,
  /** {@code t} and {@code f}. */
  BOOLEAN,
  /** Hexadecimal behind {@code \x}. */
  BINARY,
  /** In UTC, which is said by {@code +00} behind the time. */
  INSTANT,
  /** With the blanks to its length, which a cast takes away. */
  PADDED;

  private static final String UTC = "+00";
  private static final String BEFORE_CHRIST = " BC";

  /**
   * @param base the name of the column's type; of a domain: of the type under it
   */
  static LogText of(TextForm form, String base) {
    return switch (form) {
      case BOOLEAN -> BOOLEAN;
      case BINARY -> BINARY;
      case INSTANT -> INSTANT;
      case TEXT -> base.equals("bpchar") ? PADDED : SAME;
      default -> SAME;
    };
  }

  String shown(String output) {
    return switch (this) {
      case SAME -> output;
      case BOOLEAN -> output.equals("t") ? "true" : output.equals("f") ? "false" : output;
      case BINARY -> output.startsWith("\\x") ? output.substring(2) : output;
      case INSTANT -> withoutZone(output);
      case PADDED -> trimmed(output);
    };
  }

  private static String withoutZone(String output) {
    if (output.endsWith(UTC)) {
      return output.substring(0, output.length() - UTC.length());
    }
    return output.endsWith(UTC + BEFORE_CHRIST)
        ? output.substring(0, output.length() - (UTC + BEFORE_CHRIST).length()) + BEFORE_CHRIST
        : output;
  }

  private static String trimmed(String output) {
    int end = output.length();
    while (end > 0 && output.charAt(end - 1) == ' ') {
      end--;
    }
    return output.substring(0, end);
  }
}
