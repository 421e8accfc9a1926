package io.syncline.http.ledger;

import java.time.Duration;
import java.util.List;

/**
 * What one process asks of an account.
 *
 * @param account its name in the table
 * @param limit how much there is
 * @param readLimit how much of it reads may take
 * @param writes how much is needed at least for writes; 0: none
 * @param reads the same for reads
 * @param unused what was given to this process before and was not used, by slots that are over. It
 *     is told once: an answer that was lost must not take it back twice
 * @param pause how long nobody shall take anything; zero: no longer than is known
 * @param ahead how long the answer may be on its way: what is given begins then at the latest
 */
public record Claim(
    String account,
    Slots slots,
    int limit,
    int readLimit,
    int writes,
    int reads,
    List<Entry> unused,
    Duration pause,
    Duration ahead) {

  /** The furthest that a slot is given out before it begins. */
  public static final Duration MOST_AHEAD = Duration.ofSeconds(10);

  public Claim {
    unused = List.copyOf(unused);
    ahead = ahead.compareTo(MOST_AHEAD) > 0 ? MOST_AHEAD : ahead;
  }
}
