package io.syncline.jdbc.dialect;

import java.util.List;

/** Rows of texts as a JSON array of arrays, in ASCII so that no character set matters. */
final class JsonRows {

  private static final int FIRST_PRINTABLE = 0x20;
  private static final int LAST_ASCII = 0x7e;

  private JsonRows() {}

  /**
   * @param columns one array per column, all equally long; a Java null is null
   */
  static String of(List<String[]> columns) {
    StringBuilder json = new StringBuilder("[");
    int rows = columns.get(0).length;
    for (int row = 0; row < rows; row++) {
      json.append(row == 0 ? "[" : ",[");
      for (int i = 0; i < columns.size(); i++) {
        if (i > 0) {
          json.append(',');
        }
        append(json, columns.get(i)[row]);
      }
      json.append(']');
    }
    return json.append(']').toString();
  }

  private static void append(StringBuilder json, String text) {
    if (text == null) {
      json.append("null");
      return;
    }
    json.append('"');
    for (int i = 0; i < text.length(); i++) {
      char each = text.charAt(i);
      if (each == '"' || each == '\\') {
        json.append('\\').append(each);
      } else if (each >= FIRST_PRINTABLE && each <= LAST_ASCII) {
        json.append(each);
      } else {
        json.append("\\u").append(Character.forDigit(each >> 12, 16));
        json.append(Character.forDigit(each >> 8 & 0xf, 16));
        json.append(Character.forDigit(each >> 4 & 0xf, 16));
        json.append(Character.forDigit(each & 0xf, 16));
      }
    }
    json.append('"');
  }
}
