package io.syncline.jdbc.dialect;

import java.util.Optional;

/**
 * The entries that are visible in one snapshot and were not in another, in the order of {@link
 * Place}.
 *
 * @param seen whose entries are left out
 * @param upTo whose entries are meant
 * @param last the last entry handed out; empty: none yet
 */
public record JournalRange(JournalSnapshot seen, JournalSnapshot upTo, Optional<Place> last) {

  /** Where an entry stands. */
  public record Place(long transaction, long position) {}
}
