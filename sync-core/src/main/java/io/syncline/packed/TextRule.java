package io.syncline.packed;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Set;

/** What does not count when texts are compared. Applied before a text is packed. */
public enum TextRule {
  /** Composed and decomposed characters are the same: texts are brought to Unicode's form NFC. */
  NFC,
  /** Blanks at the end do not count, as in SQL's CHAR. */
  TRIM_RIGHT,
  /** Upper and lower case are the same. */
  FOLD_CASE,
  /** An empty text is null. Applied after the others. */
  EMPTY_IS_NULL;

  static String apply(Set<TextRule> rules, String text) {
    String form = text;
    if (rules.contains(NFC) && !Normalizer.isNormalized(form, Normalizer.Form.NFC)) {
      form = Normalizer.normalize(form, Normalizer.Form.NFC);
    }
    if (rules.contains(TRIM_RIGHT)) {
      int end = form.length();
      while (end > 0 && form.charAt(end - 1) == ' ') {
        end--;
      }
      form = form.substring(0, end);
    }
    return rules.contains(FOLD_CASE)
        ? form.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT)
        : form;
  }
}
