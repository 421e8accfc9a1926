package io.syncline.suggest;

import io.syncline.model.Value;
import java.math.BigDecimal;
import java.util.regex.Pattern;

/** Values as one text for all kinds, so that 12.50, "12.5" and 12.5 are seen to be the same. */
final class PlainValue {

  private static final Pattern NUMERAL = Pattern.compile("-?\\d{1,40}(\\.\\d{1,40})?");

  private PlainValue() {}

  static String of(Value value) {
    return switch (value.kind()) {
      case INTEGER, DECIMAL, DOUBLE -> number(value.toString());
      case BOOLEAN -> ((Value.Bool) value).value() ? "1" : "0";
      default -> value.toString();
    };
  }

  /** The same, where the other side is known to hold no text: then text is read as a number. */
  static String read(Value value) {
    return switch (value.kind()) {
      case TEXT -> {
        String text = ((Value.Text) value).value();
        yield switch (text) {
          case "true" -> "1";
          case "false" -> "0";
          default -> NUMERAL.matcher(text).matches() ? number(text) : text;
        };
      }
      default -> of(value);
    };
  }

  private static String number(String text) {
    try {
      BigDecimal number = new BigDecimal(text);
      return number.signum() == 0 ? "0" : number.stripTrailingZeros().toString();
    } catch (NumberFormatException notFinite) {
      return text; // such as NaN, which is equal to itself only
    }
  }
}
