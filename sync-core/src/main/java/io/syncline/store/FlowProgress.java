package io.syncline.store;

import io.syncline.spi.Cursor;
import java.util.Optional;

/**
 * How far one system's changes of one entity were taken in.
 *
 * @param scan where a listing that has begun goes on; empty: none is under way
 * @param anchor the feed's position before that listing began
 * @param feed where the next poll begins; empty: not before a listing has ended
 * @param listed whether a complete listing was ever taken in: creates wait for it
 */
public record FlowProgress(
    Optional<Cursor> scan, Optional<Cursor> anchor, Optional<Cursor> feed, boolean listed) {

  public static FlowProgress none() {
    return new FlowProgress(Optional.empty(), Optional.empty(), Optional.empty(), false);
  }
}
