package io.syncline.mapping;

import io.syncline.model.Value;
import java.util.function.Function;

/** What became of one value on its way through a lens. A fault is data, never an exception. */
public sealed interface Converted {

  /** The value arrived. */
  record Done(Value value) implements Converted {
    @Override
    public <T> T match(
        Function<? super Value, ? extends T> done, Function<? super String, ? extends T> fault) {
      return done.apply(value);
    }
  }

  /** The value cannot be converted; {@code reason} states the rule and the value. */
  record Fault(String reason) implements Converted {
    @Override
    public <T> T match(
        Function<? super Value, ? extends T> done, Function<? super String, ? extends T> fault) {
      return fault.apply(reason);
    }
  }

  <T> T match(
      Function<? super Value, ? extends T> done, Function<? super String, ? extends T> fault);

  static Converted done(Value value) {
    return new Done(value);
  }

  static Converted fault(String reason) {
    return new Fault(reason);
  }

  /** Goes on with the value; a fault stays what it is. */
  default Converted then(Function<? super Value, ? extends Converted> next) {
    return this instanceof Done done ? next.apply(done.value) : this;
  }

  /** Whether the value arrived and is {@code value}, by canonical equality. */
  default boolean is(Value value) {
    return this instanceof Done done && done.value.equals(value);
  }
}
