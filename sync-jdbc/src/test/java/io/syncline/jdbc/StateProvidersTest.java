package io.syncline.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.spi.AdapterContext;
import io.syncline.spi.AdapterException;
import io.syncline.spi.Settings;
import io.syncline.store.StateStore;
import io.syncline.store.StateStoreProvider;
import io.syncline.store.StoreView;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateProvidersTest {

  private static final AdapterContext NOTHING = AdapterContext.of(InstantSource.system());

  @TempDir private Path folder;

  @Test
  void bothAreFoundByTheServiceLoader() {
    assertThat(ServiceLoader.load(StateStoreProvider.class))
        .extracting(StateStoreProvider::type)
        .contains("sqlite", "postgresql");
  }

  @Test
  void aFileIsOpenedByItsSetting() {
    Path file = folder.resolve("state.db");
    Settings settings = Settings.of(Map.of("file", file.toString()));

    try (StateStore store = new SqliteStateProvider().open(settings, NOTHING);
        StoreView view = store.view()) {
      assertThat(view.count()).isZero();
    }

    assertThat(file).exists();
  }

  @Test
  void aMissingFileIsAFault() {
    assertThatThrownBy(() -> new SqliteStateProvider().open(Settings.of(Map.of()), NOTHING))
        .isInstanceOf(AdapterException.ConfigInvalid.class)
        .hasMessageContaining("file");
  }

  @Test
  void aDataSourceThatTheHostDoesNotHaveIsAFault() {
    Settings settings = Settings.of(Map.of("dataSource", "shared"));

    assertThatThrownBy(() -> new PostgresStateProvider().open(settings, NOTHING))
        .isInstanceOf(AdapterException.ConfigInvalid.class)
        .hasMessageContaining("must be registered: value=shared");
  }
}
