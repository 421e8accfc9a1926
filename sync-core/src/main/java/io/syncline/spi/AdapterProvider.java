package io.syncline.spi;

import java.util.List;

/**
 * Makes adapters of one type out of settings. Found by {@link java.util.ServiceLoader}, or handed
 * in by the host.
 */
public interface AdapterProvider {

  /** The SPI this jar speaks; another major version is refused at start. */
  SpiVersion CURRENT = new SpiVersion(1, 0);

  /** Stable id, such as {@code jdbc} or {@code acme-crm}; unique among the providers found. */
  String type();

  /** The SPI version this provider was built against. */
  default SpiVersion spiVersion() {
    return CURRENT;
  }

  /** What may be set, for validation and for people. */
  List<SettingSpec> settings();

  /**
   * Every fault of the settings, each with its path, without touching a network; empty when they
   * are good.
   */
  default List<SettingFault> validate(Settings settings) {
    return settings.check(settings());
  }

  /**
   * Opens the system. Cheap: connections may be made lazily.
   *
   * @throws AdapterException.ConfigInvalid naming every fault
   */
  Adapter open(Settings settings, AdapterContext context);

  /** A version of this SPI; a newer minor version of a provider is accepted. */
  record SpiVersion(int major, int minor) {}
}
