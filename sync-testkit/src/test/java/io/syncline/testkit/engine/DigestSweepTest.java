package io.syncline.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.engine.SyncReport;
import io.syncline.model.NativeKey;
import io.syncline.spi.Capabilities.Feed;
import io.syncline.store.NoteKind;
import io.syncline.testkit.fixture.Call;
import io.syncline.testkit.fixture.CallWatch;
import io.syncline.testkit.fixture.Effect;
import io.syncline.testkit.fixture.Fault;
import io.syncline.testkit.fixture.MemoryTable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Sweeps of a table that sums up its versions: they cost what changed, and lose nothing. */
class DigestSweepTest {

  private static final int ROWS = 20;

  private World world = World.two();
  private MemoryTable crm = world.table("crm");
  private MemoryTable erp = world.table("erp");

  @BeforeEach
  void agree() {
    given(Feed.SNAPSHOT_ONLY);
  }

  /** Ranges go by an order that neither listings nor the hub know, three records each. */
  private void given(Feed feed) {
    world =
        new World()
            .with(
                "crm",
                shape ->
                    shape
                        .feed(feed)
                        .withoutTombstones()
                        .digests()
                        .keyOrder(Comparator.<NativeKey>naturalOrder().reversed()))
            .with("erp")
            .limits(limits -> limits.withReadRows(3));
    crm = world.table("crm");
    erp = world.table("erp");
    for (int i = 10; i < 10 + ROWS; i++) {
      crm.put("c" + i, Map.of("name", "n" + i, "email", i + "@x.org"));
    }
    world.settle();
  }

  private String behind(String key) {
    return erp.keysWhere("email", key.substring(1) + "@x.org").get(0);
  }

  @Test
  void anUnchangedTableIsAskedForOneDigestAndNoRow() {
    int scans = crm.calls(Call.SCAN);
    int reads = crm.calls(Call.READ);
    int digests = crm.calls(Call.DIGEST);
    long listed = crm.listed();

    world.sync();

    assertThat(crm.calls(Call.DIGEST)).isEqualTo(digests + 1);
    assertThat(crm.calls(Call.SCAN)).isEqualTo(scans);
    assertThat(crm.calls(Call.READ)).isEqualTo(reads);
    assertThat(crm.listed()).isEqualTo(listed);
  }

  @Test
  void ofAnEditOneRangeIsListedAndOneRowRead() {
    long listed = crm.listed();
    int reads = crm.calls(Call.READ);
    int scans = crm.calls(Call.SCAN);
    crm.change("c17", "name", "new");

    world.sync();

    assertThat(crm.listed() - listed).isEqualTo(3);
    assertThat(crm.calls(Call.READ)).isEqualTo(reads + 1);
    assertThat(crm.calls(Call.SCAN)).isEqualTo(scans);
    assertThat(erp.show(behind("c17"), "name")).isEqualTo("new");
    world.assertAgreement();
  }

  @Test
  void whatIsMadeBeforeTheFirstAndBehindTheLastKeyAndBetweenRangesIsFound() {
    crm.put("a", Map.of("name", "a", "email", "a@x.org"));
    crm.put("d", Map.of("name", "d", "email", "d@x.org"));
    for (int i = 10; i < 10 + ROWS; i++) {
      crm.put("c" + i + "5", Map.of("name", "n" + i, "email", i + "5@x.org"));
    }

    world.settle();

    assertThat(erp.all()).hasSize(2 + 2 * ROWS);
    world.assertAgreement();
  }

  @Test
  void aDeleteIsFoundInEachPlaceOfARange() {
    for (int i = 10; i < 10 + ROWS - 1; i++) {
      crm.remove("c" + i);
      world.settle();
      assertThat(erp.all()).as("c%s", i).hasSize(ROWS - (i - 9));
    }
    world.assertAgreement();
  }

  @Test
  void anEmptyTableIsDoubtedEachTime() {
    for (int i = 10; i < 10 + ROWS; i++) {
      crm.remove("c" + i);
    }

    for (int i = 0; i < 2; i++) {
      SyncReport report = world.sync();
      assertThat(report.failures().values())
          .containsExactly(
              "ListingDoubted: the listing is empty, nothing is taken as deleted: system=crm"
                  + " entity=customer linked=20");
    }
    assertThat(erp.all()).hasSize(ROWS);
  }

  @Test
  void allMayBeGoneWhereTheLimitsSaySo() {
    for (int i = 10; i < 10 + ROWS; i++) {
      crm.remove("c" + i);
    }
    world.limits(limits -> limits.withAbsent(1, 0)).restart();

    world.settle();

    assertThat(erp.all()).isEmpty();
    world.assertAgreement();
  }

  @Test
  void moreThanMayBeGoneIsDoubtedUntilItIsBack() {
    Map<String, String> fields = Map.of("name", "n12", "email", "12@x.org");
    crm.remove("c12").remove("c25");
    world.limits(limits -> limits.withAbsent(0.05, 0)).restart();

    for (int i = 0; i < 2; i++) {
      assertThat(world.sync().failures().values())
          .containsExactly(
              "ListingDoubted: the listing misses more records than may be gone at once, none is"
                  + " taken as deleted: system=crm entity=customer missing=2 of=20");
    }
    crm.put("c12", fields);
    world.settle();

    assertThat(erp.all()).hasSize(ROWS - 1);
    world.assertAgreement();
  }

