package io.syncline.mapping;

import static io.syncline.mapping.Samples.assertDone;
import static io.syncline.mapping.Samples.assertFault;
import static io.syncline.mapping.Samples.date;
import static io.syncline.mapping.Samples.dateTime;
import static io.syncline.mapping.Samples.instant;
import static io.syncline.mapping.Samples.number;
import static io.syncline.mapping.Samples.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.model.FieldType;
import io.syncline.model.Value;
import io.syncline.model.ValueKind;
import java.math.BigDecimal;
import java.time.LocalTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

final class CoercionTest {

  private static final UUID ID = UUID.fromString("0189f7e2-7c3a-7000-8000-00000000abcd");

  @Test
  void numbersChangeKindWhereTheyKeepTheirValue() {
    assertDone(to(FieldType.decimal()).get(Value.of(12)), number("12"));
    assertDone(to(FieldType.decimal()).get(Value.of(0.1)), number("0.1"));
    assertDone(to(FieldType.integer()).get(number("12.00")), Value.of(12));
    assertDone(to(FieldType.integer()).get(Value.of(12.0)), Value.of(12));
    assertDone(to(FieldType.real()).get(number("0.1")), Value.of(0.1));
    assertFault(to(FieldType.integer()).get(number("12.5")), "must be a whole number: value=12.5");
    assertFault(
        to(FieldType.integer()).get(number("9223372036854775808")),
        "must be a number of 64 bits: value=9223372036854775808");
    assertFault(
        to(FieldType.real()).get(number("0.12345678901234567890")),
        "must be a number that DOUBLE holds exactly: value=0.1234567890123456789");
    assertFault(
        to(FieldType.decimal()).get(Value.of(Double.NaN)), "must be a finite number: value=NaN");
  }

  @Test
  void textThatLooksLikeANumberTakesNoFormFromTheOldText() {
    Coercion declared = Coercion.to(FieldType.text(), Optional.of(ValueKind.TEXT));

    assertDone(to(FieldType.text()).put(text("96340"), text("65349.49")), "96340");
    assertDone(declared.put(text("-0"), text("-0.00")), "-0");
    assertDone(
        declared.put(text("2023-01-31T08:00:00Z"), text("2023-01-31T09:00:00+08:00")),
        "2023-01-31T08:00:00Z");
  }

  @Test
  void hugeExponentsCostNothing() {
    assertFault(
        to(FieldType.decimal()).get(text("1e999999999")),
        "must be a number such as -12.50: value=1e999999999");
  }

  @Test
  void textIsReadAsWhatJsonLacks() {
    assertDone(to(FieldType.date()).get(text("2023-01-31")), date("2023-01-31"));
    assertDone(to(FieldType.time()).get(text("08:15")), Value.of(LocalTime.of(8, 15)));
    assertDone(
        to(FieldType.dateTime()).get(text("2023-01-31T08:15")), dateTime("2023-01-31T08:15"));
    assertDone(
        to(FieldType.instant()).get(text("2023-01-31T08:00:00+08:00")),
        instant("2023-01-31T00:00:00Z"));
    assertDone(
        to(FieldType.uuid()).get(text(ID.toString().toUpperCase(Locale.ROOT))), Value.of(ID));
    assertFault(
        to(FieldType.date()).get(text("2023-02-30")), "must be ISO text of DATE: value=2023-02-30");
    assertFault(
        to(FieldType.uuid()).get(text("1-1-1-1-1")),
        "must be a UUID of 36 characters: value=1-1-1-1-1");
    assertFault(to(FieldType.uuid()).get(text("x")), "must be a UUID of 36 characters: value=x");
  }

  @Test
  void flagsOfDatabasesAreBooleans() {
    assertDone(to(FieldType.bool()).get(Value.of(1)), Value.of(true));
    assertDone(to(FieldType.bool()).get(number("0")), Value.of(false));
    assertDone(to(FieldType.bool()).put(Value.of(true), Value.of(0)), Value.of(1));
    assertFault(
        to(FieldType.bool()).get(Value.of(2)), "must be BOOLEAN, true, false, 1 or 0: value=2");
  }

  @Test
  void midnightIsADateOnly() {
    assertDone(to(FieldType.date()).get(dateTime("2023-01-31T00:00")), date("2023-01-31"));
    assertDone(
        to(FieldType.date()).put(date("2023-02-01"), dateTime("2023-01-31T00:00")),
        dateTime("2023-02-01T00:00"));
    assertFault(
        to(FieldType.date()).get(dateTime("2023-01-31T08:00")),
        "must be DATE, not DATE_TIME: value=2023-01-31T08:00");
  }

  @Test
  void localTimeIsNoInstantWithoutAZone() {
    assertFault(
        to(FieldType.instant()).get(dateTime("2023-01-31T08:00")),
        "must be INSTANT, not DATE_TIME; the lens zone(...) names its zone:"
            + " value=2023-01-31T08:00");
  }

  @Test
  void valueThatTheOldKindCannotHoldIsWrittenAsItIs() {
    assertDone(to(FieldType.text()).put(text("12"), Value.of(7)), Value.of(12));
    assertDone(to(FieldType.text()).put(text("007"), Value.of(7)), "007");
    assertDone(to(FieldType.text()).put(text("x"), Value.of(7)), "x");
  }

  @Test
  void valueThatTheDeclaredKindCannotHoldIsAFault() {
    Lens lens = Coercion.to(FieldType.text(), Optional.of(FieldType.integer().kind()));

    assertDone(lens.put(text("12")), Value.of(12));
    assertFault(lens.put(text("007")), "must be the same when written as INTEGER: value=007");
    assertFault(lens.put(text("x")), "must be a number such as -12.50: value=x");
  }

  @Test
  void listsAreSetsWhoseOrderIsKept() {
    Lens lens = to(FieldType.setOf(FieldType.integer()));
    Value list = new Value.Sequence(List.of(text("3"), text("1"), text("3"), text("2")));
    Value canonical = Value.set(List.of(Value.of(1), Value.of(2), Value.of(3)));

    assertDone(lens.get(list), canonical);
    assertDone(lens.put(canonical, list), list);
    assertDone(
        lens.put(Value.set(List.of(Value.of(3), Value.of(4), Value.of(2))), list),
        new Value.Sequence(List.of(text("3"), text("2"), text("4"))));
    assertDone(lens.put(canonical), canonical);
    assertFault(
        lens.get(new Value.Sequence(List.of(text("x")))),
        "must be a number such as -12.50: value=x");
    assertFault(lens.get(text("x")), "must be SET, not TEXT: value=x");
  }

  @Test
  void canonicalValueOfAnotherKindIsAFault() {
    assertFault(to(FieldType.decimal()).put(Value.of(1)), "must be DECIMAL, not INTEGER: value=1");
  }

  @Test
  void bytesHaveNoOtherForm() {
    assertFault(to(FieldType.binary()).get(text("ab")), "must be BINARY, not TEXT: value=ab");
  }

  @Property
  void decimalsAsTextKeepTheLaws(@ForAll long units, @ForAll long others) {
    Value canonical = Value.of(BigDecimal.valueOf(units, 4));
    Value old = text(BigDecimal.valueOf(others, 2).toPlainString());

    assertThat(LensLaws.check("f", to(FieldType.decimal()), List.of(old), List.of(canonical)))
        .isEmpty();
  }

  private static Lens to(FieldType type) {
    return Coercion.to(type, Optional.empty());
  }
}
