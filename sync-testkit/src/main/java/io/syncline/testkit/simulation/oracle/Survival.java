package io.syncline.testkit.simulation.oracle;

/** What becomes of a record that one user deleted and another edited without knowing. */
public enum Survival {
  LIVES,
  GOES,
  /** A person decides. */
  ANY
}
