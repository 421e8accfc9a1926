package io.syncline.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.jdbc.store.JdbcStateStore;
import io.syncline.spi.AdapterContext;
import io.syncline.spi.AdapterException;
import io.syncline.spi.Settings;
import io.syncline.store.StateStore;
import io.syncline.store.StateStoreProvider;
import io.syncline.store.StoreException;
import io.syncline.store.StoreView;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.ServiceLoader;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteDataSource;

class StateProvidersTest {

  private static final AdapterContext NOTHING = AdapterContext.of(InstantSource.system());

  @TempDir private Path folder;

  @Test
  void allAreFoundByTheServiceLoader() {
    assertThat(ServiceLoader.load(StateStoreProvider.class))
        .extracting(StateStoreProvider::type)
        .contains("sqlite", "h2", "postgresql", "mariadb");
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
  void aFileOfH2IsOpenedByItsSetting() {
    Path file = folder.resolve("state");
    Settings settings = Settings.of(Map.of("file", file.toString()));

    new H2StateProvider().open(settings, NOTHING).close();

    assertThat(folder.resolve("state.mv.db")).exists();
  }

  @Test
  void aDatabaseOfAnotherProductIsRefused() {
    JdbcDataSource dataSource = new JdbcDataSource();
    dataSource.setUrl("jdbc:h2:mem:");

    assertThatThrownBy(() -> JdbcStateStore.on(dataSource, "syncline", "MariaDB"))
        .isInstanceOf(StoreException.class)
        .hasMessage("must be MariaDB: database=H2");
  }

  @Test
  void aDatabaseThatKeepsNoSharedStateIsRefusedByName() {
    SQLiteDataSource dataSource = new SQLiteDataSource();
    dataSource.setUrl("jdbc:sqlite::memory:");

    assertThatThrownBy(() -> JdbcState.on(dataSource))
        .isInstanceOf(StoreException.class)
        .hasMessage(
            "must be one of PostgreSQL, MariaDB, H2, or a file by JdbcState.file(path):"
                + " database=SQLite");
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
