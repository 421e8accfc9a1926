package io.syncline.mapping;

import io.syncline.model.Value;
import io.syncline.model.ValueKind;
import java.util.Optional;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;

/**
 * A two-way mapping between one native and one canonical field. {@link Lenses} has those that are
 * built in.
 *
 * <p>Every lens keeps these laws, which {@link LensLaws} checks; {@code shown(c)} is {@code
 * get(put(c))}:
 *
 * <ul>
 *   <li>put-get: {@code get(put(c, n))} is {@code c}, or {@code shown(c)} where the lens is lossy;
 *   <li>get-put: {@code put(get(n), n)} is {@code n}, formatting included;
 *   <li>put-put: what {@code put(c, n)} shows does not depend on what was put before;
 *   <li>stable: {@code shown(get(n))} is {@code get(n)}, and so {@code shown(shown(c))} is {@code
 *       shown(c)}.
 * </ul>
 *
 * <p>NULL maps to NULL unless a lens says otherwise. Immutable and thread-safe, as are the
 * functions given to {@link #of}.
 */
public abstract class Lens {

  Lens() {}

  /**
   * A lens of two functions, which see no NULL and are pure. What they throw becomes a fault.
   *
   * @param get native to canonical
   * @param put canonical to native
   */
  public static Lens of(UnaryOperator<Value> get, UnaryOperator<Value> put) {
    return new CustomLens(get, (canonical, old) -> put.apply(canonical));
  }

  /**
   * Like {@link #of(UnaryOperator, UnaryOperator)}, where {@code put} takes the canonical and the
   * old native value too, to keep its format; that is NULL where there is none.
   */
  public static Lens of(UnaryOperator<Value> get, BinaryOperator<Value> put) {
    return new CustomLens(get, put);
  }

  /** What a native value means canonically. */
  public final Converted get(Value nativeValue) {
    return nativeValue.isNull() ? readNull() : read(nativeValue);
  }

  /** The native value to write where there is none yet. */
  public final Converted put(Value canonical) {
    return write(canonical, Value.NULL);
  }

  /**
   * The native value to write over {@code old}: {@code old} itself, formatting included, where it
   * already shows what would be written.
   */
  public final Converted put(Value canonical, Value old) {
    Converted before = get(old);
    if (before.is(canonical)) {
      return Converted.done(old);
    }
    Converted written = write(canonical, old);
    boolean shownAlready =
        isLossy() && before instanceof Converted.Done && written.then(this::get).equals(before);
    return shownAlready ? Converted.done(old) : written;
  }

  /** What the native side shows for a canonical value; the same for every old native value. */
  public final Converted shown(Value canonical) {
    return put(canonical).then(this::get);
  }

  /** Whether canonical values may lose detail, so that only their shown form comes back. */
  public boolean isLossy() {
    return false;
  }

  /** Whether nothing can be written back: every {@code put} that changes something is a fault. */
  public boolean isOneWay() {
    return false;
  }

  /** This lens on the native side, {@code next} on the canonical side. */
  public final Lens then(Lens next) {
    Lens first =
        next.nativeKind().isEmpty() || next.nativeKind().equals(canonicalKind())
            ? this
            : new ComposedLens(this, new Coercion(next.nativeKind(), canonicalKind()));
    return new ComposedLens(first, next);
  }

  /** This lens, declared lossy: for a custom lens that shows less than it is given. */
  public final Lens lossy() {
    return new DeclaredLens(this, true, isOneWay());
  }

  /** This lens, which cannot go back. */
  public final Lens oneWay() {
    return new DeclaredLens(this, isLossy(), true);
  }

  final Converted write(Value canonical, Value old) {
    return canonical.isNull() ? writeNull(old) : writeValue(canonical, old);
  }

  /** Native to canonical; never called with NULL. */
  abstract Converted read(Value nativeValue);

  /** Canonical to native, in the format of {@code old}, which may be NULL; the value is not. */
  abstract Converted writeValue(Value canonical, Value old);

  Converted readNull() {
    return Converted.done(Value.NULL);
  }

  Converted writeNull(Value old) {
    return Converted.done(Value.NULL);
  }

  /** The kind of value that {@code get} takes; empty: any. */
  Optional<ValueKind> nativeKind() {
    return Optional.empty();
  }

  /** The kind of value that {@code put} takes; empty: any. */
  Optional<ValueKind> canonicalKind() {
    return Optional.empty();
  }
}
