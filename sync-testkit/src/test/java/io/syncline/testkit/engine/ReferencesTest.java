package io.syncline.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.Hub;
import io.syncline.engine.SyncReport;
import io.syncline.model.FieldType;
import io.syncline.model.Value;
import io.syncline.operate.InboxFilter;
import io.syncline.store.StateStore;
import io.syncline.testkit.fixture.MemorySystem;
import io.syncline.testkit.fixture.MemoryTable;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A key that names another record is translated on its way; what is named is made first. */
class ReferencesTest {

  private final MemorySystem crm = new MemorySystem(InstantSource.system());
  private final MemorySystem erp = new MemorySystem(InstantSource.system());
  private final MemoryTable crmCompanies = companies(crm);
  private final MemoryTable erpCompanies = companies(erp);
  private final MemoryTable crmPeople = people(crm);
  private final MemoryTable erpPeople = people(erp);
  private final Hub hub = hub();

  private static MemoryTable companies(MemorySystem system) {
    return system.table("company", shape -> shape.assignedKey("id").columns("name", "owner"));
  }

  private static MemoryTable people(MemorySystem system) {
    return system.table(
        "person", shape -> shape.assignedKey("id").columns("name", "company", "boss"));
  }

  /** People are declared before the companies that they name. */
  private Hub hub() {
    return Hub.builder()
        .state(StateStore.inMemory())
        .system("crm", crm)
        .system("erp", erp)
        .entity(
            "person",
            person ->
                person
                    .field("name", FieldType.text())
                    .field("company", FieldType.reference("company"))
                    .field("boss", FieldType.reference("person"))
                    .matchOn("name")
                    .in("crm", flow -> flow.dataset("person").key("id").everyFieldByName())
                    .in("erp", flow -> flow.dataset("person").key("id").everyFieldByName()))
        .entity(
            "company",
            company ->
                company
                    .field("name", FieldType.text())
                    .field("owner", FieldType.reference("person"))
                    .matchOn("name")
                    .in("crm", flow -> flow.dataset("company").key("id").everyFieldByName())
                    .in("erp", flow -> flow.dataset("company").key("id").everyFieldByName()))
        .build();
  }

  @AfterEach
  void close() {
    hub.close();
  }

  private SyncReport settle() {
    SyncReport report = hub.sync();
    assertThat(report.settled()).as(report.toString()).isTrue();
    assertThat(hub.sync().counts().writes()).isZero();
    return report;
  }

  private static String key(MemoryTable table, String name) {
    assertThat(table.keysWhere("name", name)).hasSize(1);
    return table.keysWhere("name", name).get(0);
  }

  @Test
  void aReferenceNamesTheSameRecordInEachSystem() {
    erpCompanies.add(Map.of("name", "Other"));
    String acme = crmCompanies.add(Map.of("name", "Acme"));
    crmPeople.add(Map.of("name", "Ann", "company", acme));

    settle();

    String there = key(erpCompanies, "Acme");
    assertThat(erpPeople.show(key(erpPeople, "Ann"), "company")).isEqualTo(there);
    assertThat(there).isNotEqualTo(acme);
    assertThat(hub.verify("person").agrees()).isTrue();
  }

  @Test
  void aChangedReferenceIsTranslatedBothWays() {
    String acme = crmCompanies.add(Map.of("name", "Acme"));
    crmCompanies.add(Map.of("name", "Bolt"));
    String ann = crmPeople.add(Map.of("name", "Ann", "company", acme));
    settle();

    erpPeople.change(key(erpPeople, "Ann"), "company", key(erpCompanies, "Bolt"));
    settle();
    assertThat(crmPeople.show(ann, "company")).isEqualTo(key(crmCompanies, "Bolt"));

    crmPeople.change(ann, "company", acme);
    settle();
    assertThat(erpPeople.show(key(erpPeople, "Ann"), "company"))
        .isEqualTo(key(erpCompanies, "Acme"));
    crmPeople.change(ann, "company", Value.NULL);
    settle();
    assertThat(erpPeople.show(key(erpPeople, "Ann"), "company")).isEqualTo("null");
  }

