package io.syncline.testkit.simulation.oracle;

/** Who may win a conflict between edits. */
public enum Winner {
  /** Whose system says that it came later, and nobody else. */
  LATER,
  /** Either of them: it depends on who was looked at first, or on a person. */
  ANY
}
