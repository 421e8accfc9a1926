package io.syncline.testkit.conformance;

import java.util.Optional;
import java.util.function.Supplier;

/** Makes a thing when it is asked for first, and never again. Thread-safe. */
final class Once<T> implements Supplier<T> {

  private final Supplier<T> maker;
  private Optional<T> made = Optional.empty();

  Once(Supplier<T> maker) {
    this.maker = maker;
  }

  @Override
  public synchronized T get() {
    T thing = made.orElseGet(maker);
    made = Optional.of(thing);
    return thing;
  }
}
