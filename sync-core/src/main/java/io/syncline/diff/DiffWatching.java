package io.syncline.diff;

/**
 * Who watches a diff, and may end it. Each run of a diff counts anew.
 *
 * @param progress is told how far it has come
 * @param cancellation ends it
 */
public record DiffWatching(DiffProgress progress, Cancellation cancellation) {

  /** Nobody. */
  public static DiffWatching none() {
    return new DiffWatching((side, rows) -> {}, new Cancellation());
  }

  public DiffWatching with(DiffProgress other) {
    return new DiffWatching(other, cancellation);
  }

  public DiffWatching with(Cancellation other) {
    return new DiffWatching(progress, other);
  }

  /** For one run. */
  public DiffWatch start() {
    return new DiffWatch(progress, cancellation);
  }
}
