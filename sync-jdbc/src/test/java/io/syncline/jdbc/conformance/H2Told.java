package io.syncline.jdbc.conformance;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.h2.tools.TriggerAdapter;
import org.jspecify.annotations.Nullable;

/**
 * Tells of each change of a record in the outbound table. The first column of a record is its key.
 * H2 makes one for each trigger. Thread-safe.
 */
public final class H2Told extends TriggerAdapter {

  @Override
  public void fire(Connection connection, @Nullable ResultSet before, @Nullable ResultSet after)
      throws SQLException {
    if (before != null) {
      tell(connection, before);
    }
    if (after != null && (before == null || !after.getString(1).equals(before.getString(1)))) {
      tell(connection, after);
    }
  }

  private static void tell(Connection connection, ResultSet row) throws SQLException {
    H2Product product = new H2Product();
    String sql =
        "insert into "
            + product.quoted(H2OtherSide.table(row) + OtherSide.OUT)
            + " ("
            + product.quoted(row.getMetaData().getColumnName(1))
            + ") values (?)";
    try (PreparedStatement insert = connection.prepareStatement(sql)) {
      insert.setString(1, row.getString(1));
      insert.executeUpdate();
    }
  }
}
