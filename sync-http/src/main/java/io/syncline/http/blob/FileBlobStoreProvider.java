package io.syncline.http.blob;

import io.syncline.model.SystemClock;
import io.syncline.spi.BlobStore;
import io.syncline.spi.BlobStoreProvider;
import io.syncline.spi.SettingSpec;
import io.syncline.spi.SettingSpec.Kind;
import io.syncline.spi.Settings;
import java.nio.file.Path;
import java.util.List;

/** Opens stores of type {@code file}: see {@link FileBlobStore}. */
public final class FileBlobStoreProvider implements BlobStoreProvider {

  private static final SettingSpec FOLDER =
      SettingSpec.required("folder", Kind.PATH, "where the contents are kept");

  @Override
  public String type() {
    return "file";
  }

  @Override
  public List<SettingSpec> settings() {
    return List.of(FOLDER);
  }

  @Override
  public BlobStore open(Settings settings) {
    return FileBlobStore.in(Path.of(settings.text(FOLDER)), SystemClock.get());
  }
}
