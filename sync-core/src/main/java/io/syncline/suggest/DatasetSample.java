package io.syncline.suggest;

import io.syncline.model.Row;
import io.syncline.spi.Cursor;
import io.syncline.spi.Dataset;
import io.syncline.spi.DatasetSchema;
import io.syncline.spi.DatasetSchema.NativeField;
import io.syncline.spi.Limits;
import io.syncline.spi.ScanPage;
import io.syncline.spi.Scanner;
import io.syncline.spi.WriteKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The schema of a dataset, and the first rows of a listing of it. */
final class DatasetSample {

  private static final Duration CALL = Duration.ofSeconds(90);

  private DatasetSample() {}

  static Side of(String system, Dataset dataset, int mostRows) {
    DatasetSchema described =
        dataset
            .schemaReader()
            .map(reader -> reader.describe(CALL))
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "must describe itself: dataset=" + dataset.spec().name()));
    List<Row> rows = dataset.scanner().map(each -> rows(each, mostRows)).orElse(List.of());
    return new Side(system, dataset.spec().name(), writable(dataset, described), rows);
  }

  /** As we may write it: where the dataset takes no writes, no field does. */
  private static DatasetSchema writable(Dataset dataset, DatasetSchema described) {
    Set<WriteKind> writes =
        dataset.writer().isPresent() ? dataset.capabilities().writes() : Set.of();
    if (writes.contains(WriteKind.CREATE) || writes.contains(WriteKind.UPDATE)) {
      return described;
    }
    return new DatasetSchema(
        described.fields().stream()
            .map(
                each ->
                    new NativeField(
                        each.name(), each.type(), each.nullable(), each.keyPart(), true))
            .toList(),
        described.fingerprint());
  }

  private static List<Row> rows(Scanner scanner, int most) {
    List<Row> rows = new ArrayList<>();
    ScanPage page = scanner.start(new Limits(most, CALL));
    add(page, rows, most);
    Optional<Cursor> next = page.next();
    while (next.isPresent() && rows.size() < most) {
      page = scanner.resume(next.get(), new Limits(most - rows.size(), CALL));
      add(page, rows, most);
      next = page.next();
    }
    return rows;
  }

  private static void add(ScanPage page, List<Row> rows, int most) {
    page.entries().stream()
        .limit(most - rows.size())
        .forEach(entry -> rows.add(entry.image().row()));
  }
}
