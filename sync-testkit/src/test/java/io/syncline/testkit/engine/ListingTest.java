package io.syncline.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.engine.SyncReport;
import io.syncline.model.Value;
import io.syncline.spi.Capabilities.Feed;
import io.syncline.spi.Capabilities.PreconditionKind;
import io.syncline.spi.Capabilities.Versions;
import io.syncline.testkit.fixture.Call;
import io.syncline.testkit.fixture.Fault;
import io.syncline.testkit.fixture.MemoryTable;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What listings and feeds tell, and what is not read into them. */
class ListingTest {

  private World world = World.two();

  private MemoryTable given(Feed feed) {
    world =
        new World()
            .with("crm", shape -> shape.feed(feed).withoutTombstones())
            .with("erp")
            .limits(limits -> limits.withReadRows(2));
    for (int i = 1; i <= 5; i++) {
      world.table("crm").put("c" + i, Map.of("name", "n" + i, "email", i + "@x.org"));
    }
    world.settle();
    return world.table("crm");
  }

  @Test
  void aSweepFindsWhatIsGone() {
    MemoryTable crm = given(Feed.POLLING).remove("c2");

    world.settle();
    assertThat(world.table("erp").all()).hasSize(5);
    world.sweep();

    assertThat(crm.all()).hasSize(4);
    assertThat(world.table("erp").all()).hasSize(4);
    world.assertAgreement();
  }

  @Test
  void anIncompleteListingDeletesNothing() {
    MemoryTable crm = given(Feed.SNAPSHOT_ONLY);
    crm.faults().next(Call.SCAN, Fault.INCOMPLETE_LISTING);

    world.sync();

    assertThat(crm.calls(Call.READ)).isZero();
    assertThat(world.table("erp").all()).hasSize(5);
  }

  @Test
  void anEmptyListingIsDoubted() {
    MemoryTable crm = given(Feed.SNAPSHOT_ONLY);
    crm.faults().next(Call.SCAN, Fault.EMPTY_LISTING);

    SyncReport report = world.sync();

    assertThat(report.settled()).isFalse();
    assertThat(report.failures().values())
        .containsExactly(
            "ListingDoubted: the listing is empty, nothing is taken as deleted: system=crm"
                + " entity=customer linked=5");
    assertThat(world.table("erp").all()).hasSize(5);
    world.settle();
    world.assertAgreement();
  }

  @Test
  void moreThanMayBeGoneIsDoubted() {
    MemoryTable crm = given(Feed.SNAPSHOT_ONLY).remove("c1").remove("c2");
    world.limits(limits -> limits.withAbsent(0.2, 1)).restart();

    SyncReport report = world.sync();

    assertThat(report.failures().values())
        .containsExactly(
            "ListingDoubted: the listing misses more records than may be gone at once, none is"
                + " taken as deleted: system=crm entity=customer missing=2 of=5");
    assertThat(world.table("erp").all()).hasSize(5);
    assertThat(crm.all()).hasSize(3);
  }

  @Test
  void whatAListingMissesIsReadBeforeItCountsAsGone() {
    MemoryTable crm = given(Feed.SNAPSHOT_ONLY);
    crm.faults().next(Call.SCAN, Fault.TRUNCATED_PAGE).next(Call.SCAN, Fault.REPEATED_PAGE);

    world.settle();

    assertThat(world.table("erp").all()).hasSize(5);
    world.assertAgreement();
  }

  @Test
  void anExpiredCursorBecomesAListingThatFindsEditsAndDeletes() {
    MemoryTable crm = given(Feed.POLLING).change("c1", "name", "new").remove("c2").expireFeed();
    int scans = crm.calls(Call.SCAN);

    world.settle();

    assertThat(crm.calls(Call.SCAN)).isGreaterThan(scans);
    assertThat(world.table("erp").keysWhere("name", "new")).hasSize(1);
    assertThat(world.table("erp").all()).hasSize(4);
    int after = crm.calls(Call.SCAN);
    world.assertAgreement();
    assertThat(crm.calls(Call.SCAN)).isEqualTo(after);
  }

