package io.syncline.jdbc;

import io.syncline.jdbc.schema.TableShape;
import java.util.List;

/**
 * What an account must be allowed on one table.
 *
 * @param rights as GRANT spells them, in upper case
 */
record Need(TableShape table, List<String> rights) {

  Need {
    rights = List.copyOf(rights);
  }

  /** To read it. */
  static Need toRead(TableShape table) {
    return new Need(table, List.of("SELECT"));
  }

  /** To read and to write it. */
  static Need all(TableShape table) {
    return new Need(table, List.of("SELECT", "INSERT", "UPDATE", "DELETE"));
  }
}
