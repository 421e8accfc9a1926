package io.syncline.mapping;

import io.syncline.model.Value;
import io.syncline.model.ValueKind;
import java.math.BigDecimal;

/** Text in a stated form on the native side, an exact number on the canonical one. Never rounds. */
final class DecimalTextLens extends TypedLens {

  private final NumberForm form;
  private final String pattern;

  DecimalTextLens(String pattern) {
    super(ValueKind.TEXT, ValueKind.DECIMAL);
    this.form = NumberForm.parse(pattern);
    this.pattern = pattern;
  }

  @Override
  Converted readTyped(Value nativeValue) {
    return form.plain(((Value.Text) nativeValue).value())
        .map(plain -> (Value.Decimal) Value.of(new BigDecimal(plain)))
        .filter(number -> number.value().scale() <= form.most())
        .<Converted>map(Converted.Done::new)
        .orElseGet(() -> Faults.rule("must be a number of the form " + pattern, nativeValue));
  }

  @Override
  Converted writeTyped(Value canonical, Value old) {
    BigDecimal number = ((Value.Decimal) canonical).value();
    if (number.scale() > form.most()) {
      return Faults.rule("must have at most " + form.most() + " digits after the point", canonical);
    }
    String plain = number.setScale(Math.max(number.scale(), form.least())).toPlainString();
    return plain.length() > Numerals.MOST_CHARACTERS
        ? Faults.rule("must be at most " + Numerals.MOST_CHARACTERS + " digits", canonical)
        : Converted.done(Value.of(form.written(plain)));
  }
}
