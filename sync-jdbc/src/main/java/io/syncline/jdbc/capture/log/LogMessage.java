package io.syncline.jdbc.capture.log;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** One message of {@code pgoutput}. Rows stand between the begin and the commit of theirs. */
sealed interface LogMessage {

  /**
   * A transaction begins; transactions come one after another, in the order of their commits.
   *
   * @param commit where its commit lies in the log
   * @param transaction the lower 32 bits of its number
   */
  record Begin(long commit, Instant committed, int transaction) implements LogMessage {}

  /**
   * The transaction ends.
   *
   * @param end where the log goes on after it
   */
  record Commit(long end) implements LogMessage {}

  /**
   * What the table of the rows that follow looked like when they were written.
   *
   * @param identity as the catalogue writes it: d, n, f or i
   */
  record Relation(int id, String schema, String table, char identity, List<Column> columns)
      implements LogMessage {

    public Relation {
      columns = List.copyOf(columns);
    }

    /** Where a column stands; -1: nowhere. */
    int indexOf(String name) {
      for (int i = 0; i < columns.size(); i++) {
        if (columns.get(i).name().equals(name)) {
          return i;
        }
      }
      return -1;
    }

    /**
     * One column.
     *
     * @param identifying whether it is told of rows that are gone or had another key
     * @param type the number of its type
     */
    record Column(String name, boolean identifying, int type) {}
  }

  /** A row was inserted. */
  record Inserted(int relation, LogTuple row) implements LogMessage {}

  /**
   * A row was updated.
   *
   * @param before what identified it, where that was changed or the whole row is told
   */
  record Updated(int relation, Optional<LogTuple> before, LogTuple row) implements LogMessage {}

  /**
   * A row was deleted.
   *
   * @param before what identified it
   */
  record Deleted(int relation, LogTuple before) implements LogMessage {}

  /** All rows of these tables went at once. */
  record Truncated(List<Integer> relations) implements LogMessage {

    public Truncated {
      relations = List.copyOf(relations);
    }
  }

  /** Origins, types and messages of applications: nothing that we need. */
  record Other(char kind) implements LogMessage {}
}
