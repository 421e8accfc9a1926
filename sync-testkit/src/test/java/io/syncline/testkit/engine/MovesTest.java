package io.syncline.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.syncline.engine.OldKeys;
import io.syncline.model.NativeKey;
import io.syncline.model.RecordId;
import io.syncline.model.SystemId;
import io.syncline.spi.Capabilities.Feed;
import io.syncline.store.JournalEntry;
import io.syncline.store.Note;
import io.syncline.store.NoteKind;
import io.syncline.store.RecordChange;
import io.syncline.store.StoreTransaction;
import io.syncline.testkit.fixture.Call;
import io.syncline.testkit.fixture.Fault;
import io.syncline.testkit.fixture.MemoryTable;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Keys that change, and records that a system merges. */
class MovesTest {

  private static final SystemId CRM = new SystemId("crm");

  private World world = World.two();

  private MemoryTable given(Feed feed) {
    world = new World().with("crm", shape -> shape.feed(feed)).with("erp");
    MemoryTable crm = world.table("crm");
    crm.put("c1", Map.of("name", "Ann", "email", "ann@x"));
    crm.put("c2", Map.of("name", "Bob", "email", "bob@x"));
    world.settle();
    return crm;
  }

  private List<Note> aliases() {
    return world.notes("crm", NoteKind.ALIAS);
  }

  @Test
  void anOldKeyStillLeadsToTheRecord() {
    given(Feed.POLLING).rekey("c1", "c7");
    world.settle();

    assertThat(world.explain("crm", "c1")).hasToString(world.explain("crm", "c7").toString());
    world.restart();
    assertThat(world.explain("crm", "c1").keys().toString()).contains("crm=c7");
  }

  @Test
  void everyKeyThatARecordHadLeadsToIt() {
    MemoryTable crm = given(Feed.POLLING).rekey("c1", "c7");
    world.settle();
    crm.rekey("c7", "c8");
    world.settle();

    assertThat(world.explain("crm", "c1").keys().toString()).contains("crm=c8");
    assertThat(world.explain("crm", "c7").keys().toString()).contains("crm=c8");
    assertThat(world.table("erp").all()).hasSize(2);
    world.assertAgreement();
  }

  @Test
  void lateImagesUnderAnOldKeyMakeNoRecordAndDeleteNone() {
    MemoryTable crm = given(Feed.LOG);
    crm.change("c1", "name", "Anna").rekey("c1", "c7").change("c7", "name", "Anne");
    world.settle();
    int effects = world.effects();

    crm.faults().next(Call.POLL, Fault.REPEATED_PAGE);
    crm.change("c2", "phone", "2");
    world.settle();
    crm.expireFeed();
    world.settle();

    assertThat(world.table("erp").all()).hasSize(2);
    assertThat(world.table("crm").all()).hasSize(2);
    assertThat(world.effects()).isEqualTo(effects + 1);
    assertThat(world.parked("crm")).isEmpty();
    world.assertAgreement();
  }

  @Test
  void aKeyThatIsUsedAgainIsAnotherRecord() {
    MemoryTable crm = given(Feed.POLLING).rekey("c1", "c7");
    world.settle();
    assertThat(aliases()).hasSize(1);

    crm.put("c1", Map.of("name", "Cid", "email", "cid@x"));
    world.settle();

    assertThat(world.table("erp").keysWhere("name", "Cid")).hasSize(1);
    assertThat(world.explain("crm", "c1").keys().toString()).contains("crm=c1");
    assertThat(aliases()).isEmpty();
    world.assertAgreement();
  }

  @Test
  void ofTwoThatASystemMergedOneGoesAsMerged() {
    for (Feed feed : new Feed[] {Feed.POLLING, Feed.LOG}) {
      given(feed).merge("c1", "c2");

      world.settle();

      assertThat(world.shown("erp")).as(feed.name()).hasSize(1);
      assertThat(world.table("erp").keysWhere("name", "Bob")).hasSize(1);
      assertThat(world.journal())
          .filteredOn(entry -> entry.kind().equals("merged"))
          .extracting(JournalEntry::decision, JournalEntry::rule)
          .containsExactly(tuple("gone", "the system merged it into c2, record 2"));
      world.assertAgreement();
    }
  }

  @Test
  void anAliasGoesWithItsRecord() {
    given(Feed.POLLING).rekey("c1", "c7");
    world.settle();
    try (StoreTransaction transaction = world.store.begin()) {
      RecordId id =
          OldKeys.record(transaction, World.CUSTOMER, CRM, NativeKey.of("c1")).orElseThrow();
      transaction.save(
          World.CUSTOMER,
          List.of(RecordChange.dropped(transaction.load(World.CUSTOMER, List.of(id)).get(id))));
      transaction.commit();
    }

    world.sweep();

    assertThat(aliases()).isEmpty();
  }
}
