package io.syncline.testkit.simulation.oracle;

/** One record in one system. */
public record Place(String system, String record) {
  @Override
  public String toString() {
    return record + " in " + system;
  }
}
