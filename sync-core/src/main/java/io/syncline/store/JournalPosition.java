package io.syncline.store;

import io.syncline.model.RecordId;

/**
 * Where an entry stands in an entity's journal, which is ordered by record and then by age.
 *
 * @param number grows with each entry of the store
 */
public record JournalPosition(RecordId record, long number) {}