  @Test
  void aTreeOfRecordsIsMadeFromItsRoot() {
    String root = crmPeople.add(Map.of("name", "root"));
    String above = root;
    for (int i = 0; i < 20; i++) {
      above = crmPeople.add(Map.of("name", "p" + i, "boss", above));
    }

    settle();

    for (int i = 1; i < 20; i++) {
      assertThat(erpPeople.show(key(erpPeople, "p" + i), "boss"))
          .isEqualTo(key(erpPeople, "p" + (i - 1)));
    }
    assertThat(erpPeople.effects()).hasSize(21);
  }

  @Test
  void aCircleIsMadeWithoutAReferenceThatFollows() {
    String ann = crmPeople.add(Map.of("name", "Ann"));
    String bob = crmPeople.add(Map.of("name", "Bob", "boss", ann));
    crmPeople.change(ann, "boss", bob);
    String acme = crmCompanies.add(Map.of("name", "Acme", "owner", ann));
    crmPeople.change(ann, "company", acme);

    settle();

    String there = key(erpPeople, "Ann");
    assertThat(erpPeople.show(there, "boss")).isEqualTo(key(erpPeople, "Bob"));
    assertThat(erpPeople.show(key(erpPeople, "Bob"), "boss")).isEqualTo(there);
    assertThat(erpCompanies.show(key(erpCompanies, "Acme"), "owner")).isEqualTo(there);
    assertThat(erpPeople.show(there, "company")).isEqualTo(key(erpCompanies, "Acme"));
    assertThat(hub.verify("person").agrees()).isTrue();
    assertThat(hub.verify("company").agrees()).isTrue();
  }

  @Test
  void aRecordThatNamesOneTheTargetRefusesWaitsAndIsMadeAfterIt() {
    erpCompanies.reject("name", name -> true, "closed");
    String acme = crmCompanies.add(Map.of("name", "Acme"));
    crmPeople.add(Map.of("name", "Ann", "company", acme));
    crmPeople.add(Map.of("name", "Bob"));

    settle();
    assertThat(erpPeople.keysWhere("name", "Ann")).isEmpty();
    assertThat(erpPeople.keysWhere("name", "Bob")).hasSize(1);

    erpCompanies.accept();
    crmCompanies.change(acme, "name", "Acme Inc");
    settle();
    assertThat(erpPeople.show(key(erpPeople, "Ann"), "company"))
        .isEqualTo(key(erpCompanies, "Acme Inc"));
  }

  @Test
  void deletesGoFromTheChildrenUp() {
    String acme = crmCompanies.add(Map.of("name", "Acme"));
    String ann = crmPeople.add(Map.of("name", "Ann", "company", acme));
    settle();
    String there = key(erpCompanies, "Acme");
    crmPeople.remove(ann);
    crmCompanies.remove(acme);

    settle();

    assertThat(erpPeople.all()).isEmpty();
    assertThat(erpCompanies.all()).doesNotContainKey(there);
  }

  @Test
  void whatNamesAnUnknownRecordIsParkedOrTakenWithoutItAndWakes() {
    crmPeople.add(Map.of("name", "Ann", "company", "4711"));

    hub.sync();
    assertThat(hub.inbox().list(InboxFilter.all().entity("person"), 10).entries())
        .singleElement()
        .asString()
        .contains("company names a record of company that is not known yet: key=4711");

    crmCompanies.put("4711", Map.of("name", "Acme"));
    settle();
    assertThat(hub.inbox().counts(InboxFilter.all())).isEmpty();
    assertThat(erpPeople.show(key(erpPeople, "Ann"), "company"))
        .isEqualTo(key(erpCompanies, "Acme"));
  }
}
