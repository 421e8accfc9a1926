package io.syncline.jdbc.dialect;

import java.sql.Connection;
import java.sql.SQLException;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;

/** What lending connections needs to know of a database. */
public interface Grammar {

  SQLDialect family();

  /**
   * Makes the session fit for us: from here to the end of the transaction no statement may take
   * longer than {@code millis}, and what settings of the host would change is as we rely on.
   */
  void prepare(DSLContext sql, int millis);

  /** Undoes what {@link #prepare} did, where the end of the transaction does not. */
  default void restore(Connection connection) throws SQLException {}

  SqlFailure failure(SQLException e);
}
