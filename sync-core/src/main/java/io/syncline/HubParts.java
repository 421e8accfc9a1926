package io.syncline;

import io.syncline.engine.SyncListener;
import io.syncline.spi.AdapterContext;
import io.syncline.spi.AdapterProvider;
import io.syncline.store.StateStore;
import io.syncline.store.StateStoreProvider;
import java.util.List;
import java.util.Optional;

/**
 * What a host hands to its hub beside the declaration.
 *
 * @param store empty where the declaration names the store by its type
 * @param context the clock, secrets and data sources, lent to adapters
 * @param adapterProviders found before those of the service loader
 * @param storeProviders found before those of the service loader
 */
record HubParts(
    Optional<StateStore> store,
    AdapterContext context,
    SyncListener listener,
    List<AdapterProvider> adapterProviders,
    List<StateStoreProvider> storeProviders) {

  HubParts {
    adapterProviders = List.copyOf(adapterProviders);
    storeProviders = List.copyOf(storeProviders);
  }
}
