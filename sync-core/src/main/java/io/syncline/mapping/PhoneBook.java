package io.syncline.mapping;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import java.util.Optional;

/** Phone numbers read in one region; remembers the last, since reading one takes microseconds. */
final class PhoneBook {

  private static final int MOST_REMEMBERED = 50_000;
  private static final int MOST_CHARACTERS = 100;

  /** A valid number: E.164, and {@code ;ext=} where it has an extension. */
  record Entry(PhoneNumber number, String canonical) {}

  private final PhoneNumberUtil library = PhoneNumberUtil.getInstance();
  private final String region;
  private final int countryCode;
  private final Cache<String, Optional<Entry>> remembered =
      Caffeine.newBuilder().maximumSize(MOST_REMEMBERED).executor(Runnable::run).build();

  PhoneBook(String region) {
    if (!library.getSupportedRegions().contains(region)) {
      throw new IllegalArgumentException("must be a region such as CN or DE: region=" + region);
    }
    this.region = region;
    this.countryCode = library.getCountryCodeForRegion(region);
  }

  /** Empty where the text is no valid number. */
  Optional<Entry> find(String text) {
    return text.length() > MOST_CHARACTERS ? Optional.empty() : remembered.get(text, this::parse);
  }

  private Optional<Entry> parse(String text) {
    try {
      PhoneNumber number = library.parse(text, region);
      return library.isValidNumber(number)
          ? Optional.of(new Entry(number, canonical(number)))
          : Optional.empty();
    } catch (NumberParseException e) {
      return Optional.empty();
    }
  }

  private String canonical(PhoneNumber number) {
    String plain = library.format(number, PhoneNumberFormat.E164);
    return number.hasExtension() ? plain + ";ext=" + number.getExtension() : plain;
  }

  /** In the given form where that reads back as the same number, else in the canonical one. */
  String write(Entry entry, PhoneForm form) {
    String written = form.write(entry.number(), countryCode);
    boolean same = find(written).filter(e -> e.canonical().equals(entry.canonical())).isPresent();
    return same ? written : entry.canonical();
  }
}
