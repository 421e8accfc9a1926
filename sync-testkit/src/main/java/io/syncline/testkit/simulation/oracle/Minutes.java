package io.syncline.testkit.simulation.oracle;

/** What the hub has written down of its decisions. */
public interface Minutes {

  /** Whether some decision names the value as one of its two sides. */
  boolean name(String value);

  /** Whether some decision about a delete says that the field was at stake. */
  boolean stake(String field);
}
