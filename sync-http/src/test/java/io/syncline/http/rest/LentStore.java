package io.syncline.http.rest;

import io.syncline.model.SystemClock;
import io.syncline.spi.AdapterContext;
import io.syncline.spi.BlobStore;
import java.time.InstantSource;
import java.util.Optional;
import javax.sql.DataSource;

/** Lends a blob store under the name {@code blobs}, and nothing else. */
record LentStore(BlobStore store) implements AdapterContext {

  @Override
  public InstantSource clock() {
    return SystemClock.get();
  }

  @Override
  public Optional<String> secret(String name) {
    return Optional.empty();
  }

  @Override
  public Optional<DataSource> dataSource(String name) {
    return Optional.empty();
  }

  @Override
  public Optional<BlobStore> blobStore(String name) {
    return Optional.of(store).filter(each -> name.equals("blobs"));
  }
}
