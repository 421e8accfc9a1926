package io.syncline.testkit.contract;

import static io.syncline.mapping.Lenses.cents;
import static io.syncline.mapping.Lenses.charset;
import static io.syncline.mapping.Lenses.constant;
import static io.syncline.mapping.Lenses.cut;
import static io.syncline.mapping.Lenses.dateTimes;
import static io.syncline.mapping.Lenses.dates;
import static io.syncline.mapping.Lenses.decimalText;
import static io.syncline.mapping.Lenses.dictionary;
import static io.syncline.mapping.Lenses.emptyIsNull;
import static io.syncline.mapping.Lenses.epochMillis;
import static io.syncline.mapping.Lenses.epochSeconds;
import static io.syncline.mapping.Lenses.factor;
import static io.syncline.mapping.Lenses.flag;
import static io.syncline.mapping.Lenses.identity;
import static io.syncline.mapping.Lenses.isoInstants;
import static io.syncline.mapping.Lenses.lower;
import static io.syncline.mapping.Lenses.maxBytes;
import static io.syncline.mapping.Lenses.maxLength;
import static io.syncline.mapping.Lenses.nullAs;
import static io.syncline.mapping.Lenses.oneWay;
import static io.syncline.mapping.Lenses.phone;
import static io.syncline.mapping.Lenses.scale;
import static io.syncline.mapping.Lenses.trim;
import static io.syncline.mapping.Lenses.unicode;
import static io.syncline.mapping.Lenses.upper;
import static io.syncline.mapping.Lenses.zone;
import static io.syncline.model.FieldType.bool;
import static io.syncline.model.FieldType.date;
import static io.syncline.model.FieldType.dateTime;
import static io.syncline.model.FieldType.decimal;
import static io.syncline.model.FieldType.instant;
import static io.syncline.model.FieldType.oneOf;
import static io.syncline.model.FieldType.text;

import io.syncline.mapping.DictionaryLens;
import io.syncline.mapping.Lens;
import io.syncline.model.FieldType;
import io.syncline.model.Value;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Every built-in lens, and compositions of them, keep the contract. */
@ParameterizedClass
@MethodSource("lenses")
class BuiltInLensesTest extends LensContract {

  private static final List<String> PHONES =
      List.of(
          "+86-138-1234-5678",
          " 138 1234 5678",
          "0086 13912345678",
          "010-6552-9988",
          "010 6552 9988 ext. 9",
          "+861065529988;ext=9",
          "(201) 555-0123",
          "+49 30 123456",
          "030/123456",
          "+44 20 7031 3000",
          "tel:+86-138-1234-5678",
          "+39 06 6982",
          "1-800-FLOWERS",
          "+390236618300",
          "see notes");

  private static final List<String> CODES =
      List.of("A", "B", "X", "Z", " A ", "Y", "N", "none", "");

  private static final List<String> NUMBERS =
      List.of("1.234,50", "1,234.50", "12.5", "12.50", "-0", "-0.00", "1.230", "0012", "1e3");

  private static final List<String> TIMES =
      List.of(
          "2023/02/28",
          "28.2.23",
          "2023-02-28",
          "2023-03-26 02:30",
          "2023-10-29 02:30",
          "2023-10-29 02:30:00.000",
          "2023-01-31T08:00:00+08:00",
          "2023-01-31T08:00Z");

  private final Sample sample;

  BuiltInLensesTest(Sample sample) {
    this.sample = sample;
  }

  record Sample(String name, Lens lens, FieldType type, List<String> natives, Value ofNull) {

    static Sample of(String name, Lens lens, FieldType type, List<String> natives) {
      return new Sample(name, lens, type, natives, Value.NULL);
    }

    Sample ofNull(Value value) {
      return new Sample(name, lens, type, natives, value);
    }

    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Sample> lenses() {
    return Stream.of(texts(), codes(), phones(), numbers(), times(), compositions())
        .flatMap(each -> each);
  }

  private static Stream<Sample> texts() {
    return Stream.of(
        Sample.of("identity", identity(), text(), CODES),
        Sample.of("constant", constant("crm"), text(), CODES).ofNull(Value.of("crm")),
        Sample.of("emptyIsNull", emptyIsNull(), text(), CODES),
        Sample.of("nullAs", nullAs("none"), text(), CODES).ofNull(Value.of("none")),
        Sample.of("trim", trim(), text(), CODES),
        Sample.of("unicode", unicode(), text(), CODES),
        Sample.of("lower", lower(), text(), CODES),
        Sample.of("upper", upper(), text(), CODES),
        Sample.of("cut", cut(3), text(), CODES),
        Sample.of("maxLength", maxLength(3), text(), CODES),
        Sample.of("maxBytes", maxBytes(6, StandardCharsets.UTF_8), text(), CODES),
        Sample.of("charset", charset(StandardCharsets.ISO_8859_1), text(), CODES),
        Sample.of("oneWay", oneWay(value -> Value.of(value.toString())), text(), CODES));
  }

