package io.syncline.spi;

import java.time.InstantSource;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * What the hub lends to an adapter. Adapters own no clock, and see a secret only when they use it.
 */
public interface AdapterContext {

  InstantSource clock();

  /** The secret's value; empty where the host has none of that name. Never log it. */
  Optional<String> secret(String name);

  /**
   * Who keeps what a system replaced a secret by; empty where the host's secrets stay as they are.
   */
  default Optional<SecretsWriter> secretsWriter() {
    return Optional.empty();
  }

  /** A data source that the host registered by name. */
  Optional<DataSource> dataSource(String name);

  /** A blob store that is registered by name, with the host or in its declaration. */
  default Optional<BlobStore> blobStore(String name) {
    return Optional.empty();
  }

  /** A context with a clock and nothing else. */
  static AdapterContext of(InstantSource clock) {
    return new AdapterContext() {
      @Override
      public InstantSource clock() {
        return clock;
      }

      @Override
      public Optional<String> secret(String name) {
        return Optional.empty();
      }

      @Override
      public Optional<DataSource> dataSource(String name) {
        return Optional.empty();
      }
    };
  }
}
