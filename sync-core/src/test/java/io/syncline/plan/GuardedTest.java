package io.syncline.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.model.EntityName;
import io.syncline.model.SystemId;
import org.junit.jupiter.api.Test;

class GuardedTest {

  @Test
  void itSaysWhatWaitsAndWhatMayGo() {
    EntityName customer = new EntityName("customer");
    SystemId erp = new SystemId("erp");

    assertThat(new Guarded(customer, erp, Risk.DELETES, 400, 500, new GuardLimit(100, 0.2)))
        .hasToString(
            "customer@erp: 400 deletes wait for approval, of 500 linked records;"
                + " 100 or 20 % may go");
    assertThat(new Guarded(customer, erp, Risk.KEY_CHANGES, 2, 5, GuardLimit.rows(1)))
        .hasToString(
            "customer@erp: 2 key changes wait for approval, of 5 linked records; 1 may go");
  }
}
