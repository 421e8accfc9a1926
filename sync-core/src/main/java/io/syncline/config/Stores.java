package io.syncline.config;

import io.syncline.spi.AdapterException;
import io.syncline.spi.Settings;
import io.syncline.store.StateStore;
import io.syncline.store.StateStoreProvider;
import java.util.Optional;

/** Finds and opens the store that keeps the hub's state. */
final class Stores {

  private final HubConfig hub;
  private final Surroundings host;
  private final Faults faults;
  private final Providers<StateStoreProvider> providers;

  private Optional<StateStoreProvider> provider = Optional.empty();
  private Optional<Settings> settings = Optional.empty();
  private Optional<ReadySettings> ready = Optional.empty();

  Stores(HubConfig hub, Surroundings host, Faults faults) {
    this.hub = hub;
    this.host = host;
    this.faults = faults;
    this.providers =
        Providers.of(StateStoreProvider.class, host.storeProviders(), StateStoreProvider::type);
  }

  /** Opens nothing. */
  void check() {
    if (host.store().isEmpty() && hub.state().isEmpty()) {
      faults.at("state", "must be given, as a store or by its type: state=");
    }
    if (host.store().isPresent() && hub.state().isPresent()) {
      faults.at("state", "must be given once, a store is there: type=" + hub.state().get().type());
      return;
    }
    hub.state().ifPresent(this::check);
  }

  private void check(StateConfig state) {
    provider = providers.find(state.type(), "state.type", faults);
    provider.ifPresent(
        found -> {
          ReadySettings filled =
              ReadySettings.of(
                  "state.settings", state.settings(), found.settings(), hub.folder(), host, faults);
          ready = Optional.of(filled);
          settings = filled.valid(found::validate);
        });
  }

  /** To be called without faults; empty where there is one now. */
  Optional<StateStore> open() {
    if (host.store().isPresent()) {
      return host.store();
    }
    try {
      return Optional.of(provider.orElseThrow().open(settings.orElseThrow(), host.context()));
    } catch (AdapterException.ConfigInvalid e) {
      ready.orElseThrow().refuse(e.faults());
      return Optional.empty();
    }
  }
}
