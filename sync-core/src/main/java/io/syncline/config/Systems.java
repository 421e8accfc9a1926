package io.syncline.config;

import io.syncline.model.SystemId;
import io.syncline.spi.Adapter;
import io.syncline.spi.AdapterException;
import io.syncline.spi.AdapterProvider;
import io.syncline.spi.AdapterProvider.SpiVersion;
import io.syncline.spi.Settings;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens each declared system once. */
final class Systems implements AdapterConfig.Cases<Optional<Adapter>> {

  private static final Logger LOG = LoggerFactory.getLogger(Systems.class);

  private final HubConfig hub;
  private final Surroundings host;
  private final Providers<AdapterProvider> providers;
  private final Faults faults;
  private final SortedMap<SystemId, Adapter> opened = new TreeMap<>();
  private String path = "";

  Systems(HubConfig hub, Surroundings host, Faults faults) {
    this.hub = hub;
    this.host = host;
    this.faults = faults;
    this.providers =
        Providers.of(AdapterProvider.class, host.adapterProviders(), AdapterProvider::type);
  }

  void open() {
    for (SystemConfig system : hub.systems()) {
      path = "systems." + system.id();
      if (Names.fault(() -> new SystemId(system.id())).isEmpty()) {
        SystemId id = new SystemId(system.id());
        if (!opened.containsKey(id)) {
          system.adapter().match(this).ifPresent(adapter -> opened.put(id, adapter));
        }
      }
    }
  }

  /** Those opened so far; whoever asks closes them. */
  SortedMap<SystemId, Adapter> opened() {
    return Collections.unmodifiableSortedMap(opened);
  }

  Optional<Adapter> find(String system) {
    return opened.entrySet().stream()
        .filter(entry -> entry.getKey().name().equals(system))
        .map(java.util.Map.Entry::getValue)
        .findFirst();
  }

  @Override
  public Optional<Adapter> given(AdapterConfig.Given given) {
    try {
      return Optional.of(given.source().open(host.context()));
    } catch (AdapterException.ConfigInvalid e) {
      faults.below(path, e);
      return Optional.empty();
    }
  }

  @Override
  public Optional<Adapter> typed(AdapterConfig.Typed typed) {
    return providers
        .find(typed.type(), path + ".type", faults)
        .filter(this::speaksOurSpi)
        .flatMap(provider -> open(provider, typed.settings()));
  }

  private boolean speaksOurSpi(AdapterProvider provider) {
    SpiVersion ours = AdapterProvider.CURRENT;
    SpiVersion theirs = provider.spiVersion();
    if (theirs.major() != ours.major()) {
      faults.at(
          path + ".type",
          "must be built for version " + ours.major() + " of the SPI: version=" + theirs.major());
      return false;
    }
    if (theirs.minor() > ours.minor()) {
      LOG.warn("{}: built for the newer version {} of the SPI, here is {}", path, theirs, ours);
    }
    return true;
  }

  private Optional<Adapter> open(AdapterProvider provider, Settings raw) {
    ReadySettings ready =
        ReadySettings.of(path + ".settings", raw, provider.settings(), hub.folder(), host, faults);
    Optional<Settings> settings = ready.valid(provider::validate);
    if (settings.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(provider.open(settings.get(), host.context()));
    } catch (AdapterException.ConfigInvalid e) {
      ready.refuse(e.faults());
      return Optional.empty();
    }
  }
}
