package io.syncline.mapping;

import io.syncline.model.Value;
import io.syncline.model.ValueKind;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.function.Function;

/** Another way to note an instant: epoch counts, or local time in a known zone. */
final class InstantLens extends TypedLens {

  static final Lens EPOCH_SECONDS =
      new InstantLens(
          ValueKind.INTEGER,
          value -> Instant.ofEpochSecond(((Value.Int) value).value()),
          instant -> Value.of(instant.getEpochSecond()),
          true);

  static final Lens EPOCH_MILLIS =
      new InstantLens(
          ValueKind.INTEGER,
          value -> Instant.ofEpochMilli(((Value.Int) value).value()),
          instant -> Value.of(instant.toEpochMilli()),
          true);

  private final Function<Value, Instant> get;
  private final Function<Instant, Value> put;
  private final boolean lossy;

  private InstantLens(
      ValueKind nativeKind,
      Function<Value, Instant> get,
      Function<Instant, Value> put,
      boolean lossy) {
    super(nativeKind, ValueKind.INSTANT);
    this.get = get;
    this.put = put;
    this.lossy = lossy;
  }

  /** Lossy where the clocks of the zone ever go back: one local time is two instants then. */
  static Lens local(ZoneId zone) {
    return new InstantLens(
        ValueKind.DATE_TIME,
        value -> ((Value.DateTime) value).value().atZone(zone).toInstant(),
        instant -> Value.of(LocalDateTime.ofInstant(instant, zone)),
        !zone.getRules().isFixedOffset());
  }

  @Override
  public boolean isLossy() {
    return lossy;
  }

  @Override
  Converted readTyped(Value nativeValue) {
    return Converted.done(Value.of(get.apply(nativeValue)));
  }

  @Override
  Converted writeTyped(Value canonical, Value old) {
    return Converted.done(put.apply(((Value.Moment) canonical).value()));
  }
}
