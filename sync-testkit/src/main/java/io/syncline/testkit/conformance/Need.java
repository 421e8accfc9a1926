package io.syncline.testkit.conformance;

/** Whom a rule concerns. */
public enum Need {
  /** Every adapter that has the facet. */
  REQUIRED("R"),
  /** Adapters that declare the capability. */
  OPTIONAL("O");

  private final String letter;

  Need(String letter) {
    this.letter = letter;
  }

  /** As in the tables: R or O. */
  public String letter() {
    return letter;
  }
}