  @Test
  void aListingThatIsThrottledGoesOnWhereItWas() {
    MemoryTable crm = given(Feed.SNAPSHOT_ONLY).remove("c2");
    world.limits(limits -> limits.withReadRows(2)).restart();
    crm.faults().pass(Call.SCAN).next(Call.SCAN, Fault.THROTTLED);
    world.settle();

    assertThat(world.table("erp").all()).hasSize(4);
    world.assertAgreement();
  }

  @Test
  void anInterruptedListingStillFindsDeletesInAnotherProcess() {
    MemoryTable crm = given(Feed.POLLING).remove("c5").expireFeed();
    crm.faults().pass(Call.SCAN).next(Call.SCAN, Fault.UNREACHABLE);
    assertThat(world.sync().failures()).hasSize(1);
    world.restart();

    world.settle();

    assertThat(world.table("erp").all()).hasSize(4);
    world.assertAgreement();
  }

  @Test
  void whatMovesPastAListingIsFoundByTheFeedBeforeAnythingIsMadeThere() {
    world =
        new World()
            .with("crm")
            .with("erp", shape -> shape.feed(Feed.LOG))
            .limits(limits -> limits.withReadRows(1).withIntakeRows(1));
    world.table("crm").put("c1", Map.of("name", "Ann", "email", "ann@x.org"));
    MemoryTable erp = world.table("erp");
    erp.put("e2", Map.of("name", "Bob", "email", "bob@x.org"));
    erp.put("e3", Map.of("name", "Ann", "email", "ann@x.org"));
    erp.faults().pass(Call.SCAN).next(Call.SCAN, Fault.UNREACHABLE);
    assertThat(world.sync().failures()).hasSize(1);
    erp.rekey("e3", "e1");

    world.settle();

    assertThat(erp.keysWhere("name", "Ann")).containsExactly("e1");
    world.assertAgreement();
  }

  @Test
  void aFeedThatForgetsWhileItsDatasetIsListedIsNamedAndListedAnew() {
    MemoryTable crm = given(Feed.POLLING).remove("c2").expireFeed();
    crm.faults().pass(Call.POLL).next(Call.POLL, Fault.CURSOR_EXPIRED);
    assertThat(world.sync().failures().toString()).startsWith("{crm=CursorExpired: ");

    world.settle();

    assertThat(world.table("erp").all()).hasSize(4);
    world.assertAgreement();
  }

  @Test
  void aMovedKeyKeepsItsRecord() {
    for (Feed feed : new Feed[] {Feed.POLLING, Feed.LOG}) {
      MemoryTable crm = given(feed).rekey("c1", "c77").change("c77", "name", "moved");

      world.settle();

      assertThat(world.table("erp").all()).as(feed.name()).hasSize(5);
      assertThat(world.table("erp").keysWhere("name", "moved")).hasSize(1);
      assertThat(world.parked("crm")).isEmpty();
      crm.change("c77", "phone", "9");
      world.settle();
      world.assertAgreement();
    }
  }

  @Test
  void aKeyThatMovedUnseenIsFoundByASweep() {
    given(Feed.SNAPSHOT_ONLY).rekey("c1", "c77").change("c77", "name", "moved");

    world.settle();

    assertThat(world.table("erp").all()).hasSize(5);
    assertThat(world.table("erp").keysWhere("name", "moved")).hasSize(1);
    assertThat(world.parked("crm")).isEmpty();
    world.assertAgreement();
  }

  @Test
  void lateAndReorderedImagesOfALogChangeNothing() {
    for (Versions versions : Versions.values()) {
      world = new World().with("crm", shape -> shape.feed(Feed.LOG).versions(versions)).with("erp");
      MemoryTable crm = world.table("crm");
      crm.put("c1", Map.of("name", "a", "email", "1@x.org"));
      world.settle();
      crm.change("c1", "name", "b").change("c1", "name", "c").change("c1", "name", "d");
      crm.put("c2", Map.of("name", "ghost", "email", "2@x.org")).remove("c2");
      crm.faults().next(Call.POLL, Fault.REORDERED_PAGE).next(Call.POLL, Fault.REPEATED_PAGE);
      int before = world.effects();

      world.settle();

      assertThat(world.table("erp").keysWhere("name", "d")).as(versions.name()).hasSize(1);
      assertThat(world.effects()).as(versions.name()).isEqualTo(before + 1);
      world.assertAgreement();
    }
  }

