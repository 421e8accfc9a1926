package io.syncline.reconcile;

/** The closed set of kinds of {@link Event}, to branch on. */
public enum EventKind {
  FAST_FORWARD,
  AGREEMENT,
  CONFLICT,
  DELETE_CONFLICT,
  HELD_AGAIN,
  DISSOLVED,
  RESOLVED,
  REFUSED,
  RE_CREATED,
  GIVES_WAY,
  ECHO,
  HINT,
  OLD,
  WAITS
}
