package io.syncline.jdbc;

import io.syncline.jdbc.store.JdbcStateStore;
import io.syncline.spi.AdapterContext;
import io.syncline.spi.AdapterException;
import io.syncline.spi.SettingFault;
import io.syncline.spi.SettingSpec;
import io.syncline.spi.Settings;
import io.syncline.store.StateStore;
import io.syncline.store.StateStoreProvider;
import java.util.List;

/** Opens state on a data source of the host's. */
abstract class SharedStateProvider implements StateStoreProvider {

  private static final SettingSpec DATA_SOURCE =
      SettingSpec.required(
          "dataSource", SettingSpec.Kind.TEXT, "name of a data source of the host's");
  private static final SettingSpec SCHEMA =
      SettingSpec.optional(
          "schema",
          SettingSpec.Kind.TEXT,
          JdbcState.DEFAULT_SCHEMA,
          "schema that the state has for itself");

  private final String type;
  private final String product;

  /**
   * Such a provider.
   *
   * @param product as the driver names it
   */
  SharedStateProvider(String type, String product) {
    this.type = type;
    this.product = product;
  }

  @Override
  public final String type() {
    return type;
  }

  @Override
  public final List<SettingSpec> settings() {
    return List.of(DATA_SOURCE, SCHEMA);
  }

  @Override
  public final StateStore open(Settings settings, AdapterContext context) {
    List<SettingFault> faults = validate(settings);
    if (!faults.isEmpty()) {
      throw new AdapterException.ConfigInvalid(faults);
    }
    String name = settings.text(DATA_SOURCE);
    return context
        .dataSource(name)
        .map(dataSource -> JdbcStateStore.on(dataSource, settings.text(SCHEMA), product))
        .orElseThrow(
            () ->
                new AdapterException.ConfigInvalid(
                    List.of(new SettingFault("dataSource", "must be registered: value=" + name))));
  }
}