  @Test
  void anEditOverOurOwnWriteThatBringsTheOldDigestBackIsFound() {
    erp.change(behind("c15"), "name", "ours");
    List<String> shown = new ArrayList<>();
    afterNextWrite(
        () -> {
          shown.add(crm.show("c15", "name"));
          crm.change("c15", "name", "n15");
        });

    world.settle();

    assertThat(shown).containsExactly("ours");
    assertThat(erp.show(behind("c15"), "name")).isEqualTo("n15");
    world.assertAgreement();
  }

  @Test
  void whatWeMadeAndItsUsersDeletedAtOnceIsGone() {
    erp.put("e1", Map.of("name", "Eve", "email", "eve@x.org"));
    List<String> made = new ArrayList<>();
    afterNextWrite(
        () -> {
          made.addAll(crm.keysWhere("name", "Eve"));
          made.forEach(crm::remove);
        });

    world.settle();

    assertThat(made).hasSize(1);
    assertThat(crm.keysWhere("name", "Eve")).isEmpty();
    assertThat(erp.keysWhere("name", "Eve")).isEmpty();
    world.assertAgreement();
  }

  private void afterNextWrite(Runnable deed) {
    AtomicBoolean done = new AtomicBoolean();
    crm.faults()
        .watch(
            new CallWatch() {
              @Override
              public void before(Call call) {}

              @Override
              public void wrote(Effect effect) {}

              @Override
              public void after(Call call) {
                if (call == Call.WRITE && done.compareAndSet(false, true)) {
                  deed.run();
                }
              }
            });
  }

  @Test
  void aKeyThatMovesToAnotherRangeKeepsItsRecord() {
    crm.rekey("c12", "x12").change("x12", "name", "moved");

    world.settle();

    assertThat(erp.show(behind("c12"), "name")).isEqualTo("moved");
    assertThat(erp.all()).hasSize(ROWS);
    world.assertAgreement();
  }

  @Test
  void underAnotherFunctionEachRecordIsReadOnceAndNoneChanges() {
    int effects = world.effects();
    crm.digestFunction("memory-2");
    int digests = crm.calls(Call.DIGEST);

    world.settle();

    assertThat(crm.calls(Call.READ)).isPositive();
    assertThat(world.effects()).isEqualTo(effects);
    int after = crm.calls(Call.READ);
    crm.change("c10", "name", "new");
    world.settle();
    assertThat(crm.calls(Call.READ)).isEqualTo(after + 1);
    assertThat(crm.calls(Call.DIGEST)).isGreaterThan(digests);
    world.assertAgreement();
  }

  @Test
  void underAnotherFunctionWhatIsGoneIsMissed() {
    crm.digestFunction("memory-2").remove("c12");

    world.settle();

    assertThat(erp.keysWhere("email", "12@x.org")).isEmpty();
    assertThat(erp.all()).hasSize(ROWS - 1);
    world.assertAgreement();
  }

  @Test
  void aSweepThatIsInterruptedAnywhereGoesOnInThisProcessAndInAnother() {
    for (int call = 0; call < 12; call++) {
      given(Feed.SNAPSHOT_ONLY);
      crm.change("c11", "name", "new").remove("c13").put("b", Map.of("name", "b", "email", "b@x"));
      crm.change("c28", "name", "new");
      for (int i = 0; i < call; i++) {
        crm.faults().pass(Call.DIGEST);
      }
      crm.faults().next(Call.DIGEST, call % 2 == 0 ? Fault.THROTTLED : Fault.UNREACHABLE);
      world.sync();
      crm.faults().none();
      if (call % 3 == 0) {
        world.restart();
      }

      world.settle();

      assertThat(erp.all()).as("call %s", call).hasSize(ROWS);
      assertThat(erp.keysWhere("name", "new")).as("call %s", call).hasSize(2);
      world.assertAgreement();
    }
  }

  @Test
  void aPolledTableIsSweptForWhatItsFeedDoesNotTell() {
    given(Feed.POLLING);
    world.sweep();
    int scans = crm.calls(Call.SCAN);
    crm.silently(table -> table.change("c21", "name", "unstamped"));
    crm.remove("c22");
    world.settle();
    assertThat(erp.keysWhere("name", "unstamped")).isEmpty();

    world.sweep();

    assertThat(erp.keysWhere("name", "unstamped")).hasSize(1);
    assertThat(erp.all()).hasSize(ROWS - 1);
    assertThat(crm.calls(Call.SCAN)).isEqualTo(scans);
    world.assertAgreement();
  }

  @Test
  void aTableThatGrowsIsCutIntoMoreRanges() {
    int ranges = world.notes("crm", NoteKind.SWEPT_RANGE).size();
    for (int i = 100; i < 200; i++) {
      crm.put("b" + i, Map.of("name", "n" + i, "email", i + "@x.org"));
    }
    world.settle();

    assertThat(world.notes("crm", NoteKind.SWEPT_RANGE)).hasSizeGreaterThan(ranges + 20);
    long listed = crm.listed();
    crm.change("b150", "name", "new");
    world.settle();
    assertThat(crm.listed() - listed).isLessThanOrEqualTo(2 * 3);
    world.assertAgreement();
  }
}
