package io.syncline.config;

import io.syncline.spi.AdapterContext;
import io.syncline.spi.BlobStore;
import io.syncline.spi.SecretsWriter;
import java.time.InstantSource;
import java.util.Optional;
import javax.sql.DataSource;

/** What the host lends, and the blob stores that the declaration names. */
record LentContext(AdapterContext host, BlobStores blobs) implements AdapterContext {

  @Override
  public InstantSource clock() {
    return host.clock();
  }

  @Override
  public Optional<String> secret(String name) {
    return host.secret(name);
  }

  @Override
  public Optional<SecretsWriter> secretsWriter() {
    return host.secretsWriter();
  }

  @Override
  public Optional<DataSource> dataSource(String name) {
    return host.dataSource(name);
  }

  @Override
  public Optional<BlobStore> blobStore(String name) {
    return host.blobStore(name).or(() -> blobs.find(name));
  }

  @Override
  public String toString() {
    return "LentContext[" + host + "]";
  }
}
