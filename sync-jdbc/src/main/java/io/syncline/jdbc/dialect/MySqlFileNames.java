package io.syncline.jdbc.dialect;

/**
 * The names by which InnoDB knows tables: those of their files. MariaDB converts a name to one;
 * MySQL does so too, and lets nobody ask. See {@code my_wc_mb_filename} in its {@code
 * strings/ctype-utf8.cc}: letters, digits and the underscore of ASCII stand for themselves, any
 * other character is {@code @} with four hexadecimal digits, and letters of some alphabets are
 * {@code @} with two characters of a table, which is not repeated here.
 */
final class MySqlFileNames {

  private MySqlFileNames() {}

  /**
   * A pattern that matches the name; and those of other tables where they differ in letters that
   * have two characters.
   */
  static String pattern(String name) {
    StringBuilder pattern = new StringBuilder();
    for (int i = 0; i < name.length(); i++) {
      char each = name.charAt(i);
      pattern.append(isPlain(each) ? String.valueOf(each) : escaped(each));
    }
    return pattern.toString();
  }

  private static boolean isPlain(char each) {
    return within(each, '0', '9')
        || within(each, 'a', 'z')
        || within(each, 'A', 'Z')
        || each == '_';
  }

  private static String escaped(char each) {
    String digits = "@" + String.format("%04x", (int) each);
    return isOfTable(each) ? "(" + digits + "|@[0-\\x7f]{2})" : digits;
  }

  /** Whether it may be a letter of the table. */
  private static boolean isOfTable(char each) {
    return within(each, 0x00C0, 0x05FF)
        || within(each, 0x1E00, 0x1FFF)
        || within(each, 0x2160, 0x217F)
        || within(each, 0x24B0, 0x24EF)
        || within(each, 0xFF20, 0xFF5F);
  }

  private static boolean within(char each, int first, int last) {
    return each >= first && each <= last;
  }
}
