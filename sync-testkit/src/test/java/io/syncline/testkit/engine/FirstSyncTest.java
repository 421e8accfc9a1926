package io.syncline.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.engine.Counted;
import io.syncline.engine.SyncReport;
import io.syncline.reconcile.policy.ConflictPolicy;
import io.syncline.spi.Capabilities.Feed;
import io.syncline.spi.Capabilities.Versions;
import io.syncline.store.ParkedRow;
import io.syncline.testkit.fixture.Call;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FirstSyncTest {

  private final World world = World.two();

  @Test
  void whatMatchesIsLinkedAndTheRestIsCreatedOnBothSides() {
    world.table("crm").put("c1", Map.of("name", "Ann", "email", "ann@x.org", "phone", "1"));
    world.table("crm").put("c2", Map.of("name", "Bob", "email", "bob@x.org"));
    world.table("erp").put("e1", Map.of("name", "Ann", "email", "ANN@x.org ", "balance", 5));
    world.table("erp").put("e2", Map.of("name", "Cid", "email", "cid@x.org"));
    world.rules(rules -> rules.onFirstContact(ConflictPolicy.keepHead()));

    SyncReport report = world.settle();

    assertThat(report.counts().of("customer", "erp", Counted.LINKED)).isEqualTo(1);
    assertThat(report.counts().of("customer", "erp", Counted.CREATED)).isEqualTo(1);
    assertThat(report.counts().of("customer", "crm", Counted.CREATED)).isEqualTo(1);
    assertThat(world.table("crm").show("c1", "balance")).isEqualTo("5");
    assertThat(world.table("erp").show("e1", "phone")).isEqualTo("1");
    assertThat(world.table("erp").show("e1", "email")).isEqualTo("ann@x.org");
    assertThat(world.shown("crm")).hasSize(3).isEqualTo(world.shown("erp"));
  }

  @Test
  void aSecondSyncWritesNothingAnywhereNotEvenToTheStore() {
    world.table("crm").put("c1", Map.of("name", "Ann", "email", "ann@x.org"));
    world.table("erp").put("e2", Map.of("name", "Cid", "email", "cid@x.org"));
    world.settle();
    world.crashes.reset(point -> false);
    int writes = world.table("crm").calls(Call.WRITE) + world.table("erp").calls(Call.WRITE);
    long count = world.store.view().count();

    world.settle();

    assertThat(world.table("crm").calls(Call.WRITE) + world.table("erp").calls(Call.WRITE))
        .isEqualTo(writes);
    assertThat(world.store.view().count()).isEqualTo(count);
    world.assertAgreement();
  }

  @Test
  void unlinkedTwinsAreHeldAndVisible() {
    world.table("crm").put("c1", Map.of("name", "Ann", "email", "ann@x.org"));
    world.table("crm").put("c2", Map.of("name", "Anna", "email", "ann@x.org"));
    world.table("crm").put("c3", Map.of("name", "Bob", "email", "bob@x.org"));

    world.settle();

    assertThat(world.parked("crm"))
        .extracting(ParkedRow::reason)
        .containsExactly(ParkedRow.Reason.TWINS, ParkedRow.Reason.TWINS);
    assertThat(world.shown("erp")).hasSize(1);
  }

  @Test
  void whatMatchesALinkedRecordIsHeld() {
    world.table("crm").put("c1", Map.of("name", "Ann", "email", "ann@x.org"));
    world.settle();
    world.table("crm").put("c2", Map.of("name", "Anna", "email", "ann@x.org"));

    world.settle();

    assertThat(world.parked("crm"))
        .extracting(ParkedRow::reason)
        .containsExactly(ParkedRow.Reason.LINKED);
    assertThat(world.shown("erp")).hasSize(1);
  }

  @Test
  void whatMatchesSeveralIsHeld() {
    world.twinsAreSeparate();
    world.table("crm").put("c1", Map.of("name", "Ann", "email", "ann@x.org"));
    world.table("crm").put("c2", Map.of("name", "Anna", "email", "ann@x.org"));
    world.table("erp").put("e1", Map.of("name", "Ann", "email", "ann@x.org"));

    world.sync();

    assertThat(world.parked("erp"))
        .extracting(ParkedRow::reason)
        .containsExactly(ParkedRow.Reason.SEVERAL);
  }

  @Test
  void aParkedRowThatGoesAwayIsForgotten() {
    world.table("crm").put("c1", Map.of("name", "Ann", "email", "ann@x.org"));
    world.settle();
    world.table("crm").put("c2", Map.of("name", "Anna", "email", "ann@x.org"));
    world.settle();

    world.table("crm").remove("c2");
    world.settle();

    assertThat(world.parked("crm")).isEmpty();
  }

  @Test
  void aParkedRowThatIsListedNoMoreIsForgotten() {
    World listed = new World().with("crm", shape -> shape.feed(Feed.SNAPSHOT_ONLY)).with("erp");
    listed.table("crm").put("c1", Map.of("name", "Ann", "email", "ann@x.org"));
    listed.settle();
    listed.table("crm").put("c2", Map.of("name", "Anna", "email", "ann@x.org"));
    listed.settle();
    assertThat(listed.parked("crm")).hasSize(1);

    listed.table("crm").remove("c2");
    listed.settle();

    assertThat(listed.parked("crm")).isEmpty();
  }

  @Test
  void aSystemThatJoinsLaterGetsAllRecords() {
    world.table("crm").put("c1", Map.of("name", "Ann", "email", "ann@x.org"));
    world.table("crm").put("c2", Map.of("name", "Bob", "email", "bob@x.org"));
    world.settle();

    world.with("shop");
    world.table("shop").put("s1", Map.of("name", "Ann", "email", "ann@x.org", "phone", "7"));
    world.settle();

    assertThat(world.shown("shop")).hasSize(2);
    assertThat(world.table("erp").keysWhere("phone", "7")).hasSize(1);
    world.assertAgreement();
  }

  @Test
  void everyKindOfSystemComesToAgree() {
    for (Feed feed : new Feed[] {Feed.POLLING, Feed.LOG, Feed.SNAPSHOT_ONLY}) {
      for (Versions versions : Versions.values()) {
        World each =
            new World()
                .with("crm", shape -> shape.feed(feed).versions(versions))
                .with("erp", shape -> shape.feed(feed).versions(versions).maxBatchRows(1))
                .limits(limits -> limits.withReadRows(2));
        for (int i = 0; i < 5; i++) {
          each.table("crm").put("c" + i, Map.of("name", "n" + i, "email", "e" + i));
          each.table("erp").put("f" + i, Map.of("name", "m" + i, "email", "f" + i));
        }

        each.settle();
        assertThat(each.shown("crm")).as(feed + " " + versions).hasSize(10);
        each.assertAgreement();
        each.table("crm").change("c1", "name", "new").remove("c2");
        each.settle();
        each.sweep();

        assertThat(each.shown("crm")).as(feed + " " + versions).hasSize(9);
        assertThat(each.table("erp").keysWhere("name", "new")).hasSize(1);
        each.assertAgreement();
      }
    }
  }
}
