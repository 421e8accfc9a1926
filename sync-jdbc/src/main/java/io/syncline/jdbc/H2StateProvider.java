package io.syncline.jdbc;

import io.syncline.spi.AdapterContext;
import io.syncline.spi.AdapterException;
import io.syncline.spi.SettingFault;
import io.syncline.spi.SettingSpec;
import io.syncline.spi.Settings;
import io.syncline.store.StateStore;
import io.syncline.store.StateStoreProvider;
import java.nio.file.Path;
import java.util.List;

/** Opens state in an H2 file by settings: see {@link JdbcState#h2}. */
public final class H2StateProvider implements StateStoreProvider {

  private static final SettingSpec FILE =
      SettingSpec.required("file", SettingSpec.Kind.PATH, "where the state is kept");

  @Override
  public String type() {
    return "h2";
  }

  @Override
  public List<SettingSpec> settings() {
    return List.of(FILE);
  }

  @Override
  public StateStore open(Settings settings, AdapterContext context) {
    List<SettingFault> faults = validate(settings);
    if (!faults.isEmpty()) {
      throw new AdapterException.ConfigInvalid(faults);
    }
    return JdbcState.h2(Path.of(settings.text(FILE)));
  }
}
