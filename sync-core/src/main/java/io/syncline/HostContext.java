package io.syncline;

import io.syncline.spi.AdapterContext;
import io.syncline.spi.BlobStore;
import io.syncline.spi.SecretsWriter;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import javax.sql.DataSource;

/** What the host lends to adapters. Its text names the data sources only. */
record HostContext(
    InstantSource clock,
    Function<String, Optional<String>> secrets,
    Optional<SecretsWriter> secretsWriter,
    Map<String, DataSource> dataSources,
    Map<String, BlobStore> blobs)
    implements AdapterContext {

  HostContext {
    dataSources = Map.copyOf(dataSources);
    blobs = Map.copyOf(blobs);
  }

  @Override
  public Optional<String> secret(String name) {
    return secrets.apply(name);
  }

  @Override
  public Optional<DataSource> dataSource(String name) {
    return Optional.ofNullable(dataSources.get(name));
  }

  @Override
  public Optional<BlobStore> blobStore(String name) {
    return Optional.ofNullable(blobs.get(name));
  }

  @Override
  public String toString() {
    return "HostContext" + dataSources.keySet();
  }
}
