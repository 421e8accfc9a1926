package io.syncline.testkit.simulation;

import java.util.Locale;

/**
 * Something that a user does in one system, as far as it can be done there: a record that is not
 * there is not changed.
 *
 * @param system its number in the scenario
 * @param record its number; the same number is the same record in every system
 * @param field its number in the scenario, of what is changed
 */
record Act(What what, int system, int record, int field) implements Step {

  /** What a user can do. */
  enum What {
    /** Makes a record: a new one, one that another system has, or one that was deleted. */
    ADD,
    CHANGE,
    CHANGE_ALL,
    /** Sets a value that was there before. */
    UNDO,
    REMOVE,
    /** The record goes on under another key. */
    REKEY
  }

  @Override
  public String toString() {
    String place = " m" + record + " in system " + system;
    String verb = what.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    return what == What.CHANGE || what == What.UNDO
        ? verb + " field " + field + " of" + place
        : verb + place;
  }
}
