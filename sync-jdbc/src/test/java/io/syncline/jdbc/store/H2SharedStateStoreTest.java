package io.syncline.jdbc.store;

import io.syncline.jdbc.JdbcState;
import io.syncline.store.StateStore;
import io.syncline.testkit.contract.StateStoreContract;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** On a data source of H2, by one instance alone. */
class H2SharedStateStoreTest extends StateStoreContract {

  private static final AtomicInteger SCHEMAS = new AtomicInteger();

  @Override
  protected StateStore open() {
    SCHEMAS.incrementAndGet();
    return openSchema();
  }

  @Override
  protected Optional<StateStore> reopen() {
    return Optional.of(openSchema());
  }

  private static StateStore openSchema() {
    StateStore store =
        JdbcState.on(H2SharedStoreTest.dataSource("state"), "State of " + SCHEMAS.get());
    store.claim("the only one", Duration.ofMinutes(10));
    return store;
  }
}
