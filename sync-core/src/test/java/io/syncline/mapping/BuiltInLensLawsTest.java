package io.syncline.mapping;

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
import static io.syncline.mapping.Lenses.phone;
import static io.syncline.mapping.Lenses.scale;
import static io.syncline.mapping.Lenses.trim;
import static io.syncline.mapping.Lenses.unicode;
import static io.syncline.mapping.Lenses.upper;
import static io.syncline.mapping.Lenses.zone;
import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.model.Value;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Every built-in lens, and compositions of them, keep the laws on values of every kind. */
final class BuiltInLensLawsTest {

  private static final DictionaryLens STATUS =
      dictionary("A", "active", "B", "blocked", "X", "blocked");

  /** Made once, as a host does; compositions name the lens nearest to the native side first. */
  private static final List<Lens> LENSES =
      List.of(
          identity(),
          constant("crm"),
          emptyIsNull(),
          nullAs("none"),
          trim(),
          unicode(),
          lower(),
          upper(),
          cut(3),
          maxLength(3),
          maxBytes(6, StandardCharsets.UTF_8),
          charset(StandardCharsets.ISO_8859_1),
          scale(2),
          decimalText(),
          decimalText("0.00"),
          decimalText("#.##0,0##"),
          cents(),
          factor(new BigDecimal("1000")),
          dates("yyyy/MM/dd"),
          dates("d.M.yy"),
          dateTimes("yyyy-MM-dd HH:mm"),
          dateTimes("yyyy-MM-dd HH:mm:ss.SSS", "Europe/Berlin"),
          isoInstants(),
          zone("America/New_York"),
          epochSeconds(),
          epochMillis(),
          flag("Y", "N"),
          STATUS,
          STATUS.passUnknown(),
          STATUS.unknownAs("active"),
          phone("CN"),
          phone("CN").lenient(),
          phone("US").national(),
          phone("DE").digits(),
          phone("CN").international(),
          cut(3).then(trim()),
          trim().then(emptyIsNull()),
          trim().then(lower()).then(unicode()),
          emptyIsNull().then(STATUS),
          trim().then(decimalText("#,##0.00")).then(scale(2)),
          cents().then(scale(2)),
          trim().then(dates("yyyy-MM-dd")),
          trim().then(epochSeconds()),
          maxLength(40).then(phone("CN")),
          decimalText().then(nullAs(Value.of(BigDecimal.ZERO))));

  @Property(tries = 3_000)
  void lawsHold(
      @ForAll("lenses") Lens lens,
      @ForAll("values") Value nativeValue,
      @ForAll("values") Value canonical,
      @ForAll("values") Value before) {
    List<Value> natives = List.of(nativeValue, nativeOf(lens, before));

    assertThat(LensLaws.check("field", lens, natives, List.of(canonical, before))).isEmpty();
  }

  /** What the lens itself writes is a native value worth reading, where it can be written. */
  private static Value nativeOf(Lens lens, Value canonical) {
    return lens.put(canonical).match(value -> value, fault -> Value.NULL);
  }

  @Property(tries = 3_000)
  void whatIsShownDoesNotDependOnTheOldValue(
      @ForAll("lenses") Lens lens, @ForAll("values") Value canonical, @ForAll("values") Value old) {
    if (lens.put(canonical, old) instanceof Converted.Done written) {
      assertThat(lens.get(written.value())).isEqualTo(lens.shown(canonical));
    }
  }

  @Provide
  Arbitrary<Lens> lenses() {
    return Arbitraries.of(LENSES);
  }

  @Provide
  Arbitrary<Value> values() {
    return Arbitraries.oneOf(
        Arbitraries.just(Value.NULL),
        wildText().map(Value::of),
        usualText().map(Value::of),
        phones().map(Value::of),
        decimals().map(Value::of),
        decimals().map(number -> Value.of(number.toPlainString())),
        Arbitraries.longs().map(Value::of),
        Arbitraries.of(true, false).map(Value::of),
        days().map(Value::of),
        days().map(date -> Value.of(date.toString())),
        times().map(Value::of),
        instants().map(Value::of));
  }

  private static Arbitrary<String> wildText() {
    return Arbitraries.strings().ofMaxLength(8);
  }

  private static Arbitrary<String> usualText() {
    return Arbitraries.of(
        "",
        " ",
        "A",
        "B",
        "X",
        "Z",
        " A ",
        "active",
        "blocked",
        "none",
        "Y",
        "N",
        "ab  cd",
        "Ame\u0301lie",
        "\u0130stanbul",
        "stra\u00dfe",
        "\ud83d\ude00\ud83d\ude00\ud83d\ude00\ud83d\ude00",
        "1.234,50",
        "1,234.50",
        "0012",
        "-0",
        "-0.00",
        "1.230",
        "2023/02/28",
        "28.2.23",
        "2023-03-26 02:30",
        "2023-10-29 02:30:00.000",
        "2023-01-31T08:00:00+08:00",
        "2023-01-31T08:00Z");
  }

  private static Arbitrary<String> phones() {
    return Arbitraries.of(
        "+86-138-1234-5678",
        "13812345678",
        " 138 1234 5678",
        "0086 13912345678",
        "010-6552-9988",
        "010 6552 9988 ext. 9",
        "+861065529988;ext=9",
        "(201) 555-0123",
        "+12015550123",
        "+49 30 123456",
        "030/123456",
        "+44 20 7031 3000",
        "see notes",
        "tel:+86-138-1234-5678",
        "+39 06 6982",
        "1-800-FLOWERS",
        "+390236618300");
  }

  private static Arbitrary<BigDecimal> decimals() {
    return Arbitraries.bigDecimals()
        .between(new BigDecimal("-1e12"), new BigDecimal("1e12"))
        .ofScale(4)
        .flatMap(number -> Arbitraries.of(number, number.setScale(1, RoundingMode.DOWN)));
  }

  private static Arbitrary<LocalDate> days() {
    return Arbitraries.longs().between(-1_000_000, 3_000_000).map(LocalDate::ofEpochDay);
  }

  private static Arbitrary<LocalDateTime> times() {
    return instants().map(at -> LocalDateTime.ofInstant(at, ZoneOffset.UTC));
  }

  /** Half of them around the hours when clocks change in Berlin. */
  private static Arbitrary<Instant> instants() {
    long autumn = Instant.parse("2023-10-29T00:00:00Z").toEpochMilli();
    long spring = Instant.parse("2023-03-26T00:00:00Z").toEpochMilli();
    long hours = 3 * 3_600_000L;
    return Arbitraries.oneOf(
            Arbitraries.longs().between(autumn, autumn + hours),
            Arbitraries.longs().between(spring, spring + hours),
            Arbitraries.longs().between(-100_000_000_000_000L, 300_000_000_000_000L))
        .flatMap(millis -> Arbitraries.of(0, 1_000, 999_999).map(n -> at(millis, n)));
  }

  private static Instant at(long millis, int nanos) {
    return Instant.ofEpochMilli(millis).plusNanos(nanos);
  }
}
