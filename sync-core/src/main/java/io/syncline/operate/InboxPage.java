package io.syncline.operate;

import java.util.List;
import java.util.Optional;

/**
 * Some entries of an inbox.
 *
 * @param next where the next page begins; empty: there are no more
 */
public record InboxPage(List<InboxEntry> entries, Optional<EntryId> next) {

  public InboxPage {
    entries = List.copyOf(entries);
  }
}
