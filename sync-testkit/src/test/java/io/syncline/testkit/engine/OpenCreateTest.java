package io.syncline.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.operate.InboxFilter;
import io.syncline.testkit.fixture.Call;
import io.syncline.testkit.fixture.Fault;
import io.syncline.testkit.fixture.MemoryTable;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A create was done and its answer lost: the hub does not know the key of what it made. */
class OpenCreateTest {

  private final World world = World.two().limits(limits -> limits.withWaiting(Duration.ZERO));
  private final MemoryTable crm = world.table("crm");
  private final MemoryTable erp = world.table("erp");

  @BeforeEach
  void createAndLoseTheAnswer() {
    crm.put("c1", Map.of("name", "Ann", "email", "ann@x.org"));
    erp.faults().next(Call.WRITE, Fault.ANSWER_LOST);
    world.sync();
    assertThat(erp.all()).hasSize(1);
    world.clock.move(Duration.ofMinutes(1));
  }

  @Test
  void whatItMadeAndAUserDeletedIsDeletedEverywhere() {
    erp.remove(erp.keysWhere("name", "Ann").get(0));

    world.settle();

    assertThat(crm.all()).isEmpty();
    world.assertAgreement();
  }

  @Test
  void whatItMadeAndAUserDeletedIsMissedByAListing() {
    erp.remove(erp.keysWhere("name", "Ann").get(0)).expireFeed();

    world.settle();

    assertThat(crm.all()).isEmpty();
    world.assertAgreement();
  }

  @Test
  void whatItMadeOfARecordThatIsDeletedMeanwhileIsNoNewRecord() {
    crm.remove("c1");

    world.settle();

    assertThat(crm.all()).isEmpty();
    assertThat(erp.all()).isEmpty();
    world.assertAgreement();
  }

  @Test
  void whatItMadeAndGoesOnUnderAnotherKeyIsFound() {
    erp.rekey(erp.keysWhere("name", "Ann").get(0), "e7");
    crm.change("c1", "name", "Anna");

    world.settle();

    assertThat(erp.show("e7", "name")).isEqualTo("Anna");
    world.assertAgreement();
  }

  @Test
  void whatItMadeAndAUserEditedSoThatNoRuleFindsItIsNoNewRecord() {
    erp.change(erp.keysWhere("name", "Ann").get(0), "email", "ann@y.org");

    world.settle();

    assertThat(erp.all()).hasSize(1);
    assertThat(crm.all()).hasSize(1);
    assertThat(crm.show("c1", "email")).isEqualTo("ann@y.org");
    world.assertAgreement();
  }

  @Test
  void whatItMadeAndAUserEditedToBeLikeAnotherRecordIsNotThatOne() {
    crm.put("c2", Map.of("name", "Bob", "email", "bob@x.org"));
    erp.change(erp.keysWhere("name", "Ann").get(0), "email", "bob@x.org");

    world.settle();

    assertThat(crm.show("c1", "email")).isEqualTo("bob@x.org");
    assertThat(crm.show("c2", "name")).isEqualTo("Bob");
    assertThat(erp.all()).hasSize(2);
    world.assertAgreement();
  }

  @Test
  void whatAUserCreatesMeanwhileIsANewRecord() {
    erp.put("e9", Map.of("name", "Eve", "email", "eve@x.org"));

    world.settle();

    assertThat(erp.all()).hasSize(2);
    assertThat(crm.all()).hasSize(2);
    assertThat(world.inbox().counts(InboxFilter.all())).isEmpty();
    world.assertAgreement();
  }
}
