package io.syncline.jdbc;

import io.syncline.spi.AdapterContext;
import io.syncline.spi.AdapterException;
import io.syncline.spi.SettingFault;
import io.syncline.spi.SettingSpec;
import io.syncline.spi.Settings;
import io.syncline.store.StateStore;
import io.syncline.store.StateStoreProvider;
import java.util.List;

/**
 * Opens the state in PostgreSQL by settings: type {@code jdbc}, on a data source that the host
 * registered; see {@link JdbcState#on}.
 */
public final class PostgresStateProvider implements StateStoreProvider {

  private static final SettingSpec DATA_SOURCE =
      SettingSpec.required(
          "dataSource", SettingSpec.Kind.TEXT, "name of a data source of the host's");
  private static final SettingSpec SCHEMA =
      SettingSpec.optional(
          "schema", SettingSpec.Kind.TEXT, JdbcState.DEFAULT_SCHEMA, "schema of the tables");

  @Override
  public String type() {
    return "jdbc";
  }

  @Override
  public List<SettingSpec> settings() {
    return List.of(DATA_SOURCE, SCHEMA);
  }

  @Override
  public StateStore open(Settings settings, AdapterContext context) {
    List<SettingFault> faults = validate(settings);
    if (!faults.isEmpty()) {
      throw new AdapterException.ConfigInvalid(faults);
    }
    String name = settings.text(DATA_SOURCE);
    return JdbcState.on(
        context.dataSource(name).orElseThrow(() -> unregistered(name)), settings.text(SCHEMA));
  }

  private static AdapterException unregistered(String name) {
    return new AdapterException.ConfigInvalid(
        List.of(new SettingFault("dataSource", "must be registered: value=" + name)));
  }
}
