package io.syncline.benchmarks.state;

import io.syncline.model.RecordId;
import io.syncline.store.RecordChange;
import io.syncline.store.StateStore;
import io.syncline.store.StoreTransaction;
import io.syncline.store.StoreView;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;

/** What one store is asked to do, one thread, with durable transactions of one batch each. */
final class Trial {

  private static final long SEED = 4711;

  private final Place place;
  private final int rows;
  private final int batch;

  Trial(Place place, int rows, int batch) {
    this.place = place;
    this.rows = rows;
    this.batch = batch;
  }

  /** Nanoseconds of each work, and bytes of a record in the end. */
  record Measured(
      String title,
      long load,
      long rewriteRandom,
      long rewriteAscending,
      long scan,
      double bytesPerRecord,
      long reopen) {}

  /**
   * All of it.
   *
   * @throws IllegalStateException where the store does not hold what was written
   */
  Measured run() throws IOException, SQLException {
    List<Long> ascending = LongStream.rangeClosed(1, rows).boxed().toList();
    List<Long> shuffled = new ArrayList<>(ascending);
    Collections.shuffle(shuffled, new Random(SEED));
    StateStore store = place.open();
    try {
      allocate(store);
      long load = save(store, ascending, id -> RecordChange.created(Records.record(id, 0)));
      long random = save(store, shuffled, id -> change(id, 0));
      long sorted = save(store, ascending, id -> change(id, 1));
      long scan = scan(store);
      double bytes = (double) place.bytes() / rows;
      store.close();
      long begin = System.nanoTime();
      store = place.open();
      look(store);
      long reopen = System.nanoTime() - begin;
      return new Measured(place.title(), load, random, sorted, scan, bytes, reopen);
    } finally {
      store.close();
    }
  }

  private static RecordChange change(long id, int revision) {
    return RecordChange.changed(Records.record(id, revision), Records.record(id, revision + 1));
  }

  private void allocate(StateStore store) {
    try (StoreTransaction transaction = store.begin()) {
      transaction.allocate(rows);
      transaction.commit();
    }
  }

  /** What becomes of one record. */
  private interface Change {
    RecordChange of(long id);
  }

  /** The changes are made before each batch is timed. */
  private long save(StateStore store, List<Long> ids, Change change) {
    long nanos = 0;
    for (int from = 0; from < rows; from += batch) {
      List<RecordChange> changes = new ArrayList<>(batch);
      ids.subList(from, Math.min(from + batch, rows)).forEach(id -> changes.add(change.of(id)));
      long begin = System.nanoTime();
      try (StoreTransaction transaction = store.begin()) {
        transaction.save(Records.CUSTOMER, changes);
        transaction.commit();
      }
      nanos += System.nanoTime() - begin;
    }
    return nanos;
  }

  private long scan(StateStore store) {
    long begin = System.nanoTime();
    int found = 0;
    try (StoreView view = store.view()) {
      List<RecordId> page = view.records(Records.CUSTOMER, 0, batch);
      while (!page.isEmpty()) {
        found += view.load(Records.CUSTOMER, page).size();
        page = view.records(Records.CUSTOMER, page.get(page.size() - 1).value(), batch);
      }
    }
    if (found != rows) {
      throw new IllegalStateException("must hold every record: found=" + found + " rows=" + rows);
    }
    return System.nanoTime() - begin;
  }

  private void look(StateStore store) {
    try (StoreView view = store.view()) {
      var found = view.load(Records.CUSTOMER, List.of(new RecordId(rows))).values();
      if (!found.contains(Records.record(rows, 2))) {
        throw new IllegalStateException("must hold what was written last: found=" + found);
      }
    }
  }
}
