package io.syncline.jdbc.dialect;

import java.util.Optional;

/**
 * One line of a journal.
 *
 * @param transaction the number of the transaction that wrote it; its position where the database
 *     tells none
 * @param position grows over all entries; of two writes to one row the later has the higher
 * @param key of the row, as text; empty text for {@link JournalOperation#TRUNCATED}
 * @param movedTo the key that the row has from then on, for {@link JournalOperation#MOVED}
 */
public record JournalEntry(
    long transaction,
    long position,
    JournalOperation operation,
    String key,
    Optional<String> movedTo) {}
