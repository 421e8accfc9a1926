package io.syncline.mapping;

import io.syncline.model.Row;
import java.util.List;

/**
 * Canonical fields, made native.
 *
 * @param row the native fields to write; a rejected field is absent
 * @param rejects what cannot be written, in the order of the mapping
 */
public record Denormalised(Row row, List<Reject> rejects) {

  public Denormalised {
    rejects = List.copyOf(rejects);
  }

  public boolean isClean() {
    return rejects.isEmpty();
  }
}
