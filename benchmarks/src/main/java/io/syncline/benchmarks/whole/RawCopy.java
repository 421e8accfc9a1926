package io.syncline.benchmarks.whole;

import java.sql.Connection;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;

/** The floor: both tables by binary COPY at once, thrown away. */
final class RawCopy implements Job {

  private final String order;

  private RawCopy(String order) {
    this.order = order;
  }

  /** As the rows lie in the table. */
  static RawCopy plain() {
    return new RawCopy("");
  }

  /** By key, as a merge needs them. */
  static RawCopy ordered() {
    return new RawCopy(" order by id");
  }

  @Override
  public long run(Tables tables) throws Exception {
    ExecutorService other = Executors.newSingleThreadExecutor();
    try {
      Future<Long> right = other.submit(() -> scan(tables.right()));
      scan(tables.left());
      right.get();
      return -1;
    } finally {
      other.shutdownNow();
    }
  }

  private long scan(DataSource database) throws Exception {
    try (Connection connection = database.getConnection()) {
      CopyOut out =
          connection
              .unwrap(PGConnection.class)
              .getCopyAPI()
              .copyOut(
                  "copy (select "
                      + Tables.COLUMNS
                      + " from "
                      + Tables.NAME
                      + order
                      + ") to stdout (format binary)");
      long bytes = 0;
      for (byte[] part = out.readFromCopy(); part != null; part = out.readFromCopy()) {
        bytes += part.length;
      }
      return bytes;
    }
  }
}
