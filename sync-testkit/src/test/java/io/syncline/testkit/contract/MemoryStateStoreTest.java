package io.syncline.testkit.contract;

import io.syncline.store.StateStore;
import java.util.Optional;

class MemoryStateStoreTest extends StateStoreContract {

  @Override
  protected StateStore open() {
    return StateStore.inMemory();
  }

  @Override
  protected Optional<StateStore> reopen() {
    return Optional.empty();
  }
}
