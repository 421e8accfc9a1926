package io.syncline.suggest;

import io.syncline.model.FieldType;
import java.util.List;

/**
 * Two native fields that are suggested to be one canonical field.
 *
 * @param field the canonical name
 * @param one in the first system
 * @param other in the second
 * @param confidence 0 to 1
 * @param reason in words
 * @param notes what a person should know before it runs
 */
public record FieldPair(
    String field,
    FieldType type,
    End one,
    End other,
    double confidence,
    String reason,
    List<String> notes) {

  public FieldPair {
    notes = List.copyOf(notes);
  }

  /**
   * How the field stands in one system.
   *
   * @param lenses in the words of a file, the one nearest to the system first; empty: unchanged
   * @param direction in the words of a file; empty: both ways
   */
  public record End(String nativeField, List<String> lenses, String direction) {

    public End {
      lenses = List.copyOf(lenses);
    }
  }
}
