package io.syncline.jdbc.store;

import org.flywaydb.core.api.logging.Log;
import org.flywaydb.core.api.logging.LogCreator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What Flyway has to tell, at the level of debugging unless it is a warning. Public because Flyway
 * makes it by its name; nothing for users.
 */
public final class MigrationLog implements LogCreator {

  /** Made by Flyway. */
  public MigrationLog() {}

  @Override
  public Log createLogger(Class<?> type) {
    return new Quiet(LoggerFactory.getLogger(type));
  }

  private record Quiet(Logger logger) implements Log {

    @Override
    public void debug(String message) {
      logger.debug(message);
    }

    @Override
    public void info(String message) {
      logger.debug(message);
    }

    @Override
    public void warn(String message) {
      logger.warn(message);
    }

    @Override
    public void error(String message) {
      logger.error(message);
    }

    @Override
    public void error(String message, Exception cause) {
      logger.error(message, cause);
    }

    @Override
    public void notice(String message) {
      logger.debug(message);
    }
  }
}
