package io.syncline.jdbc.dialect;

import java.util.Set;

/**
 * The transactions that were open before a snapshot was taken.
 *
 * @param transactions each under one name from before its first entry to its end
 * @param whole whether none is missing; if some may be, nothing can be concluded
 */
public record JournalLook(Set<String> transactions, boolean whole) {

  /** Nobody has looked. */
  public static final JournalLook NONE = new JournalLook(Set.of(), false);

  public JournalLook {
    transactions = Set.copyOf(transactions);
  }
}
