package io.syncline.http.manifest;

import java.util.Optional;
import tools.jackson.core.JsonPointer;

/**
 * Reads by key.
 *
 * @param record where the answer to {@code one} has the record
 */
public record ReadSpec(Optional<Call> one, JsonPointer record, Optional<Many> many) {

  /**
   * Several records in one call.
   *
   * @param parameter of the query; takes the keys, joined by commas. Empty: an envelope has an
   *     element that is nothing but {@link #IDS}
   * @param max keys in one call
   */
  public record Many(Call call, Optional<String> parameter, int max, JsonPointer records) {

    /** The variable for the keys. */
    public static final String IDS = "ids";
  }
}
