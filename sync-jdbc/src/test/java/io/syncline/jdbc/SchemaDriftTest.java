package io.syncline.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.Hub;
import io.syncline.engine.SyncReport;
import io.syncline.model.FieldType;
import io.syncline.operate.EntryKind;
import io.syncline.operate.InboxAnswer;
import io.syncline.operate.InboxEntry;
import io.syncline.operate.InboxFilter;
import io.syncline.testkit.database.TestDatabase;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A database whose columns are changed while it takes part. */
class SchemaDriftTest {

  private final TwoDatabases databases = new TwoDatabases();
  private final TestDatabase crm = databases.crm;
  private final TestDatabase erp = databases.erp;
  @TempDir private Path folder;
  private Hub hub;

  @BeforeEach
  void open() throws SQLException {
    TwoDatabases.run(
        crm, "create table person (id text primary key, name varchar(80), phone text)");
    TwoDatabases.run(
        erp, "create table person (id text primary key, name varchar(80), phone text)");
    TwoDatabases.run(crm, "insert into person values ('1', 'Ann', '11'), ('2', 'Bob', '22')");
    hub = build();
    assertThat(hub.sync().settled()).isTrue();
  }

  private Hub build() {
    return Hub.builder()
        .state(JdbcState.file(folder.resolve("state.db")))
        .system("crm", JdbcAdapter.on(crm.dataSource()))
        .system("erp", JdbcAdapter.on(erp.dataSource()))
        .entity(
            "person",
            person ->
                person
                    .field("id", FieldType.text())
                    .field("name", FieldType.text(80))
                    .matchOn("id")
                    .in("crm", flow -> flow.dataset("person").everyFieldByName())
                    .in("erp", flow -> flow.dataset("person").everyFieldByName()))
        .build();
  }

  private void rebuild() {
    hub.close();
    hub = build();
  }

  @AfterEach
  void close() {
    hub.close();
    databases.close();
  }

  private static String name(TestDatabase database, String id) throws SQLException {
    return TwoDatabases.texts(database, "select name from person where id = '" + id + "'").get(0);
  }

  private List<InboxEntry> stopped() {
    return hub.inbox().list(InboxFilter.all().kinds(EntryKind.STOPPED), 10).entries();
  }

  @Test
  void aSystemWhoseMappedFieldsChangedIsLeftOutUntilAPersonAcceptsIt() throws SQLException {
    TwoDatabases.run(erp, "alter table person alter column name type varchar(20)");
    TwoDatabases.run(crm, "update person set name = 'Anna' where id = '1'");

    SyncReport left = hub.sync();

    assertThat(left.failures().toString())
        .isEqualTo("{erp=SchemaChanged: person: name was text(80) and is text(20)}");
    assertThat(name(erp, "1")).isEqualTo("Ann");
    rebuild();
    assertThat(hub.preview().failures()).containsOnlyKeys(left.failures().firstKey());
    assertThat(hub.sync().failures()).as("after a restart").isEqualTo(left.failures());
    InboxEntry entry = stopped().get(0);
    InboxAnswer accepted = hub.inbox().acceptSchema(entry.seen());
    assertThat(accepted.isDone()).isTrue();
    assertThat(hub.sync().settled()).isTrue();
    assertThat(name(erp, "1")).isEqualTo("Anna");
    assertThat(stopped()).isEmpty();
  }

  @Test
  void fieldsThatAreNotMappedMayChange() throws SQLException {
    TwoDatabases.run(
        erp, "alter table person add column note text", "alter table person drop column phone");
    TwoDatabases.run(crm, "update person set name = 'Anna' where id = '1'");

    assertThat(hub.sync().settled()).isTrue();

    assertThat(name(erp, "1")).isEqualTo("Anna");
  }

  @Test
  void aMappedFieldThatIsGoneLeavesItsSystemOutAndNothingIsTakenForNull() throws SQLException {
    TwoDatabases.run(erp, "alter table person rename column name to full_name");

    SyncReport left = hub.sync();

    assertThat(left.failures().toString()).contains("erp=SchemaChanged: ").contains("name");
    assertThat(name(crm, "1")).isEqualTo("Ann");
    TwoDatabases.run(erp, "alter table person rename column full_name to name");
    assertThat(hub.sync().settled()).as("as it was").isTrue();
  }
}
