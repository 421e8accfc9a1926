package io.syncline.engine;

import io.syncline.model.RecordId;
import io.syncline.spi.Cursor;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The listings that this process began and a rate limit or a failure interrupted: what each has
 * seen up to where it goes on. A listing that another process began has no such memory.
 */
final class Listings {

  private final Map<FlowName, Seen> begun = new HashMap<>();

  void keep(FlowName flow, Seen seen) {
    begun.put(flow, seen);
  }

  void forget(FlowName flow) {
    begun.remove(flow);
  }

  /** What was seen up to {@code position}; empty where this process did not list up to there. */
  Optional<Seen> upTo(FlowName flow, Optional<Cursor> position) {
    return Optional.ofNullable(begun.get(flow))
        .filter(seen -> position.isPresent() && position.equals(seen.upTo));
  }

  /** What one listing has seen: a bit per linked record. */
  static final class Seen {

    private final BitSet records = new BitSet();
    private long rows;
    private Optional<Cursor> upTo = Optional.empty();

    void add(Iterable<RecordId> ids, long rowsListed, Optional<Cursor> next) {
      ids.forEach(id -> records.set(Math.toIntExact(id.value())));
      rows += rowsListed;
      upTo = next;
    }

    boolean has(RecordId id) {
      return records.get(Math.toIntExact(id.value()));
    }

    boolean isEmpty() {
      return rows == 0;
    }
  }
}
