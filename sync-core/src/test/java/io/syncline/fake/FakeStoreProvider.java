package io.syncline.fake;

import io.syncline.spi.AdapterContext;
import io.syncline.spi.SettingSpec;
import io.syncline.spi.SettingSpec.Kind;
import io.syncline.spi.Settings;
import io.syncline.store.StateStore;
import io.syncline.store.StateStoreProvider;
import java.util.List;

/** Found by the service loader. */
public final class FakeStoreProvider implements StateStoreProvider {

  @Override
  public String type() {
    return "fake-store";
  }

  @Override
  public List<SettingSpec> settings() {
    return List.of(SettingSpec.required("file", Kind.PATH, "where the state is kept"));
  }

  @Override
  public StateStore open(Settings settings, AdapterContext context) {
    return new FakeStore();
  }
}
