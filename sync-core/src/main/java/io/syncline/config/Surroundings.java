package io.syncline.config;

import io.syncline.spi.AdapterContext;
import io.syncline.spi.AdapterProvider;
import io.syncline.store.StateStore;
import io.syncline.store.StateStoreProvider;
import java.util.List;
import java.util.Optional;

/**
 * What a host lends to the hub that it declared.
 *
 * @param store empty where the declaration names the store by its type
 * @param context the clock, secrets, data sources and blob stores, lent on to adapters
 * @param adapterProviders go before those of the same type that the service loader finds
 * @param storeProviders go before those of the same type that the service loader finds
 */
public record Surroundings(
    Optional<StateStore> store,
    AdapterContext context,
    List<AdapterProvider> adapterProviders,
    List<StateStoreProvider> storeProviders) {

  public Surroundings {
    adapterProviders = List.copyOf(adapterProviders);
    storeProviders = List.copyOf(storeProviders);
  }

  /** The same, with the blob stores of the declaration beside those of the host. */
  Surroundings with(BlobStores blobs) {
    return new Surroundings(
        store, new LentContext(context, blobs), adapterProviders, storeProviders);
  }
}
