package io.syncline.jdbc.diff;

import io.syncline.diff.DiffCancelled;
import io.syncline.diff.RowCursor;
import io.syncline.jdbc.internal.Session;
import io.syncline.model.SyncException;
import io.syncline.packed.RowPacker;
import io.syncline.packed.Slab;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jooq.exception.DataAccessException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the rows of some queries, one behind the other, in one transaction on a connection of its
 * own, which it takes at the first read and gives back at the end. May be closed by another thread
 * than the one that reads, which then ends with {@link DiffCancelled}.
 */
final class TableCursor implements RowCursor {

  private static final Logger LOG = LoggerFactory.getLogger(TableCursor.class);

  /** How long a read that was cancelled may take before it is cancelled again. */
  private static final long PATIENCE_MILLIS = 500;

  private final TableReading reading;
  private final RowPacker row;
  private final ReentrantLock lock = new ReentrantLock();
  private volatile @Nullable Session session;
  private @Nullable RowStream stream;
  private volatile boolean closed;

  /** Whether a row is packed that did not fit. */
  private boolean held;

  private int next;
  private boolean ended;

  TableCursor(TableReading reading) {
    this.reading = reading;
    this.row = new RowPacker(reading.schema());
  }

  @Override
  public void read(Slab slab) {
    slab.clear();
    lock.lock();
    try {
      if (held) {
        slab.append(row);
        held = false;
      }
      while (!closed && !ended && !held) {
        fill(slab);
      }
    } catch (SQLException e) {
      throw failed(e);
    } catch (RuntimeException e) {
      throw failed(e);
    } finally {
      lock.unlock();
    }
    if (closed) {
      throw new DiffCancelled();
    }
  }

  /** Reads to the end of the slab or of one query. */
  private void fill(Slab slab) throws SQLException {
    RowStream rows = stream;
    if (rows == null) {
      if (next == reading.queries().size()) {
        ended = true;
        free();
        return;
      }
      rows = reading.open(session(), next++);
      stream = rows;
    }
    while (packs(rows)) {
      if (!slab.append(row)) {
        held = true;
        return;
      }
    }
    rows.close();
    stream = null;
  }

  /** What a value is refused for is told with its table. */
  private boolean packs(RowStream rows) throws SQLException {
    try {
      return rows.next(row);
    } catch (IllegalArgumentException | java.time.DateTimeException e) {
      throw new SyncException(reading.name() + ": " + e.getMessage(), e);
    }
  }

  private Session session() {
    Session open = session;
    if (open == null) {
      open = reading.session();
      session = open;
    }
    return open;
  }

  private RuntimeException failed(SQLException e) {
    Session open = session;
    return closed || open == null ? new DiffCancelled() : reading.failed(open, e);
  }

  private RuntimeException failed(RuntimeException e) {
    if (closed) {
      return new DiffCancelled();
    }
    SQLException cause =
        e instanceof DataAccessException told ? told.getCause(SQLException.class) : null;
    return cause == null ? e : failed(cause);
  }

  @Override
  public void close() {
    closed = true;
    boolean mine = lock.tryLock();
    while (!mine) {
      cancel();
      mine = waited();
    }
    try {
      free();
    } finally {
      lock.unlock();
    }
  }

  /** Whether the thread that reads is done; an interrupt makes no difference and stays set. */
  private boolean waited() {
    try {
      return lock.tryLock(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      lock.lock();
      Thread.currentThread().interrupt();
      return true;
    }
  }

  private void cancel() {
    Session open = session;
    try {
      if (open != null) {
        reading.cancel(open);
      }
    } catch (SQLException | DataAccessException e) {
      LOG.debug("{}: a read could not be cancelled: {}", reading.name(), e.getMessage());
    }
  }

  private void free() {
    Session open = session;
    RowStream rows = stream;
    session = null;
    stream = null;
    held = false;
    if (open == null) {
      return;
    }
    try (open) {
      if (rows != null) {
        rows.close();
      }
    } catch (SQLException | DataAccessException e) {
      LOG.debug("{}: what was left could not be skipped: {}", reading.name(), e.getMessage());
    }
  }
}
