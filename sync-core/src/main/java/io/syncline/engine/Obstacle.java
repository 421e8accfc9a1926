package io.syncline.engine;

/** Why a link could not be changed by hand as a person asked. Nothing was done. */
public enum Obstacle {
  NATIVE_LINKED("the native record is linked already"),
  NATIVE_UNLINKED("the native record is linked to no record"),
  NATIVE_GONE("the system does not show the native record any more"),
  RECORD_UNKNOWN("there is no such record"),
  RECORD_DELETED("the record is deleted"),
  RECORD_LINKED("the record has another native record in this system"),
  SAME_RECORD("the native record is linked to this very record"),
  ALONE("the native record is the only one of its record: nothing is to be split"),
  IN_FLIGHT("a write is in flight there: after its outcome");

  private final String words;

  Obstacle(String words) {
    this.words = words;
  }

  /** For people. */
  public String words() {
    return words;
  }
}
