package io.syncline.reconcile.policy;

import io.syncline.model.SystemId;
import java.util.List;

/**
 * One side deleted a record that the other edited without sight of it. Which did which, the values
 * tell: {@code head} and {@code incoming} are {@code ALIVE} or {@code DELETED}.
 *
 * @param system the system just looked at, whose edit or delete is {@code incoming}
 * @param registers what would be lost with the record: the fields edited without sight of the
 *     delete
 */
public record DeleteConflict(SystemId system, Edit head, Edit incoming, List<String> registers) {

  public DeleteConflict {
    registers = List.copyOf(registers);
  }
}
