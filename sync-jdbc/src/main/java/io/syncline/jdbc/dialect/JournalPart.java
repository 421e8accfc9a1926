package io.syncline.jdbc.dialect;

import java.util.List;
import java.util.Optional;
import org.jooq.Query;

/**
 * One thing that a journal needs in the database.
 *
 * @param name for people
 * @param fault what is wrong with it; empty: nothing
 * @param making the statements that mend it; empty where nothing is wrong, or where only a person
 *     can: a right that is missing
 */
public record JournalPart(String name, Optional<String> fault, List<Query> making) {

  public JournalPart {
    making = List.copyOf(making);
  }

  static JournalPart good(String name) {
    return new JournalPart(name, Optional.empty(), List.of());
  }

  /** There, but not all may be done to it that must be. */
  static JournalPart lacking(String name, List<String> rights) {
    return bad(name, "missing: " + String.join(", ", rights));
  }

  static JournalPart bad(String name, String fault, Query... making) {
    return new JournalPart(name, Optional.of(fault), List.of(making));
  }
}
