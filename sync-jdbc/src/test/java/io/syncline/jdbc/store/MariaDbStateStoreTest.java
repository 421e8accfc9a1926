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
import io.syncline.store.StoreTransaction;
import io.syncline.store.StoreView;
import io.syncline.testkit.contract.StateStoreContract;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class MariaDbStateStoreTest extends StateStoreContract {

  private static final EntityName CUSTOMER = new EntityName("customer");
  private static final SystemId CRM = new SystemId("crm");

  private static MariaDbSchemas schemas;

  @BeforeAll
  static void openDatabase() {
    schemas = new MariaDbSchemas();
  }

  @AfterAll
  static void closeDatabase() throws SQLException {
    schemas.close();
  }

  @Override
  protected StateStore open() {
    schemas.next();
    return openSchema();
  }

  @Override
  protected Optional<StateStore> reopen() {
    return Optional.of(openSchema());
  }

  /** One instance alone: what several may do is in {@link MariaDbSharedStoreTest}. */
  private static StateStore openSchema() {
    StateStore store = JdbcState.on(schemas.database().dataSource(), schemas.current());
    store.claim("the only one", Duration.ofMinutes(10));
    return store;
  }

  @Test
  void whatAStoppedMigrationHasLeftIsGoneOnWith() throws SQLException {
    schemas.next();
    JdbcState.on(schemas.database().dataSource(), schemas.current()).close();
    schemas.update("journal", "drop table %s");
    schemas.update("note", "drop table %s");
    schemas.update("schema_history", "drop table %s");
    schemas.update("meta", "delete from %s");

    try (StateStore store = openSchema();
        StoreView view = store.view()) {
      assertThat(view.notes(CUSTOMER, CRM, NoteKind.GUARDED, Optional.empty(), 1)).isEmpty();
      assertThat(view.journal(CUSTOMER, Optional.empty(), 1)).isEmpty();
    }
    assertThat(schemas.number("schema_history", "select count(*) from %s where success"))
        .isEqualTo(3); // the baseline, and two scripts
  }

  @Test
  void notesOfSubjectsThatAreLongerThanAKeyComeInPages() {
    String begin = "x".repeat(3_000);
    List<String> subjects = List.of("a", begin, begin + "1", begin + "2", "y");
    schemas.next();
    try (StateStore store = openSchema()) {
      try (StoreTransaction transaction = store.begin()) {
        transaction.note(
            CUSTOMER, CRM, subjects.stream().map(MariaDbStateStoreTest::note).toList());
        transaction.commit();
      }

      try (StoreView view = store.view()) {
        List<Note> first = view.notes(CUSTOMER, CRM, NoteKind.REVISIT, Optional.empty(), 2);
        List<Note> rest =
            view.notes(CUSTOMER, CRM, NoteKind.REVISIT, Optional.of(first.get(1).subject()), 9);
        assertThat(first).hasSize(2);
        assertThat(rest).hasSize(3).last().isEqualTo(note("y"));
        assertThat(view.notes(CUSTOMER, CRM, NoteKind.REVISIT, subjects))
            .containsOnlyKeys(subjects)
            .containsEntry(begin + "2", note(begin + "2"));
      }
    }
  }

  private static Note note(String subject) {
    return new Note(NoteKind.REVISIT, subject, Row.empty(), Instant.EPOCH);
  }

  @Test
  void aNameThatCannotBeQuotedIsRefused() {
    assertThatThrownBy(() -> JdbcState.on(schemas.database().dataSource(), "a`b"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("must have no `: schema=a`b");
  }
}
