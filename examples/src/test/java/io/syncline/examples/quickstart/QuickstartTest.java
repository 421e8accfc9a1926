package io.syncline.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.Hub;
import io.syncline.engine.Counted;
import io.syncline.engine.SyncReport;
import io.syncline.operate.EntryKind;
import io.syncline.operate.InboxFilter;
import io.syncline.reconcile.policy.ConflictPolicy;
import io.syncline.testkit.fixture.saas.FakeRecord;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class QuickstartTest {

  private static final int CUSTOMERS = 600;

  private Companies world;
  private Hub hub;

  @BeforeEach
  void twoCompaniesThatAreStrangers() throws Exception {
    world = Companies.start(CUSTOMERS);
    hub = Quickstart.hub(world);
  }

  @AfterEach
  void close() {
    hub.close();
    world.close();
  }

  @Test
  void asItIsPrintedItEndsInAgreement() throws Exception {
    assertThat(Quickstart.run(CUSTOMERS)).isTrue();
  }

  @Test
  void aPreviewTellsWhatTheFirstSyncDoesAndWritesNothing() throws Exception {
    List<String> before = customers("id > 0");

    var preview = hub.preview();

    assertThat(preview.counts().total(Counted.LINKED)).isEqualTo(CUSTOMERS / 2);
    assertThat(preview.counts().total(Counted.CREATED)).isEqualTo(CUSTOMERS / 2);
    assertThat(world.crm().effectiveWrites()).isZero();
    assertThat(customers("id > 0")).isEqualTo(before);

    SyncReport first = hub.sync();
    assertThat(first.counts().total(Counted.LINKED)).isEqualTo(CUSTOMERS / 2);
    assertThat(first.counts().total(Counted.CREATED)).isEqualTo(CUSTOMERS / 2);
  }

  @Test
  void theFirstSyncEndsInAgreementAndASecondWritesNothing() throws Exception {
    sync();

    assertThat(world.crmSize()).isEqualTo(CUSTOMERS);
    assertThat(world.erpSize()).isEqualTo(CUSTOMERS);
    assertThat(world.differences()).isZero();
    assertThat(hub.verify("customer").agrees()).as(hub.verify("customer").toString()).isTrue();
    writesNothing();
  }

  @Test
  void editsOfDisjointFieldsAreMerged() throws Exception {
    edited();

    assertThat(customers("status = 'blocked' and phone = '13700002222'")).hasSize(Edits.EACH);
    assertThat(world.contacts().snapshot().values())
        .filteredOn(contact -> shows(contact, "stage", "B"))
        .filteredOn(contact -> shows(contact, "phone", "+86 137 0000 2222"))
        .hasSize(Edits.EACH);
  }

  @Test
  void aFieldRenamedOnBothSidesWaitsForAPerson() throws Exception {
    edited();

    assertThat(hub.inbox().counts(InboxFilter.all()))
        .isEqualTo(Map.of(EntryKind.CONFLICT, (long) Edits.EACH));
    assertThat(customers("name = 'Renamed By The ERP'")).hasSize(Edits.EACH);
    assertThat(world.contacts().snapshot().values())
        .filteredOn(contact -> shows(contact, "full_name", "Renamed By The CRM"))
        .hasSize(Edits.EACH);

    assertThat(hub.inbox().resolveAll(InboxFilter.all(), ConflictPolicy.keepHead()).done())
        .isEqualTo(Edits.EACH);
    sync();

    assertThat(hub.inbox().counts(InboxFilter.all())).isEmpty();
    assertThat(world.differences()).isZero();
    writesNothing();
  }

  @Test
  void anUpdateWinsOverADelete() throws Exception {
    edited();

    assertThat(customers("phone = '13900001111'")).hasSize(Edits.EACH);
    assertThat(world.crmSize()).isEqualTo(CUSTOMERS);
    assertThat(world.contacts().snapshotWithArchived()).hasSize(CUSTOMERS + Edits.EACH);
  }

  @Test
  void whatIsCommittedLateIsNotMissed() throws Exception {
    Edits edits = edited();
    assertThat(lateContacts()).isZero();

    edits.commitLate();
    sync();

    assertThat(lateContacts()).isEqualTo(Edits.EACH);
  }

  private Edits edited() throws SQLException {
    sync();
    Edits edits = new Edits(world);
    edits.onBothSides();
    sync();
    return edits;
  }

  private void sync() {
    SyncReport report = hub.sync();
    assertThat(report.settled()).as(report.toString()).isTrue();
  }

  private void writesNothing() throws SQLException {
    long writes = world.crm().effectiveWrites();
    List<String> rows = customers("id > 0");

    SyncReport again = hub.sync();

    assertThat(again.counts().writes()).as(again.toString()).isZero();
    assertThat(world.crm().effectiveWrites()).isEqualTo(writes);
    assertThat(customers("id > 0")).isEqualTo(rows);
  }

  private long lateContacts() {
    return world.contacts().snapshot().values().stream()
        .filter(contact -> shows(contact, "full_name", "Late Committer"))
        .count();
  }

  private static boolean shows(FakeRecord contact, String field, String value) {
    return value.equals(contact.fields().get(field));
  }

  /** Each row with the transaction that wrote it, so that a write without effect shows too. */
  private List<String> customers(String where) throws SQLException {
    try (Connection erp = world.erp().getConnection();
        Statement statement = erp.createStatement();
        ResultSet all =
            statement.executeQuery(
                "select array_agg(xmin::text || customer::text order by id) from customer where "
                    + where)) {
      all.next();
      return List.of((String[]) all.getArray(1).getArray());
    }
  }
}
