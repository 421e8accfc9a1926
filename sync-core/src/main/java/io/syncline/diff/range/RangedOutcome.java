package io.syncline.diff.range;

import java.util.List;

/**
 * How a diff went.
 *
 * @param planned what was chosen at first, and why
 * @param ways that were gone, in order; the first was planned, each other switched to
 * @param notes what was seen and done, in words and in order
 * @param fetchedRows records that were read by key or by range, of both sides
 */
public record RangedOutcome(
    WayChoice planned, List<Way> ways, List<String> notes, long fetchedRows) {

  public RangedOutcome {
    ways = List.copyOf(ways);
    notes = List.copyOf(notes);
  }

  /** The way that came to the end. */
  public Way way() {
    return ways.get(ways.size() - 1);
  }

  /** Plan, sights and switches as lines of text. */
  public String explain() {
    StringBuilder text = new StringBuilder("planned: ").append(planned.explain());
    text.append("\nwhat happened:");
    notes.forEach(note -> text.append("\n- ").append(note));
    return text.append("\n- ").append(fetchedRows).append(" records were fetched").toString();
  }
}
