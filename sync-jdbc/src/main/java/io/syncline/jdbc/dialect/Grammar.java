package io.syncline.jdbc.dialect;

import java.sql.Connection;
import java.sql.SQLException;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;

/** What lending connections needs to know of a database. */
public interface Grammar {

  SQLDialect family();

  /** From here to the end of the transaction, no statement may take longer. */
  void limitStatements(DSLContext sql, int millis);

  /** Undoes {@link #limitStatements} where the end of the transaction does not. */
  default void unlimitStatements(Connection connection) throws SQLException {}

  SqlFailure failure(SQLException e);
}
