package io.syncline.mapping;

/** What every lens keeps; see {@link Lens}. */
public enum Law {
  /** What is written is read back, or its shown form where the lens is lossy. */
  PUT_GET,
  /** Writing back what was read changes nothing, formatting included. */
  GET_PUT,
  /** The last write wins alone: what it shows does not depend on those before. */
  PUT_PUT,
  /** What was read is what writing it anew would show; the shown form of a shown form is itself. */
  STABLE
}
