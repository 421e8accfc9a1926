package io.syncline.suggest;

import io.syncline.mapping.Converted;
import io.syncline.mapping.Lens;
import io.syncline.mapping.Lenses;
import io.syncline.model.FieldType;
import io.syncline.model.Value;
import io.syncline.model.ValueKind;
import io.syncline.suggest.Couple.Values;
import io.syncline.suggest.Evidence.Form;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Finds the forms in which the values of two fields agree best; the plainest of the equally good.
 */
final class Forms {

  /** How people write dates. */
  private static final List<String> DATES =
      List.of("yyyy/MM/dd", "yyyyMMdd", "dd.MM.yyyy", "dd/MM/yyyy", "MM/dd/yyyy", "dd-MM-yyyy");

  /** Regions whose numbers are tried, since a number without its country is of one of them. */
  private static final List<String> REGIONS =
      List.of("CN", "US", "GB", "DE", "FR", "HK", "IN", "JP", "SG", "AU", "ES", "IT", "BR");

  private static final Pattern PHONE = Pattern.compile("[+(]?\\d[\\d ()/.-]{4,24}");
  private static final Pattern DATE = Pattern.compile("\\d{1,4}[./-]?\\d{1,2}[./-]?\\d{1,4}");

  /** What another form must win, since it costs a lens. */
  private static final double WORTH = 0.1;

  private final Candidate candidate;
  private final List<Values> values;
  private Evidence best;

  private Forms(List<Couple> couples, Candidate candidate) {
    this.candidate = candidate;
    this.values = Couple.values(couples, candidate.one().name(), candidate.other().name());
    this.best = Evidence.equal(couples, candidate);
  }

  static Evidence best(List<Couple> couples, Candidate candidate) {
    Forms forms = new Forms(couples, candidate);
    if (forms.best.isTold()) {
      forms.tryAll();
    }
    return forms.best;
  }

  private void tryAll() {
    ValueKind one = candidate.one().type().kind();
    ValueKind other = candidate.other().type().kind();
    if (one == ValueKind.TEXT && other == ValueKind.TEXT) {
      blanks();
      cases();
      if (looksLike(PHONE)) {
        phones();
      }
    }
    if (looksLike(DATE)) {
      dates();
    }
    Dictionary.of(values, candidate).ifPresent(this::take);
  }

  /** Whether most texts are of the form, without which a costly comparison is in vain. */
  private boolean looksLike(Pattern pattern) {
    long unlike =
        values.stream()
            .filter(each -> unlike(each.one(), pattern) || unlike(each.other(), pattern))
            .count();
    return unlike <= values.size() * (1 - Evidence.STRONG);
  }

  private static boolean unlike(Value value, Pattern pattern) {
    return value.kind() == ValueKind.TEXT && !pattern.matcher(value.toString().strip()).matches();
  }

  private void take(Evidence other) {
    if (other.share() >= best.share() + WORTH) {
      best = other;
    }
  }

  private void blanks() {
    Optional<String> trim = Optional.of("trim");
    take(
        Evidence.of(
            values,
            Form.of(
                "equal without outer blanks",
                trim.filter(lens -> blank(values.stream().map(Values::one).toList())),
                trim.filter(lens -> blank(values.stream().map(Values::other).toList()))),
            (a, b) -> a.toString().strip().equals(b.toString().strip())));
  }

  private static boolean blank(List<Value> texts) {
    return texts.stream().anyMatch(each -> !each.toString().strip().equals(each.toString()));
  }

  private void cases() {
    take(
        Evidence.of(
            values,
            Form.of("equal but for their case", Optional.empty(), Optional.empty()),
            (a, b) ->
                a.toString()
                    .strip()
                    .toLowerCase(Locale.ROOT)
                    .equals(b.toString().strip().toLowerCase(Locale.ROOT))));
  }

  private void phones() {
    for (String region : REGIONS) {
      Optional<String> word = Optional.of("phone(" + region + ")");
      Lens lens = Lenses.phone(region);
      through(Form.of("equal as phone numbers of " + region, word, word), lens, lens);
    }
  }

  /** Text on one side, dates on the other, or text in two forms. */
  private void dates() {
    List<Written> ones = written(candidate.one().type().kind());
    List<Written> others = written(candidate.other().type().kind());
    for (Written one : ones) {
      for (Written other : others) {
        if (!one.word.equals(other.word)) {
          Form form = Form.of("equal as dates", one.word, other.word).as(FieldType.date());
          through(form, one.lens, other.lens);
        }
      }
    }
  }

  private record Written(Optional<String> word, Lens lens) {}

  private static List<Written> written(ValueKind kind) {
    List<Written> forms = new ArrayList<>();
    if (kind == ValueKind.DATE) {
      forms.add(new Written(Optional.empty(), Lenses.identity()));
    } else if (kind == ValueKind.TEXT) {
      DATES.forEach(
          form -> forms.add(new Written(Optional.of("dates(" + form + ")"), Lenses.dates(form))));
      forms.add(new Written(Optional.of("dates(yyyy-MM-dd)"), Lenses.dates("yyyy-MM-dd")));
    }
    return forms;
  }

  private void through(Form form, Lens one, Lens other) {
    if (best.share() + WORTH > 1) {
      return; // nothing can be better
    }
    take(
        Evidence.of(
            values,
            form,
            (a, b) -> {
              Converted first = one.get(a);
              return first instanceof Converted.Done && first.equals(other.get(b));
            }));
  }
}
