package io.syncline.suggest;

import io.syncline.model.Row;
import io.syncline.model.SystemId;
import io.syncline.spi.Dataset;
import io.syncline.spi.DatasetSchema;
import io.syncline.spi.DatasetSchema.NativeField;
import java.util.List;

/**
 * One of the two datasets between which a mapping is drafted.
 *
 * @param system the id that it is to have in the hub
 * @param dataset as the system names it
 * @param rows some of its rows, by native names; the more of them both sides know, the better the
 *     draft; may be empty
 */
public record Side(String system, String dataset, DatasetSchema schema, List<Row> rows) {

  /** The most rows that {@link #read} takes. */
  public static final int MOST_ROWS = 1_000;

  public Side {
    new SystemId(system);
    if (dataset.isBlank()) {
      throw new IllegalArgumentException("must be given, as the system names it: dataset=");
    }
    if (dataset.contains("${")) {
      throw new IllegalArgumentException("must not refer to a variable: dataset=" + dataset);
    }
    rows = List.copyOf(rows);
  }

  /** By its schema alone. */
  public static Side of(String system, String dataset, DatasetSchema schema) {
    return new Side(system, dataset, schema, List.of());
  }

  /**
   * By what it tells of itself: its schema, and the first rows of a listing, at most {@link
   * #MOST_ROWS}. Writes nothing. Without a scanner there are no rows.
   *
   * @throws IllegalArgumentException if it cannot describe itself
   */
  public static Side read(String system, Dataset dataset) {
    return DatasetSample.of(system, dataset, MOST_ROWS);
  }

  public Side withRows(List<Row> sample) {
    return new Side(system, dataset, schema, sample);
  }

  /** The native fields of its key, as far as the schema tells. */
  List<String> key() {
    return schema.fields().stream().filter(NativeField::keyPart).map(NativeField::name).toList();
  }

  @Override
  public String toString() {
    return system + " " + dataset;
  }
}
