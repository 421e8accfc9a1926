package io.syncline.reconcile;

import io.syncline.model.Life;
import io.syncline.model.SystemId;
import io.syncline.model.Value;
import io.syncline.version.Dot;
import io.syncline.version.Stamp;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One field of a record, or its life: a value, the event that set it, and that event's stamp.
 *
 * <p>In a head the value is the agreed one and the dot is never null. In a holding the value is
 * what the system shows, and the dot is that of the head's value it last held.
 *
 * @param dot null only in a holding: the system holds no value that the head ever had
 */
public record Register(Value value, @Nullable Dot dot, Stamp stamp) {

  /**
   * What a system that was never linked holds of a record's life. Its stamp lies below all others.
   */
  public static Register neverAlive(SystemId system) {
    return new Register(Life.DELETED, null, new Stamp(Long.MIN_VALUE, 0, system));
  }

  /** The dot of a register that must have one, as all of a head do. */
  public Dot event() {
    if (dot == null) {
      throw new IllegalStateException("must have a dot: register=" + this);
    }
    return dot;
  }

  /** Whether both were set by the same event; a register without a dot shares none. */
  boolean sharesEvent(Register other) {
    return dot != null && Objects.equals(dot, other.dot);
  }

  Register showing(Value shown) {
    return shown.equals(value) ? this : new Register(shown, dot, stamp);
  }

  Register under(Register event) {
    return new Register(value, event.dot, event.stamp);
  }
}
