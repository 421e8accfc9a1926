package io.syncline.json;

import io.syncline.model.Row;
import io.syncline.model.Value;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.Map;
import tools.jackson.core.JsonGenerator;

/**
 * Writes values as members of a JSON document: numbers, booleans, arrays and objects as such, null
 * as null, what is no finite number and all else as text. One thread.
 */
public final class JsonValues {

  /** Beyond this many digits a number is written with an exponent. */
  private static final int MOST_DIGITS = 400;

  private final JsonGenerator out;

  public JsonValues(JsonGenerator out) {
    this.out = out;
  }

  public void member(String name, Value value) {
    out.writeName(name);
    value(value);
  }

  public void member(String name, Row row) {
    out.writeObjectPropertyStart(name);
    row.forEach(this::member);
    out.writeEndObject();
  }

  /** A number of a size that nobody writes out would fill the memory if it were. */
  public static String number(BigDecimal number) {
    return Math.abs((long) number.scale()) > MOST_DIGITS
        ? number.toString()
        : number.toPlainString();
  }

  private void value(Value value) {
    switch (value.kind()) {
      case NULL -> out.writeNull();
      case BOOLEAN -> out.writeBoolean(((Value.Bool) value).value());
      case INTEGER -> out.writeNumber(((Value.Int) value).value());
      case DECIMAL -> out.writeNumber(number(((Value.Decimal) value).value()));
      case DOUBLE -> real(((Value.Real) value).value());
      case LIST -> array(((Value.Sequence) value).values());
      case SET -> array(((Value.SetOf) value).values());
      case STRUCT -> object(((Value.Struct) value).members());
      default -> out.writeString(value.toString());
    }
  }

  /** JSON has no word for what is no finite number. */
  private void real(double number) {
    if (Double.isFinite(number)) {
      out.writeNumber(number);
    } else {
      out.writeString(Double.toString(number));
    }
  }

  private void array(Collection<Value> values) {
    out.writeStartArray();
    values.forEach(this::value);
    out.writeEndArray();
  }

  private void object(Map<String, Value> members) {
    out.writeStartObject();
    members.forEach(this::member);
    out.writeEndObject();
  }
}
