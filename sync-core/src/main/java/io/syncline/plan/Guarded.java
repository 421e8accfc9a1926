package io.syncline.plan;

import io.syncline.model.EntityName;
import io.syncline.model.SystemId;
import java.util.Locale;

/**
 * The part of a flow's plan that a guard holds for a person.
 *
 * @param count how many records it concerns
 * @param linked how many records the system has linked
 */
public record Guarded(
    EntityName entity, SystemId system, Risk risk, long count, long linked, GuardLimit limit) {

  /**
   * Such as {@code customer@erp: 400 deletes wait for approval, of 500 linked records; 100 or 20 %
   * may go}.
   */
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%s@%s: %d %s wait for approval, of %d linked records; %s may go",
        entity,
        system,
        count,
        risk.words(),
        linked,
        limit);
  }
}
