package io.syncline.jdbc.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.jdbc.JdbcState;
import io.syncline.store.StateStore;
import io.syncline.store.StoreException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class H2FileTest {

  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void nameFile() {
    file = folder.resolve("not there yet").resolve("state #1?");
  }

  @Test
  void aSecondHubIsRefusedUntilTheFirstLetsGo() {
    StateStore first = JdbcState.h2(file);

    assertThatThrownBy(() -> JdbcState.h2(file))
        .isInstanceOf(StoreException.class)
        .hasMessage("must belong to one hub, and another one has it: state=" + file);

    first.close();
    JdbcState.h2(file).close();
    assertThat(file.resolveSibling("state #1?.mv.db")).exists();
  }

  @Test
  void aFileOfANewerVersionIsRefused() throws SQLException {
    JdbcState.h2(file).close();
    try (Connection connection = DriverManager.getConnection("jdbc:h2:file:" + file, "sa", "");
        Statement plain = connection.createStatement()) {
      plain.execute("update \"meta\" set \"value\" = 99 where \"name\" = 'format'");
    }

    assertThatThrownBy(() -> JdbcState.h2(file))
        .isInstanceOf(StoreException.class)
        .hasMessage(
            "must be written by this version of Syncline or an older one: state="
                + file
                + " format=99 newest=2");
  }

  @Test
  void aNameWithSettingsInItIsRefused() {
    assertThatThrownBy(() -> JdbcState.h2(Path.of("state;FILE_LOCK=NO")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("must have no ';' in its name: file=state;FILE_LOCK=NO");
  }
}
