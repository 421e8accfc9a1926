package io.syncline.http.auth;

import io.syncline.spi.SecretsWriter;
import java.util.Optional;

/** Where secrets are known by their names. Thread-safe. */
@FunctionalInterface
public interface SecretsSource {

  /** As it is now; empty where there is none of that name. */
  Optional<String> secret(String name);

  /** Who keeps another value by this name; empty: it stays as it is. */
  default Optional<SecretsWriter> writer(String name) {
    return Optional.empty();
  }
}
