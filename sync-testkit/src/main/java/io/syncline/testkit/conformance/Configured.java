package io.syncline.testkit.conformance;

import io.syncline.spi.AdapterProvider;
import java.util.Map;
import java.util.TreeMap;

/**
 * How a host opens the adapter by settings, as in a file.
 *
 * @param provider as {@link java.util.ServiceLoader} finds it
 * @param settings good ones: what is required, and what else this subject needs
 * @param secrets what the host keeps, name to value; the values are looked for in every text
 */
public record Configured(
    AdapterProvider provider, Map<String, String> settings, Map<String, String> secrets) {

  public Configured {
    settings = Map.copyOf(settings);
    secrets = Map.copyOf(secrets);
  }

  public static Configured of(AdapterProvider provider, Map<String, String> settings) {
    return new Configured(provider, settings, Map.of());
  }

  Configured without(String path) {
    Map<String, String> fewer = new TreeMap<>(settings);
    fewer.remove(path);
    return new Configured(provider, fewer, secrets);
  }

  Configured with(Map<String, String> other) {
    Map<String, String> more = new TreeMap<>(settings);
    more.putAll(other);
    return new Configured(provider, more, secrets);
  }
}
