package io.syncline.jdbc.dialect;

import java.util.List;
import java.util.OptionalLong;

/**
 * The transactions that were open when we looked.
 *
 * @param clockMicros the database's clock before we looked, since 1970
 * @param whole whether none is missing that was open at the clock; if some may be, nothing can be
 *     concluded from the others either
 */
public record OpenTransactions(long clockMicros, List<Open> open, boolean whole) {

  public OpenTransactions {
    open = List.copyOf(open);
  }

  /**
   * One transaction.
   *
   * @param id the same at every look, as long as it is open and not prepared
   * @param startMicros where we may know
   * @param prepared whether it waits for its second phase, under an id that it got only then
   */
  public record Open(String id, OptionalLong startMicros, boolean prepared) {}
}
