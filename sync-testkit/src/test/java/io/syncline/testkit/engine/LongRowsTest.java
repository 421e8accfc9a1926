package io.syncline.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.testkit.fixture.Call;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Rows of long values come and go in smaller pages and batches. */
class LongRowsTest {

  private static final int ROWS = 240;

  /** 41 of them weigh a page. */
  private static final String LONG = "x".repeat(50 << 10);

  @Test
  void shortRowsTakeFew() {
    World world = world("+86 10 1234");

    world.settle();

    assertThat(world.table("crm").calls(Call.SCAN)).isEqualTo(2); // 100 and 140
    assertThat(world.table("erp").calls(Call.WRITE)).isEqualTo(3); // which take 100
    assertThat(world.table("erp").all()).hasSize(ROWS);
  }

  @Test
  void longRowsTakeMore() {
    World world = world(LONG);

    world.settle();

    assertThat(world.table("crm").calls(Call.SCAN)).isEqualTo(5); // 100, three of 40, 20
    assertThat(world.table("erp").calls(Call.WRITE)).isEqualTo(5);
    assertThat(world.table("erp").keysWhere("phone", LONG)).hasSize(ROWS);
  }

  @Test
  void soItIsWithWhatAFeedTells() {
    World world = world("+86 10 1234");
    world.settle();
    int before = world.table("crm").calls(Call.POLL);
    for (int i = 0; i < ROWS; i++) {
      world.table("crm").change("c" + i, "phone", LONG);
    }

    world.settle();

    assertThat(world.table("crm").calls(Call.POLL) - before).isGreaterThanOrEqualTo(5);
    assertThat(world.table("erp").keysWhere("phone", LONG)).hasSize(ROWS);
  }

  private static World world(String phone) {
    World world = World.two();
    for (int i = 0; i < ROWS; i++) {
      world.table("crm").put("c" + i, Map.of("name", "Wang " + i, "phone", phone));
    }
    return world;
  }
}
