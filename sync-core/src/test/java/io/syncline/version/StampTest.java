package io.syncline.version;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.model.SystemId;
import org.junit.jupiter.api.Test;

class StampTest {

  private static final SystemId CRM = new SystemId("crm");
  private static final SystemId ERP = new SystemId("erp");

  @Test
  void theTimeCountsFirstThenHowOftenItWasRaisedThenTheSystem() {
    assertThat(new Stamp(1, 9, ERP)).isLessThan(new Stamp(2, 0, CRM));
    assertThat(new Stamp(2, 0, ERP)).isLessThan(new Stamp(2, 1, CRM));
    assertThat(new Stamp(2, 1, CRM)).isLessThan(new Stamp(2, 1, ERP));
    assertThat(new Stamp(2, 1, ERP)).isGreaterThan(new Stamp(2, 1, CRM));
    assertThat(new Stamp(2, 1, CRM)).isEqualByComparingTo(new Stamp(2, 1, CRM));
  }

  @Test
  void timesCompareWithoutTheSystem() {
    assertThat(new Stamp(2, 1, CRM).compareTimes(new Stamp(2, 1, ERP))).isZero();
    assertThat(new Stamp(1, 9, CRM).compareTimes(new Stamp(2, 0, CRM))).isNegative();
    assertThat(new Stamp(2, 1, CRM).compareTimes(new Stamp(2, 0, ERP))).isPositive();
  }

  @Test
  void itReadsAsTimeAndRaiseAtTheSystem() {
    assertThat(new Stamp(5, 2, CRM)).hasToString("5+2@crm");
  }
}
