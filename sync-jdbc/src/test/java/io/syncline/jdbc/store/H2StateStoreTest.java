package io.syncline.jdbc.store;

import io.syncline.jdbc.JdbcState;
import io.syncline.store.StateStore;
import io.syncline.testkit.contract.StateStoreContract;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;

class H2StateStoreTest extends StateStoreContract {

  @TempDir private Path folder;

  @Override
  protected StateStore open() {
    return JdbcState.h2(folder.resolve("state"));
  }

  @Override
  protected Optional<StateStore> reopen() {
    return Optional.of(open());
  }
}
