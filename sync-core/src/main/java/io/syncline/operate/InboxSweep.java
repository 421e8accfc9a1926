package io.syncline.operate;

import java.util.List;

/**
 * What became of all entries that a filter found.
 *
 * @param done how many were done
 * @param left how many stay as they are, since the rule does not decide them, or it does not fit
 * @param movedOn how many were refused, since they changed between look and act
 * @param refused the first answers to those, at most {@value #MOST}
 */
public record InboxSweep(long done, long left, long movedOn, List<InboxAnswer> refused) {

  /** The most answers kept. */
  public static final int MOST = 100;

  public InboxSweep {
    refused = List.copyOf(refused);
  }
}
