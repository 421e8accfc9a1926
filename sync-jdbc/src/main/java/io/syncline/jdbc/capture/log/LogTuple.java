package io.syncline.jdbc.capture.log;

import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The columns of one row as a message carries them, in the order of its relation.
 *
 * @param texts as the type's output function writes them; null: NULL, or not told
 * @param untold the columns whose value the log does not have: large ones that were not changed
 */
record LogTuple(List<@Nullable String> texts, BitSet untold) {

  LogTuple {
    texts = Collections.unmodifiableList(texts);
    untold = (BitSet) untold.clone();
  }

  /** Whether the value is known, which it also is where it is NULL. */
  boolean tells(int column) {
    return !untold.get(column);
  }

  /** Empty: NULL. Only where the column is told. */
  Optional<String> text(int column) {
    return Optional.ofNullable(texts.get(column));
  }
}
