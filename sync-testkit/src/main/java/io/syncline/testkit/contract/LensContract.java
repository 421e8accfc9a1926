package io.syncline.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.syncline.mapping.Converted;
import io.syncline.mapping.Law;
import io.syncline.mapping.Lens;
import io.syncline.mapping.LensLaws;
import io.syncline.mapping.Violation;
import io.syncline.model.FieldType;
import io.syncline.model.Value;
import io.syncline.testkit.values.SampleValues;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.BiFunction;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What every {@link Lens} owes, on values by chance: those of its field, values of any kind, and
 * what it writes itself. Extend it for a lens of your own.
 */
public abstract class LensContract {

  private static final int TRIES = 120;

  /** The lens, one and the same at each call. */
  protected abstract Lens lens();

  /** The type of the canonical field. */
  protected abstract FieldType type();

  /** Native values as the system really shows them, in forms that nobody thinks of. */
  protected List<Value> nativeValues() {
    return List.of();
  }

  /** What a native NULL is canonically. */
  protected Value canonicalOfNull() {
    return Value.NULL;
  }

  /** Of all chance. */
  protected long seed() {
    return 1;
  }

  private SampleValues samples = SampleValues.of(FieldType.text());

  @BeforeEach
  final void prepareSamples() {
    samples = SampleValues.of(type());
  }

  @Test
  void whatIsPutIsRead() {
    requireLaw(Law.PUT_GET);
  }

  @Test
  void puttingBackWhatWasReadChangesNothing() {
    requireLaw(Law.GET_PUT);
  }

  @Test
  void theLastPutWinsAlone() {
    requireLaw(Law.PUT_PUT);
  }

  @Test
  void whatIsShownIsStable() {
    requireLaw(Law.STABLE);
  }

  private void requireLaw(Law law) {
    RandomGenerator random = new SplittableRandom(seed());
    for (int tries = 0; tries < TRIES; tries++) {
      List<Value> canonical = List.of(canonical(random), canonical(random));
      List<Value> natives = List.of(nativeValue(random), written(canonical(random)));
      for (Violation each : LensLaws.check("field", lens(), natives, canonical)) {
        if (each.law() == law) {
          fail(
              "must keep %s: given=%s old=%s expected=%s found=%s seed=%s",
              law, text(each.given()), text(each.old()), each.expected(), each.found(), seed());
        }
      }
    }
  }

  @Test
  void nullIsReadAndShown() {
    assertThat(lens().get(Value.NULL))
        .as("what a native NULL is canonically")
        .isEqualTo(Converted.done(canonicalOfNull()));
    if (!lens().isOneWay()) {
      assertThat(lens().shown(Value.NULL))
          .as("what is shown for a canonical NULL")
          .isEqualTo(Converted.done(canonicalOfNull()));
    }
  }

  @Test
  void nothingIsThrown() {
    tryAll(
        (given, old) -> {
          try {
            return List.of(lens().get(given), lens().put(given, old), lens().put(old, given));
          } catch (RuntimeException e) {
            return fail(
                "must answer with a fault, not throw: given=%s old=%s thrown=%s seed=%s",
                text(given), text(old), e, seed());
          }
        });
  }

  @Test
  void theSameValuesGiveTheSameAnswer() {
    List<Object> first = tryAll(this::answers);
    List<Object> again = tryAll(this::answers);

    assertThat(again).as("the same values once more, seed=%s", seed()).isEqualTo(first);
  }

  private Object answers(Value given, Value old) {
    return List.of(lens().get(given), lens().put(given, old));
  }

  private List<Object> tryAll(BiFunction<Value, Value, Object> use) {
    RandomGenerator random = new SplittableRandom(seed());
    List<Object> answers = new ArrayList<>();
    for (int tries = 0; tries < TRIES; tries++) {
      answers.add(use.apply(nativeValue(random), nativeValue(random)));
      answers.add(use.apply(canonical(random), nativeValue(random)));
    }
    return answers;
  }

  @Test
  void someValuesOfTheFieldAreTaken() {
    RandomGenerator random = new SplittableRandom(seed());
    int taken = 0;
    for (int tries = 0; tries < TRIES; tries++) {
      Converted answer =
          lens().isOneWay() ? lens().get(nativeValue(random)) : lens().shown(drawn(random));
      boolean fits = answer.match(value -> type().fault(value).isEmpty(), fault -> false);
      taken += fits ? 1 : 0;
    }
    assertThat(taken).as("how many of %s values of %s it takes", TRIES, type()).isPositive();
  }

  @Test
  void whatIsOneWayWritesNothingNew() {
    RandomGenerator random = new SplittableRandom(seed());
    for (int tries = 0; lens().isOneWay() && tries < TRIES; tries++) {
      Value old = nativeValue(random);
      Value canonical = canonical(random);
      if (lens().put(canonical, old) instanceof Converted.Done written) {
        assertThat(written.value())
            .as("what a one-way lens writes for %s over %s", text(canonical), text(old))
            .isEqualTo(old);
      }
    }
  }

  private Value canonical(RandomGenerator random) {
    return switch (random.nextInt(8)) {
      case 0 -> Value.NULL;
      case 1 -> SampleValues.drawAny(random);
      default -> drawn(random);
    };
  }

  private Value drawn(RandomGenerator random) {
    return samples.draw(random);
  }

  private Value nativeValue(RandomGenerator random) {
    List<Value> own = nativeValues();
    return switch (random.nextInt(4)) {
      case 0 -> own.isEmpty() ? drawn(random) : own.get(random.nextInt(own.size()));
      case 1 -> drawn(random);
      case 2 -> SampleValues.drawAny(random);
      default -> written(drawn(random));
    };
  }

  /** What the lens itself writes is worth reading, where it can be written. */
  private Value written(Value canonical) {
    return lens().put(canonical).match(value -> value, fault -> Value.NULL);
  }

  private static String text(Value value) {
    return value.kind() + " " + value;
  }
}
