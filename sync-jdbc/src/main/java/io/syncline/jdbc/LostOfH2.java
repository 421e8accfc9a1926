package io.syncline.jdbc;

import com.zaxxer.hikari.SQLExceptionOverride;
import io.syncline.jdbc.dialect.H2Errors;
import java.sql.SQLException;

/** A pool knows a lost connection by its SQLState, and H2 has states of its own. */
final class LostOfH2 implements SQLExceptionOverride {

  @java.lang.Override
  public SQLExceptionOverride.Override adjudicate(SQLException e) {
    return H2Errors.isLost(e)
        ? SQLExceptionOverride.Override.MUST_EVICT
        : SQLExceptionOverride.Override.CONTINUE_EVICT;
  }
}
