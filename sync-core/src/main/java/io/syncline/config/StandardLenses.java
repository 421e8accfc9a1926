package io.syncline.config;

import io.syncline.mapping.DictionaryLens;
import io.syncline.mapping.Lens;
import io.syncline.mapping.Lenses;
import io.syncline.mapping.PhoneLens;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The built-in lenses by the names that a file uses, which are those of their factories. */
final class StandardLenses {

  private StandardLenses() {}

  static Vocabulary<Lens> vocabulary() {
    return times(numbers(texts(Vocabulary.of("lens"))))
        .with("identity", Lenses.identity())
        .with("one-way", Lenses.identity().oneWay())
        .with("constant", arguments -> Lenses.constant(only(arguments)))
        .with("empty-is-null", Lenses.emptyIsNull())
        .with("null-as", arguments -> Lenses.nullAs(only(arguments)))
        .with("dictionary", StandardLenses::dictionary)
        .with("flag", arguments -> Lenses.flag(arguments.text(0), second(arguments)));
  }

  private static Vocabulary<Lens> texts(Vocabulary<Lens> lenses) {
    return lenses
        .with("trim", Lenses.trim())
        .with("unicode", Lenses.unicode())
        .with("lower", Lenses.lower())
        .with("upper", Lenses.upper())
        .with("cut", arguments -> Lenses.cut(arguments.integer(0)))
        .with("max-length", arguments -> Lenses.maxLength(arguments.integer(0)))
        .with(
            "max-bytes",
            arguments -> Lenses.maxBytes(arguments.integer(0), charset(second(arguments))))
        .with("charset", arguments -> Lenses.charset(charset(only(arguments))))
        .with("phone", StandardLenses::phone);
  }

  private static Vocabulary<Lens> numbers(Vocabulary<Lens> lenses) {
    return lenses
        .with("scale", StandardLenses::scale)
        .with("cents", Lenses.cents())
        .with("factor", arguments -> Lenses.factor(number(only(arguments))))
        .with(
            "decimal-text",
            arguments ->
                arguments.count() == 0
                    ? Lenses.decimalText()
                    : Lenses.decimalText(only(arguments)));
  }

  private static Vocabulary<Lens> times(Vocabulary<Lens> lenses) {
    return lenses
        .with("dates", arguments -> Lenses.dates(only(arguments)))
        .with(
            "date-times",
            arguments ->
                arguments.count() == 1
                    ? Lenses.dateTimes(arguments.text(0))
                    : Lenses.dateTimes(arguments.text(0), second(arguments)))
        .with("zone", arguments -> Lenses.zone(only(arguments)))
        .with("iso-instants", Lenses.isoInstants())
        .with("epoch-seconds", Lenses.epochSeconds())
        .with("epoch-millis", Lenses.epochMillis());
  }

  private static String only(Arguments arguments) {
    arguments.exactly(1);
    return arguments.text(0);
  }

  private static String second(Arguments arguments) {
    arguments.exactly(2);
    return arguments.text(1);
  }

  private static Lens scale(Arguments arguments) {
    return arguments.count() == 1
        ? Lenses.scale(arguments.integer(0))
        : Lenses.scale(
            arguments.integer(0),
            Words.symbol(RoundingMode.class, second(arguments), arguments.name()));
  }

  /** {@code phone(CN)}, or {@code phone(CN, digits)} where the system writes another form. */
  private static Lens phone(Arguments arguments) {
    PhoneLens lens = Lenses.phone(arguments.text(0));
    return arguments.count() == 1 ? lens : phone(lens, second(arguments));
  }

  private static Lens phone(PhoneLens lens, String form) {
    return switch (form) {
      case "e164" -> lens.e164();
      case "international" -> lens.international();
      case "national" -> lens.national();
      case "digits" -> lens.digits();
      default ->
          throw new IllegalArgumentException(
              "must be one of [e164, international, national, digits]: phone=" + form);
    };
  }

  private static Charset charset(String name) {
    try {
      return Charset.forName(name);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("must be a charset such as GB18030: charset=" + name, e);
    }
  }

  private static BigDecimal number(String text) {
    try {
      return new BigDecimal(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("must be a number: factor=" + text, e);
    }
  }

  /** Pairs such as {@code A=active}; {@code *=active} for the unknown, {@code *} lets it pass. */
  private static Lens dictionary(Arguments arguments) {
    List<String> pairs = new ArrayList<>();
    Optional<String> unknown = Optional.empty();
    for (String each : arguments.texts()) {
      int equals = each.indexOf('=');
      String code = equals < 0 ? each : each.substring(0, equals).strip();
      String meaning = equals < 0 ? "" : each.substring(equals + 1).strip();
      if (code.equals("*")) {
        unknown = Optional.of(meaning);
      } else if (equals < 0) {
        throw new IllegalArgumentException("must be CODE=MEANING: dictionary=" + each);
      } else {
        pairs.addAll(List.of(code, meaning));
      }
    }
    DictionaryLens lens = Lenses.dictionary(pairs.toArray(String[]::new));
    return unknown
        .map(meaning -> meaning.isEmpty() ? lens.passUnknown() : lens.unknownAs(meaning))
        .orElse(lens);
  }
}
