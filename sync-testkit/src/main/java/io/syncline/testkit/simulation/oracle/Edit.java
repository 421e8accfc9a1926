package io.syncline.testkit.simulation.oracle;

import java.util.BitSet;

/** What one user did to one register of one record: a dot, and all that its author had seen. */
final class Edit {

  /** How it was done. */
  enum Kind {
    /** With the record; nothing was seen. */
    CREATED,
    /** The hub made the record without it: nobody entered anything. */
    BLANK,
    CHANGED,
    /** To a value that was there before: a hub that did not look in between saw nothing. */
    UNDONE,
    DELETED
  }

  final int number;
  final Kind kind;
  final Place place;
  final String field;
  final String value;

  /** The numbers of the edits that its author had seen, or whose successors he had seen. */
  final BitSet past = new BitSet();

  /** The times that it may be taken for. */
  final long earliest;

  long latest;

  /** Whether it was made before hub and system agreed on this life of the record. */
  boolean early;

  /** Whether a person who saw it decided that the record is to go. */
  boolean buried;

  /** Whether the hub wrote over it what was made without sight of it. */
  boolean beaten;

  Edit(int number, Kind kind, Place place, String field, String value, Told told) {
    this.number = number;
    this.kind = kind;
    this.place = place;
    this.field = field;
    this.value = value;
    this.earliest = told.earliest();
    this.latest = told.latest();
  }

  boolean saw(Edit other) {
    return past.get(other.number);
  }

  /** Whether its net effect may have been nothing. */
  boolean isVague() {
    return kind == Kind.UNDONE
        || kind == Kind.BLANK
        || (kind == Kind.CREATED && value.equals(Oracle.NOTHING));
  }

  /** Whether its time cannot be told from outside. */
  boolean isUncertain() {
    return early || isVague();
  }

  @Override
  public String toString() {
    return "#" + number + " " + field + "=" + value + " of " + place;
  }
}
