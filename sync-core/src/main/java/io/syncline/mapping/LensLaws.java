package io.syncline.mapping;

import io.syncline.model.Value;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Tries the laws of {@link Lens} on given values. A value that a lens refuses breaks no law; one
 * that it takes and cannot read back does.
 */
public final class LensLaws {

  private final String field;
  private final Lens lens;
  private final List<Violation> violations = new ArrayList<>();

  private LensLaws(String field, Lens lens) {
    this.field = field;
    this.lens = lens;
  }

  /**
   * The laws broken by any of the values, each canonical one put over nothing and over each native
   * one. Costs the square of the canonical times the native values.
   *
   * @param field named in the violations
   */
  public static List<Violation> check(
      String field,
      Lens lens,
      Collection<? extends Value> nativeValues,
      Collection<? extends Value> canonicalValues) {
    LensLaws laws = new LensLaws(field, lens);
    nativeValues.forEach(laws::read);
    if (!lens.isOneWay()) {
      List<Value> olds = new ArrayList<>(nativeValues);
      olds.add(Value.NULL);
      for (Value canonical : canonicalValues) {
        laws.shownOnce(canonical);
        for (Value old : olds) {
          laws.write(canonical, old);
          canonicalValues.forEach(before -> laws.overwrite(before, canonical, old));
        }
      }
    }
    return List.copyOf(laws.violations);
  }

  private void read(Value nativeValue) {
    Converted got = lens.get(nativeValue);
    got.then(
        canonical -> {
          expect(
              Law.GET_PUT,
              nativeValue,
              nativeValue,
              Converted.done(nativeValue),
              lens.put(canonical, nativeValue));
          if (!lens.isOneWay()) {
            expect(Law.STABLE, nativeValue, Value.NULL, got, lens.shown(canonical));
          }
          return got;
        });
  }

  private void shownOnce(Value canonical) {
    Converted shown = lens.shown(canonical);
    shown.then(
        value -> {
          expect(Law.STABLE, canonical, Value.NULL, shown, lens.shown(value));
          return shown;
        });
  }

  private void write(Value canonical, Value old) {
    Converted written = lens.put(canonical, old);
    written.then(
        value -> {
          Converted expected = lens.isLossy() ? lens.shown(canonical) : Converted.done(canonical);
          expect(Law.PUT_GET, canonical, old, expected, lens.get(value));
          return written;
        });
  }

  private void overwrite(Value before, Value canonical, Value old) {
    Converted alone = lens.put(canonical, old).then(lens::get);
    lens.put(before, old)
        .then(
            value -> {
              Converted second = lens.put(canonical, value).then(lens::get);
              expect(Law.PUT_PUT, canonical, old, alone, second);
              return second;
            });
  }

  private void expect(Law law, Value given, Value old, Converted expected, Converted found) {
    if (!expected.equals(found)) {
      violations.add(new Violation(law, field, given, old, expected, found));
    }
  }
}
