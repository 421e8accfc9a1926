package io.syncline.testkit.conformance;

import io.syncline.model.NativeKey;
import io.syncline.model.Row;
import io.syncline.spi.AdapterSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What a subject can do to its system, over a tape. What cannot be played without the system is
 * done while it is recorded; in a replay, a rule that takes it is skipped.
 */
record RecordedAbilities(Subject subject, Footage footage, String whose) implements Abilities {

  private CallTape tape() {
    return footage.tape();
  }

  /** The ability as the subject has it; in a replay, one that must not be used. */
  private <T> Optional<Supplier<T>> had(String what, Function<Abilities, Optional<T>> ability) {
    List<T> found = new ArrayList<>();
    Object had =
        tape()
            .play(
                whose + "can " + what,
                CallTape.NOTHING,
                () -> {
                  ability.apply(subject.abilities()).ifPresent(found::add);
                  return !found.isEmpty();
                });
    return Boolean.TRUE.equals(had) ? Optional.of(() -> found.get(0)) : Optional.empty();
  }

  /** Of what no tape has. */
  private <T> Optional<T> live(String what, Function<Abilities, Optional<T>> ability) {
    return had(what, ability)
        .map(
            real -> {
              Skipped.unless(
                  !tape().isReplay(), "not replayed: it takes more than a recording has, " + what);
              return real.get();
            });
  }

  private @Nullable Object play(
      String call, @Nullable Object asked, Supplier<? extends @Nullable Object> real) {
    return tape().play(whose + call, asked, real);
  }

  private void act(String call, @Nullable Object asked, Runnable real) {
    play(
        call,
        asked,
        () -> {
          real.run();
          return CallTape.NOTHING;
        });
  }

  private Optional<Runnable> action(String what, Function<Abilities, Optional<Runnable>> ability) {
    return had(what, ability)
        .map(real -> () -> act(what, CallTape.NOTHING, () -> real.get().run()));
  }

  @Override
  public Optional<Runnable> expireFeed() {
    return action("expire the feed", Abilities::expireFeed);
  }

  @Override
  public Optional<Function<Row, Pending>> createLate() {
    String what = "create late";
    return had(what, Abilities::createLate).map(real -> row -> pending(what, real, row));
  }

  private Pending pending(String what, Supplier<Function<Row, Pending>> real, Row row) {
    List<Pending> open = new ArrayList<>();
    act(what, PlainValues.of(row), () -> open.add(real.get().apply(row)));
    return () ->
        PlainValues.key(
            play("commit late", CallTape.NOTHING, () -> open.get(0).commit().toString()));
  }

  @Override
  public Optional<Function<List<Row>, List<NativeKey>>> createTogether() {
    String what = "create together";
    return had(what, Abilities::createTogether)
        .map(
            real ->
                rows ->
                    PlainValues.keys(
                        play(
                            what,
                            rows.stream().map(PlainValues::of).toList(),
                            () ->
                                real.get().apply(rows).stream()
                                    .map(NativeKey::toString)
                                    .toList())));
  }

  @Override
  public Optional<Load> load() {
    return live("very many records", Abilities::load);
  }

  @Override
  public Optional<UnaryOperator<NativeKey>> move() {
    String what = "move a key";
    return had(what, Abilities::move)
        .map(
            real ->
                key ->
                    PlainValues.key(
                        play(what, key.toString(), () -> real.get().apply(key).toString())));
  }

  @Override
  public Optional<BiConsumer<NativeKey, NativeKey>> merge() {
    String what = "merge keys";
    return had(what, Abilities::merge)
        .map(
            real ->
                (from, into) ->
                    act(
                        what,
                        List.of(from.toString(), into.toString()),
                        () -> real.get().accept(from, into)));
  }

  @Override
  public Optional<Runnable> cutNextAnswer() {
    return action("cut an answer off", Abilities::cutNextAnswer);
  }

  @Override
  public Optional<Runnable> throttleNextWrite() {
    return action("throttle a write", Abilities::throttleNextWrite);
  }

  @Override
  public Optional<Runnable> stopNextJob() {
    return action("stop a job", Abilities::stopNextJob);
  }

  @Override
  public Optional<Runnable> expireCredentials() {
    return action("expire credentials", Abilities::expireCredentials);
  }

  @Override
  public Optional<Runnable> stallNextRead() {
    return live("a call that hangs", Abilities::stallNextRead);
  }

  @Override
  public Optional<Consumer<Duration>> skewClock() {
    String what = "skew the clock";
    return had(what, Abilities::skewClock)
        .map(real -> by -> act(what, by.toString(), () -> real.get().accept(by)));
  }

  @Override
  public Optional<AdapterSource> wrongCredentials() {
    return live("wrong credentials", Abilities::wrongCredentials);
  }

  @Override
  public Optional<AdapterSource> wrongAddress() {
    return live("a wrong address", Abilities::wrongAddress);
  }

  @Override
  public Optional<LackingRight> lackingRight() {
    return live("an account without a right", Abilities::lackingRight);
  }

  @Override
  public Optional<Caller> caller() {
    return live("requests of the system, which are good for a time", Abilities::caller);
  }

  @Override
  public Optional<Family> family() {
    return had("make a parent", Abilities::family).map(TapedFamily::new);
  }

  @Override
  public Optional<LargeField> largeField() {
    return live("large contents", Abilities::largeField);
  }

  @Override
  public Optional<Alteration> alteration() {
    return had("change fields", Abilities::alteration).map(TapedAlteration::new);
  }

  @Override
  public Optional<Subject> oddlyNamed() {
    return other("oddly-named-", Abilities::oddlyNamed);
  }

  @Override
  public Optional<Subject> sibling() {
    return other("sibling-", Abilities::sibling);
  }

  /** What is known of it without its system, the subject says in a replay too. */
  private Optional<Subject> other(String name, Function<Abilities, Optional<Subject>> ability) {
    return had(name, ability)
        .map(
            real ->
                tape().isReplay() ? ability.apply(subject.abilities()).orElseThrow() : real.get())
        .map(other -> new RecordedSubject(other, footage, whose + name));
  }

  @Override
  public Optional<Supplier<List<String>>> catalogue() {
    String what = "list what stands in the system";
    return had(what, Abilities::catalogue)
        .map(
            real ->
                () ->
                    PlainValues.list(play(what, CallTape.NOTHING, () -> real.get().get())).stream()
                        .map(PlainValues::text)
                        .toList());
  }

  private final class TapedFamily implements Family {
    private final Supplier<Family> real;

    TapedFamily(Supplier<Family> real) {
      this.real = real;
    }

    @Override
    public Row reference() {
      return PlainValues.row(
          play(
              "refer to a parent", CallTape.NOTHING, () -> PlainValues.of(real.get().reference())));
    }

    @Override
    public void createParent() {
      act("create a parent", CallTape.NOTHING, () -> real.get().createParent());
    }
  }

  private final class TapedAlteration implements Alteration {
    private final Supplier<Alteration> real;

    TapedAlteration(Supplier<Alteration> real) {
      this.real = real;
    }

    @Override
    public void add() {
      act("add a field", CallTape.NOTHING, () -> real.get().add());
    }

    @Override
    public void remove() {
      act("remove a field", CallTape.NOTHING, () -> real.get().remove());
    }

    @Override
    public void restore() {
      act("restore the fields", CallTape.NOTHING, () -> real.get().restore());
    }
  }
}
