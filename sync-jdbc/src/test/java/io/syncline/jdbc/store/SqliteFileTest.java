package io.syncline.jdbc.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.jdbc.JdbcState;
import io.syncline.model.EntityName;
import io.syncline.model.Row;
import io.syncline.model.SystemId;
import io.syncline.store.Note;
import io.syncline.store.NoteKind;
import io.syncline.store.StateStore;
import io.syncline.store.StoreException;
import io.syncline.store.StoreTransaction;
import io.syncline.store.StoreView;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteFileTest {

  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void nameFile() {
    file = folder.resolve("not there yet").resolve("state #1?.db");
  }

  @Test
  void aFileIsMadeWithItsFolders() {
    JdbcState.file(file).close();

    assertThat(file).exists();
  }

  @Test
  void aSecondHubIsRefusedUntilTheFirstLetsGo() {
    StateStore first = JdbcState.file(file);

    assertThatThrownBy(() -> JdbcState.file(file))
        .isInstanceOf(StoreException.class)
        .hasMessage("must belong to one hub, and another one has it: state=" + file);

    first.close();
    JdbcState.file(file).close();
  }

  @Test
  void aFileOfANewerVersionIsRefusedAndLeftAsItIs() throws SQLException {
    JdbcState.file(file).close();
    execute("update meta set value = 99 where name = 'format'");

    assertThatThrownBy(() -> JdbcState.file(file))
        .isInstanceOf(StoreException.class)
        .hasMessage(
            "must be written by this version of Syncline or an older one: state="
                + file
                + " format=99 newest=2");

    execute("update meta set value = 2 where name = 'format'");
    JdbcState.file(file).close();
  }

  @Test
  void aFileOfTheFirstFormatIsBroughtToTheNewestAndKeepsWhatItHolds() throws SQLException {
    try (StateStore store = JdbcState.file(file);
        StoreTransaction transaction = store.begin()) {
      transaction.saveCount(7);
      transaction.commit();
    }
    execute("drop table schema_history"); // which that version did not keep
    execute("drop table note");
    execute("update meta set value = 1 where name = 'format'");

    try (StateStore store = JdbcState.file(file);
        StoreTransaction transaction = store.begin()) {
      Note note = new Note(NoteKind.GUARDED, "deletes", Row.empty(), Instant.EPOCH);
      transaction.note(new EntityName("customer"), new SystemId("crm"), List.of(note));
      transaction.commit();

      assertThat(store.view().count()).isEqualTo(7);
    }
  }

  @Test
  void aFileFromBeforeTheHistoryWasKeptIsOpenedAsItIs() throws SQLException {
    JdbcState.file(file).close();
    execute("drop table schema_history");

    try (StateStore store = JdbcState.file(file);
        StoreTransaction transaction = store.begin()) {
      transaction.saveCount(7);
      transaction.commit();
      assertThat(store.view().count()).isEqualTo(7);
    }
  }

  @Test
  void aDatabaseOfSomebodyElseIsRefused() throws SQLException, IOException {
    Files.createDirectories(file.getParent());
    execute("create table accounts (id integer primary key)");

    assertThatThrownBy(() -> JdbcState.file(file))
        .isInstanceOf(StoreException.class)
        .hasMessage("must be a new file or one that keeps state: state=" + file);
  }

  @Test
  void aFileThatIsNoDatabaseIsRefused() throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, "This is a letter to my grandmother, and no database. ".repeat(100));

    assertThatThrownBy(() -> JdbcState.file(file))
        .isInstanceOf(StoreException.class)
        .hasMessageStartingWith("open failed: state=" + file);
    assertThat(Files.readString(file)).startsWith("This is a letter");
  }

  @Test
  void viewsAreTakenAgain() {
    try (StateStore store = JdbcState.file(file)) {
      for (int count = 1; count <= 100; count++) {
        try (StoreTransaction transaction = store.begin()) {
          transaction.saveCount(count);
          transaction.commit();
        }
        try (StoreView one = store.view();
            StoreView other = store.view()) {
          assertThat(one.count()).isEqualTo(count);
          assertThat(other.count()).isEqualTo(count);
        }
      }
    }
  }

  private void execute(String statement) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement plain = connection.createStatement()) {
      plain.execute(statement);
    }
  }
}
