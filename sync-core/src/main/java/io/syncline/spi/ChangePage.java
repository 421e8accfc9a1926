package io.syncline.spi;

import java.time.Duration;
import java.util.List;

/**
 * A page of changes.
 *
 * @param next where the following poll begins; stored with the page's effects
 * @param more whether the following poll will give changes at once
 * @param delay how long to wait before the following poll when there are no more
 */
public record ChangePage(List<Change> changes, Cursor next, boolean more, Duration delay) {

  public ChangePage {
    changes = List.copyOf(changes);
  }
}
