package io.syncline.config;

import io.syncline.spi.AdapterException;
import io.syncline.spi.BlobStore;
import io.syncline.spi.BlobStoreProvider;
import io.syncline.spi.Settings;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Opens each declared blob store once. */
final class BlobStores {

  private final HubConfig hub;
  private final Surroundings host;
  private final Faults faults;
  private final Providers<BlobStoreProvider> providers =
      Providers.of(BlobStoreProvider.class, List.of(), BlobStoreProvider::type);
  private final Map<String, BlobStore> opened = new LinkedHashMap<>();

  BlobStores(HubConfig hub, Surroundings host, Faults faults) {
    this.hub = hub;
    this.host = host;
    this.faults = faults;
  }

  void open() {
    for (BlobStoreConfig each : hub.blobs()) {
      String path = "blobs." + each.name();
      if (opened.containsKey(each.name()) || host.context().blobStore(each.name()).isPresent()) {
        faults.at(path, "must be given once: name=" + each.name());
      } else {
        providers
            .find(each.type(), path + ".type", faults)
            .flatMap(provider -> open(provider, path + ".settings", each.settings()))
            .ifPresent(store -> opened.put(each.name(), store));
      }
    }
  }

  private Optional<BlobStore> open(BlobStoreProvider provider, String path, Settings raw) {
    ReadySettings ready =
        ReadySettings.of(path, raw, provider.settings(), hub.folder(), host, faults);
    Optional<Settings> settings = ready.valid(provider::validate);
    try {
      return settings.map(provider::open);
    } catch (AdapterException.ConfigInvalid e) {
      ready.refuse(e.faults());
      return Optional.empty();
    }
  }

  /** Empty where none of that name was opened. */
  Optional<BlobStore> find(String name) {
    return Optional.ofNullable(opened.get(name));
  }

  /** Those opened so far; whoever asks closes them. */
  Collection<BlobStore> opened() {
    return Collections.unmodifiableCollection(opened.values());
  }
}
