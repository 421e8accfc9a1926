package io.syncline.mapping;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How a number is written, parsed once from a pattern such as {@code #,##0.00} or {@code #.##0,00}.
 *
 * @param grouping between groups of three digits; empty: none
 * @param point before the fraction
 * @param least digits of the fraction written
 * @param most digits of the fraction allowed
 */
record NumberForm(Optional<Character> grouping, char point, int least, int most) {

  private static final Pattern FORM = Pattern.compile("(?:#([., '])##)?0(?:([.,])(0*)(#*))?");

  static NumberForm parse(String pattern) {
    Matcher form = FORM.matcher(pattern);
    if (!form.matches()) {
      throw new IllegalArgumentException(
          "must be a pattern such as 0.00, 0.##, #,##0.00 or #.##0,00: pattern=" + pattern);
    }
    Optional<Character> grouping = Optional.ofNullable(form.group(1)).map(one -> one.charAt(0));
    if (form.group(2) == null) {
      return new NumberForm(grouping, grouping.equals(Optional.of('.')) ? ',' : '.', 0, 0);
    }
    char point = form.group(2).charAt(0);
    if (grouping.equals(Optional.of(point))) {
      throw new IllegalArgumentException(
          "must group by another character than the point: pattern=" + pattern);
    }
    int least = form.group(3).length();
    return new NumberForm(grouping, point, least, least + form.group(4).length());
  }

  /** The plain form of the text, ungrouped and with a point; empty where it is no such number. */
  Optional<String> plain(String text) {
    if (text.length() > Numerals.MOST_CHARACTERS) {
      return Optional.empty();
    }
    int end = text.indexOf(point);
    String whole = end < 0 ? text : text.substring(0, end);
    String fraction = end < 0 ? "" : "." + text.substring(end + 1);
    return ungrouped(whole).map(digits -> digits + fraction).filter(Numerals::isPlain);
  }

  private Optional<String> ungrouped(String whole) {
    if (grouping.isEmpty() || whole.indexOf(grouping.get()) < 0) {
      return Optional.of(whole);
    }
    int first = whole.startsWith("-") ? 1 : 0;
    int lead = whole.indexOf(grouping.get());
    boolean thirds = (whole.length() - lead) % 4 == 0 && lead > first && lead <= first + 3;
    StringBuilder digits = new StringBuilder(whole.substring(0, lead));
    for (int i = lead; thirds && i < whole.length(); i += 4) {
      thirds = whole.charAt(i) == grouping.get() && Numerals.isDigits(whole, i + 1, i + 4);
      digits.append(whole, i + 1, i + 4);
    }
    return thirds ? Optional.of(digits.toString()) : Optional.empty();
  }

  /** A plain number, written in this form. */
  String written(String plain) {
    int end = plain.indexOf('.');
    String whole = end < 0 ? plain : plain.substring(0, end);
    String fraction = end < 0 ? "" : point + plain.substring(end + 1);
    if (grouping.isEmpty()) {
      return whole + fraction;
    }
    StringBuilder grouped = new StringBuilder(whole);
    int first = whole.startsWith("-") ? 1 : 0;
    for (int i = whole.length() - 3; i > first; i -= 3) {
      grouped.insert(i, grouping.get());
    }
    return grouped.append(fraction).toString();
  }
}