  @Test
  void ourOwnWritesComeLateAsEchoes() {
    world = new World().with("crm", shape -> shape.feed(Feed.LOG)).with("erp");
    MemoryTable crm = world.table("crm");
    crm.put("c1", Map.of("name", "a", "email", "1@x.org"));
    world.settle();
    crm.withhold(10);
    String erp = world.table("erp").all().keySet().iterator().next();
    world.table("erp").change(erp, "name", "b");
    world.settle();
    world.table("erp").change(erp, "name", "c");
    world.settle();
    crm.withhold(0);

    world.assertAgreement();

    assertThat(crm.show("c1", "name")).isEqualTo("c");
  }

  @Test
  void whatAListingShowsAsItWasBeforeTheHubWroteIsNoEdit() {
    world =
        new World()
            .with(
                "crm",
                shape ->
                    shape
                        .feed(Feed.SNAPSHOT_ONLY)
                        .versions(Versions.NONE)
                        .preconditions(PreconditionKind.ABSENT, PreconditionKind.FIELDS)
                        .reportsShown()
                        .wholeListings())
            .with("erp")
            .limits(limits -> limits.withReadRows(1).withIntakeRows(1));
    MemoryTable crm = world.table("crm");
    for (int i = 1; i <= 3; i++) {
      crm.put("c" + i, Map.of("name", "n" + i, "email", i + "@x.org"));
    }
    world.settle();
    MemoryTable erp = world.table("erp");
    erp.change(List.copyOf(erp.all().keySet()).get(2), "name", "new");
    int written = erp.effects().size();
    crm.faults().pass(Call.SCAN).next(Call.SCAN, Fault.THROTTLED);

    world.settle();

    assertThat(erp.effects()).hasSize(written);
    assertThat(crm.all().get("c3").get("name")).contains(Value.of("new"));
    world.assertAgreement();
  }

  /** Of three records each, whose versions the CRM tells in reads by key only. */
  private MemoryTable givenVersionsByKeyOnly() {
    world =
        new World()
            .with(
                "crm",
                shape ->
                    shape.feed(Feed.SNAPSHOT_ONLY).versions(Versions.OPAQUE).versionsByKeyOnly())
            .with("erp");
    for (int i = 1; i <= 3; i++) {
      world.table("crm").put("c" + i, Map.of("name", "n" + i, "email", i + "@x.org"));
    }
    world.settle();
    return world.table("crm");
  }

  private void changeThird(String name) {
    MemoryTable erp = world.table("erp");
    erp.change(List.copyOf(erp.all().keySet()).get(2), "name", name);
  }

  @Test
  void aSystemWhoseListingsShowNoVersionsIsWrittenUnderThoseOfItsReads() {
    MemoryTable crm = givenVersionsByKeyOnly();
    changeThird("new");

    SyncReport report = world.sync();

    assertThat(report.settled()).isTrue();
    assertThat(crm.all().get("c3").get("name")).contains(Value.of("new"));
    assertThat(crm.calls(Call.READ)).isEqualTo(1);
    world.assertAgreement();
  }

  @Test
  void aVersionThatGrewOldUnseenIsReadAnewThoughListingsShowNone() {
    MemoryTable crm = givenVersionsByKeyOnly();
    changeThird("new");
    world.settle();
    crm.change("c3", "name", "other").change("c3", "name", "new");
    changeThird("newer");

    SyncReport report = world.sync();

    assertThat(report.settled()).isTrue();
    assertThat(crm.all().get("c3").get("name")).contains(Value.of("newer"));
    assertThat(crm.calls(Call.READ)).isEqualTo(2);
    world.assertAgreement();
  }
}
