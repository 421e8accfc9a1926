package io.syncline.testkit;

import static io.syncline.model.FieldType.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.Hub;
import io.syncline.operate.EntryId;
import io.syncline.operate.EntryKind;
import io.syncline.operate.Inbox;
import io.syncline.operate.InboxAnswer;
import io.syncline.operate.InboxEntry;
import io.syncline.operate.InboxFilter;
import io.syncline.operate.InboxPage;
import io.syncline.operate.Seen;
import io.syncline.reconcile.Choice;
import io.syncline.reconcile.policy.ConflictPolicy;
import io.syncline.reconcile.policy.DeletePolicy;
import io.syncline.store.StateStore;
import io.syncline.testkit.fixture.MemorySystem;
import io.syncline.testkit.fixture.MemoryTable;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the page about the inbox shows. */
class InboxPageTest {

  private final MemorySystem crm = new MemorySystem(InstantSource.system());
  private final MemorySystem erp = new MemorySystem(InstantSource.system());
  private final MemoryTable contacts =
      crm.table("contacts", shape -> shape.assignedKey("id").columns("name", "phone"));
  private final MemoryTable customers =
      erp.table("customer", shape -> shape.assignedKey("id").columns("name", "phone"));
  private final Hub hub =
      Hub.builder()
          .state(StateStore.inMemory())
          .system("crm", crm)
          .system("erp", erp)
          .entity(
              "customer",
              customer ->
                  customer
                      .field("name", text(80))
                      .field("phone", text())
                      .matchOn("name")
                      .in("crm", flow -> flow.dataset("contacts").key("id").everyFieldByName())
                      .in("erp", flow -> flow.dataset("customer").key("id").everyFieldByName()))
          .build();
  private final TreeMap<String, String> shown = new TreeMap<>();

  @AfterEach
  void close() {
    hub.close();
  }

  private void show(String id, String text) {
    shown.put(id, text);
  }

  private void contested() {
    String key = contacts.add(Map.of("name", "Ann"));
    hub.sync();
    contacts.change(key, "name", "Anna");
    customers.change(customers.keysWhere("name", "Ann").get(0), "name", "Anne");
    hub.sync();
  }

  private Optional<EntryId> look() {
    InboxFilter names = InboxFilter.all().entity("customer").field("name");
    InboxPage page = hub.inbox().list(names, 100);
    for (InboxEntry entry : page.entries()) {
      show(entry.id() + " " + entry.seen().version(), entry.toString());
    }
    Optional<EntryId> next = page.next();
    return next;
  }

  private String decide(String id, String version) {
    Seen seen = Seen.of(id, version);
    InboxAnswer answer = hub.inbox().resolve(seen, Choice.incoming());
    return answer.match(
        new InboxAnswer.Cases<String>() {
          @Override
          public String done(InboxAnswer.Done done) {
            return "done";
          }

          @Override
          public String movedOn(InboxAnswer.MovedOn moved) {
            return "look again: " + moved.now();
          }

          @Override
          public String gone(InboxAnswer.Gone gone) {
            return "nothing waits here any more";
          }

          @Override
          public String refused(InboxAnswer.Refused refused) {
            return refused.obstacle().words();
          }
        });
  }

  private void byRule(Instant lastWeek) {
    Inbox inbox = hub.inbox();
    inbox.resolveAll(InboxFilter.all().field("phone"), ConflictPolicy.lastWriter());
    inbox.resolveDeletes(InboxFilter.all().entity("customer"), DeletePolicy.updateWins());
    inbox.retryAll(InboxFilter.all().system("erp").text("no names today"));
    inbox.dismissAll(InboxFilter.all().kinds(EntryKind.REJECTED).until(lastWeek));
  }

  private void links(InboxEntry.Doubt doubt, InboxEntry.Doubt other) {
    hub.inbox().link(doubt.seen(), doubt.candidates().get(0).record());
    hub.inbox().different(other.seen());
    hub.inbox().split("customer", "erp", "1001");
  }

  private InboxEntry.Doubt doubt(String system) {
    return (InboxEntry.Doubt)
        hub.inbox()
            .list(InboxFilter.all().system(system).kinds(EntryKind.DOUBT), 1)
            .entries()
            .get(0);
  }

  @Test
  void anEntryIsDecidedByTheTextThatWasShown() {
    contested();

    assertThat(look()).isEmpty();
    assertThat(shown).hasSize(1);
    String[] seen = shown.firstKey().split(" ", -1);
    assertThat(decide(seen[0], "another")).startsWith("look again: customer {crm=");
    assertThat(decide(seen[0], seen[1])).isEqualTo("done");
    assertThat(decide(seen[0], seen[1])).isEqualTo("nothing waits here any more");
    hub.sync();
    assertThat(contacts.keysWhere("name", "Anne")).hasSize(1);
  }

  @Test
  void whatNoRuleFindsIsLeftAlone() {
    contested();

    byRule(Instant.EPOCH);

    assertThat(hub.inbox().counts(InboxFilter.all())).isEqualTo(Map.of(EntryKind.CONFLICT, 1L));
  }

  @Test
  void linksAreMadeAndUndone() {
    contacts.add(Map.of("name", "Bob"));
    hub.sync();
    contacts.add(Map.of("name", "Ann"));
    hub.sync();
    contacts.add(Map.of("name", "Ann"));
    customers.add(Map.of("name", "Ann"));
    hub.sync();

    links(doubt("crm"), doubt("erp"));
    hub.sync();

    assertThat(hub.inbox().counts(InboxFilter.all().system("erp"))).isEmpty();
    assertThat(customers.keysWhere("name", "Ann")).hasSize(2);
    assertThat(customers.keysWhere("name", "Bob")).hasSize(2);
    assertThat(contacts.keysWhere("name", "Bob")).hasSize(2);
  }
}
