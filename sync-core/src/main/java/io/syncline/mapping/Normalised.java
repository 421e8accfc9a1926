package io.syncline.mapping;

import io.syncline.model.Row;
import java.util.List;

/**
 * One native row, made canonical.
 *
 * @param row the canonical fields that the native row carries and that fit; a rejected field is
 *     absent
 * @param rejects what does not fit, in the order of the mapping
 */
public record Normalised(Row row, List<Reject> rejects) {

  public Normalised {
    rejects = List.copyOf(rejects);
  }

  public boolean isClean() {
    return rejects.isEmpty();
  }
}
