package io.syncline.diff.report;

import io.syncline.diff.Delta;
import io.syncline.diff.DiffSummary;
import java.util.List;

/**
 * What a diff found: its counts and some of its deltas, to be shown. Immutable.
 *
 * @param left the left side's name
 * @param right the right side's name
 * @param shown deltas that are {@linkplain Delta#keep kept}, as many as were asked for
 */
public record DiffReport(String left, String right, DiffSummary summary, List<Delta> shown) {

  public DiffReport {
    shown = List.copyOf(shown);
  }

  /**
   * This report with the values of these fields or parts of the key replaced by marks, so that it
   * can be shared. Within one report equal values have equal marks, so one still sees what differs;
   * marks of two reports tell nothing of each other, nor can values be found by trying: they are
   * digests with a secret that is thrown away. Null stays null.
   *
   * @throws IllegalArgumentException where no shown record has such a field, though some are shown
   */
  public DiffReport hiding(String... names) {
    return new DiffReport(left, right, summary, Hiding.of(List.of(names)).all(shown));
  }

  /** How many deltas there are beyond those that are shown. */
  public long notShown() {
    return summary.changes() - shown.size();
  }

  /** For a terminal or a log: lines of text, long values shortened. */
  public String text() {
    return new TextReport(this).render();
  }

  /** For programs: one JSON object; values are whole. */
  public String json() {
    return JsonReport.render(this);
  }

  /** For people: one HTML page that needs no other file and no script, long values shortened. */
  public String html() {
    return new HtmlReport(this).render();
  }
}
