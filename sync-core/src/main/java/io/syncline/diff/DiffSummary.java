package io.syncline.diff;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How much differs.
 *
 * @param leftRows how many of left's rows were read; fewer than it has where a way leaves out what
 *     it knows to be equal
 * @param rightRows likewise
 * @param inserts records that only right has
 * @param updates records that both have, with different fields
 * @param deletes records that only left has
 * @param changedFields in how many updates a field differs, by its name; those that never do are
 *     left out
 * @param way how this was found
 */
public record DiffSummary(
    long leftRows,
    long rightRows,
    long inserts,
    long updates,
    long deletes,
    Map<String, Long> changedFields,
    ChosenWay way) {

  public DiffSummary {
    changedFields = Collections.unmodifiableMap(new LinkedHashMap<>(changedFields));
  }

  /** How many records differ. */
  public long changes() {
    return inserts + updates + deletes;
  }

  /** Whether nothing differs. */
  public boolean isEmpty() {
    return changes() == 0;
  }

  @Override
  public String toString() {
    return "inserts " + inserts + ", updates " + updates + ", deletes " + deletes;
  }
}
