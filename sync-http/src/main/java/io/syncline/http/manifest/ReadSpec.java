package io.syncline.http.manifest;

import java.util.Optional;
import tools.jackson.core.JsonPointer;

/**
 * Reads by key.
 *
 * @param record where the answer to {@code one} has the record
 * @param absentIsMissing whether an answer that has nothing there, or null, says that there is none
 */
public record ReadSpec(
    Optional<Call> one, JsonPointer record, boolean absentIsMissing, Optional<Many> many) {

  /** Of a dataset that is not read by key. */
  static final ReadSpec NONE =
      new ReadSpec(Optional.empty(), JsonPointer.empty(), false, Optional.empty());

  /** The same without the call for several, where there is one for each. */
  public ReadSpec oneByOne() {
    return one.isPresent() ? new ReadSpec(one, record, absentIsMissing, Optional.empty()) : this;
  }

  /**
   * Several records in one call.
   *
   * @param parameter of the query; takes the keys. Empty: the body has them, an envelope as {@link
   *     #IDS}, JSON as {@link #KEYS}
   * @param repeat whether each key has a parameter of its own; else commas join them in one
   * @param max keys in one call
   */
  public record Many(
      Call call, Optional<String> parameter, boolean repeat, int max, JsonPointer records) {

    /** Whether a comma in a key would look like one between keys. */
    public boolean isJoined() {
      return parameter.isPresent() && !repeat;
    }

    /** The variable for the keys, of an envelope. */
    public static final String IDS = "ids";

    /** The variable for the keys, of a body in JSON: a list. */
    public static final String KEYS = "read.ids";
  }
}
