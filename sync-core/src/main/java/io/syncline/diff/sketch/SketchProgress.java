package io.syncline.diff.sketch;

/** How far a decoder is. */
public enum SketchProgress {

  /** The cells so far do not tell the difference yet: send more. */
  WANTING,

  /** The difference is known, whole and checked. */
  DECODED,

  /**
   * As many cells as {@link SketchLimits} allow did not tell the difference. The sets differ by
   * more than sketches are good for, or cells were damaged: compare them in another way.
   */
  LIMIT_REACHED
}
