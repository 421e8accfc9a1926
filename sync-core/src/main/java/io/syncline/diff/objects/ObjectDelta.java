package io.syncline.diff.objects;

import io.syncline.diff.ChangeKind;
import java.util.List;
import java.util.Optional;

/**
 * One pair of objects that differs.
 *
 * @param left empty for an insert
 * @param right empty for a delete
 * @param fields of an update, the names of the fields that differ, as they were declared; else
 *     empty
 */
public record ObjectDelta<T>(
    ChangeKind kind, Optional<T> left, Optional<T> right, List<String> fields) {

  public ObjectDelta {
    fields = List.copyOf(fields);
  }
}
