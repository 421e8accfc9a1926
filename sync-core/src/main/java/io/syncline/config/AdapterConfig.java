package io.syncline.config;

import io.syncline.spi.AdapterSource;
import io.syncline.spi.Settings;

/** How the adapter of a system is opened. */
public sealed interface AdapterConfig {

  <T> T match(Cases<T> cases);

  /** By the host's own code. */
  record Given(AdapterSource source) implements AdapterConfig {
    @Override
    public <T> T match(Cases<T> cases) {
      return cases.given(this);
    }
  }

  /**
   * By the provider of this type.
   *
   * @param settings may refer to secrets as <code>${secret:NAME}</code>, which are looked up when
   *     the adapter is opened and kept nowhere
   */
  record Typed(String type, Settings settings) implements AdapterConfig {
    @Override
    public <T> T match(Cases<T> cases) {
      return cases.typed(this);
    }
  }

  /** One answer for each way. */
  interface Cases<T> {
    T given(Given given);

    T typed(Typed typed);
  }
}
