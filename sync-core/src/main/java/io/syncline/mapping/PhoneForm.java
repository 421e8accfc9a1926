package io.syncline.mapping;

import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import java.util.Optional;

/**
 * How a phone number is written. A number of another country is always written internationally.
 *
 * @param prefix before the country code, {@code +} or {@code 00}; empty: nationally
 * @param separator between groups of digits; empty: as is customary in the number's country
 */
record PhoneForm(Optional<String> prefix, Optional<String> separator) {

  static final PhoneForm E164 = new PhoneForm(Optional.of("+"), Optional.of(""));
  static final PhoneForm INTERNATIONAL = new PhoneForm(Optional.of("+"), Optional.empty());
  static final PhoneForm NATIONAL = new PhoneForm(Optional.empty(), Optional.empty());
  static final PhoneForm DIGITS = new PhoneForm(Optional.empty(), Optional.of(""));

  private static final String SEPARATORS = " -./";

  /** The form of a number as it stands. */
  static PhoneForm of(String text) {
    String number = text.strip();
    Optional<String> prefix =
        number.startsWith("+") ? Optional.of("+") : Optional.of("00").filter(number::startsWith);
    String separator =
        number
            .chars()
            .filter(c -> SEPARATORS.indexOf(c) >= 0)
            .mapToObj(Character::toString)
            .findFirst()
            .orElse("");
    return new PhoneForm(prefix, Optional.of(separator));
  }

  String write(PhoneNumber number, int homeCountryCode) {
    boolean home = number.getCountryCode() == homeCountryCode;
    PhoneNumberFormat format =
        prefix.isEmpty() && home ? PhoneNumberFormat.NATIONAL : PhoneNumberFormat.INTERNATIONAL;
    String customary = PhoneNumberUtil.getInstance().format(number, format);
    String written =
        separator.isEmpty() || number.hasExtension()
            ? customary
            : regrouped(customary, separator.get());
    return prefix.isPresent() && written.startsWith("+")
        ? prefix.get() + written.substring(1)
        : written;
  }

  private static String regrouped(String customary, String separator) {
    StringBuilder written = new StringBuilder();
    boolean gap = false;
    for (int i = 0; i < customary.length(); i++) {
      char c = customary.charAt(i);
      if (Character.isDigit(c) || c == '+') {
        written.append(gap && !written.isEmpty() ? separator : "").append(c);
      }
      gap = !Character.isDigit(c) && c != '+';
    }
    return written.toString();
  }
}
