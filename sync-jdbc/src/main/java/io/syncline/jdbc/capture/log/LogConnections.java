package io.syncline.jdbc.capture.log;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * Opens connections on which the log is streamed: opened with {@code replication=database}, which
 * makes them fit for nothing else. The caller closes them.
 */
@FunctionalInterface
public interface LogConnections {

  Connection open() throws SQLException;
}
