package io.syncline.mapping;

import io.syncline.model.Value;
import io.syncline.model.ValueKind;
import java.util.Optional;

/**
 * Phone numbers, E.164 canonically ({@code ;ext=} follows where there is an extension). A changed
 * number is written in the form of the old one, E.164 where there is none. Blank text is NULL
 * canonically; other text that is no valid number is a fault, unless lenient. Lossy: a canonical
 * number in another form shows as E.164.
 */
public final class PhoneLens extends TypedLens {

  private final PhoneBook book;
  private final Optional<PhoneForm> form;
  private final boolean lenient;
  private final String rule;

  PhoneLens(String region) {
    this(
        new PhoneBook(region),
        Optional.empty(),
        false,
        "must be a valid phone number in region " + region);
  }

  private PhoneLens(PhoneBook book, Optional<PhoneForm> form, boolean lenient, String rule) {
    super(ValueKind.TEXT, ValueKind.TEXT);
    this.book = book;
    this.form = form;
    this.lenient = lenient;
    this.rule = rule;
  }

  /** Writes {@code +8613812345678}, whatever the old form. */
  public PhoneLens e164() {
    return writing(PhoneForm.E164);
  }

  /** Writes {@code +86 138 1234 5678}, whatever the old form. */
  public PhoneLens international() {
    return writing(PhoneForm.INTERNATIONAL);
  }

  /** Writes {@code 138 1234 5678}, whatever the old form; other countries internationally. */
  public PhoneLens national() {
    return writing(PhoneForm.NATIONAL);
  }

  /** Writes {@code 13812345678}, whatever the old form; other countries with + and their code. */
  public PhoneLens digits() {
    return writing(PhoneForm.DIGITS);
  }

  /** Lets text that is no valid number pass, trimmed, in both directions. */
  public PhoneLens lenient() {
    return new PhoneLens(book, form, true, rule);
  }

  private PhoneLens writing(PhoneForm other) {
    return new PhoneLens(book, Optional.of(other), lenient, rule);
  }

  @Override
  public boolean isLossy() {
    return true;
  }

  @Override
  Converted readTyped(Value nativeValue) {
    String text = ((Value.Text) nativeValue).value().strip();
    if (text.isEmpty()) {
      return Converted.done(Value.NULL);
    }
    return book.find(text)
        .map(entry -> Converted.done(Value.of(entry.canonical())))
        .orElseGet(() -> invalid(text, nativeValue));
  }

  @Override
  Converted writeTyped(Value canonical, Value old) {
    String text = ((Value.Text) canonical).value().strip();
    if (text.isEmpty()) {
      return Converted.done(Value.NULL);
    }
    return book.find(text)
        .map(entry -> Converted.done(Value.of(book.write(entry, formOver(old)))))
        .orElseGet(() -> invalid(text, canonical));
  }

  private Converted invalid(String text, Value value) {
    return lenient ? Converted.done(Value.of(text)) : Faults.rule(rule, value);
  }

  /** The form to write over {@code old}; what is no number has none. */
  private PhoneForm formOver(Value old) {
    if (form.isPresent() || !(old instanceof Value.Text text)) {
      return form.orElse(PhoneForm.E164);
    }
    return book.find(text.value().strip()).isPresent()
        ? PhoneForm.of(text.value())
        : PhoneForm.E164;
  }
}