  private static Stream<Sample> codes() {
    DictionaryLens status = dictionary("A", "active", "B", "blocked", "X", "blocked");
    FieldType type = oneOf("active", "blocked");
    return Stream.of(
        Sample.of("dictionary", status, type, CODES),
        Sample.of("dictionary that passes the unknown", status.passUnknown(), text(), CODES),
        Sample.of("dictionary with a default", status.unknownAs("active"), type, CODES),
        Sample.of("flag", flag("Y", "N"), bool(), CODES));
  }

  private static Stream<Sample> phones() {
    return Stream.of(
        Sample.of("phone", phone("CN"), text(), PHONES),
        Sample.of("lenient phone", phone("CN").lenient(), text(), PHONES),
        Sample.of("national phone", phone("US").national(), text(), PHONES),
        Sample.of("phone as digits", phone("DE").digits(), text(), PHONES),
        Sample.of("international phone", phone("CN").international(), text(), PHONES));
  }

  private static Stream<Sample> numbers() {
    return Stream.of(
        Sample.of("scale", scale(2), decimal(), NUMBERS),
        Sample.of("decimalText", decimalText(), decimal(), NUMBERS),
        Sample.of("decimalText(0.00)", decimalText("0.00"), decimal(12, 2), NUMBERS),
        Sample.of("decimalText(#.##0,0##)", decimalText("#.##0,0##"), decimal(12, 2), NUMBERS),
        Sample.of("cents", cents(), decimal(12, 2), NUMBERS),
        Sample.of("factor", factor(new BigDecimal("1000")), decimal(), NUMBERS));
  }

  private static Stream<Sample> times() {
    return Stream.of(
        Sample.of("dates", dates("yyyy/MM/dd"), date(), TIMES),
        Sample.of("dates of two digits", dates("d.M.yy"), date(), TIMES),
        Sample.of("dateTimes", dateTimes("yyyy-MM-dd HH:mm"), dateTime(), TIMES),
        Sample.of(
            "dateTimes in a zone",
            dateTimes("yyyy-MM-dd HH:mm:ss.SSS", "Europe/Berlin"),
            instant(),
            TIMES),
        Sample.of("isoInstants", isoInstants(), instant(), TIMES),
        Sample.of("zone", zone("America/New_York"), instant(), TIMES),
        Sample.of("epochSeconds", epochSeconds(), instant(), TIMES),
        Sample.of("epochMillis", epochMillis(), instant(), TIMES));
  }

  private static Stream<Sample> compositions() {
    Value zero = Value.of(BigDecimal.ZERO);
    return Stream.of(
        Sample.of("cut, trim", cut(3).then(trim()), text(), CODES),
        Sample.of("trim, emptyIsNull", trim().then(emptyIsNull()), text(), CODES),
        Sample.of("trim, lower, unicode", trim().then(lower()).then(unicode()), text(), CODES),
        Sample.of(
            "emptyIsNull, dictionary",
            emptyIsNull().then(dictionary("A", "active")),
            oneOf("active"),
            CODES),
        Sample.of(
            "trim, decimalText, scale",
            trim().then(decimalText("#,##0.00")).then(scale(2)),
            decimal(),
            NUMBERS),
        Sample.of("cents, scale", cents().then(scale(2)), decimal(), NUMBERS),
        Sample.of("trim, dates", trim().then(dates("yyyy-MM-dd")), date(), TIMES),
        Sample.of("trim, epochSeconds", trim().then(epochSeconds()), instant(), NUMBERS),
        Sample.of("maxLength, phone", maxLength(40).then(phone("CN")), text(), PHONES),
        Sample.of("decimalText, nullAs", decimalText().then(nullAs(zero)), decimal(), NUMBERS)
            .ofNull(zero));
  }

  @Override
  protected Lens lens() {
    return sample.lens();
  }

  @Override
  protected FieldType type() {
    return sample.type();
  }

  @Override
  protected List<Value> nativeValues() {
    return sample.natives().stream().map(Value::of).toList();
  }

  @Override
  protected Value canonicalOfNull() {
    return sample.ofNull();
  }
}
