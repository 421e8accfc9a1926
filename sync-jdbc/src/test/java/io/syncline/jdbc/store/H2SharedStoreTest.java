package io.syncline.jdbc.store;

import io.syncline.jdbc.JdbcState;
import io.syncline.store.StateStore;
import io.syncline.testkit.contract.SharedStoreContract;
import java.util.concurrent.atomic.AtomicInteger;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.BeforeEach;

class H2SharedStoreTest extends SharedStoreContract {

  private static final AtomicInteger SCHEMAS = new AtomicInteger();

  @BeforeEach
  void nextSchema() {
    SCHEMAS.incrementAndGet();
  }

  /** Each with connections of its own, as if in a process of its own. */
  @Override
  protected StateStore open() {
    return JdbcState.on(dataSource("shared"), "Shared of " + SCHEMAS.get());
  }

  static JdbcDataSource dataSource(String name) {
    JdbcDataSource dataSource = new JdbcDataSource();
    dataSource.setUrl("jdbc:h2:mem:" + name + ";DB_CLOSE_DELAY=-1");
    dataSource.setUser("sa");
    dataSource.setPassword("");
    return dataSource;
  }
}
