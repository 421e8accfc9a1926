package io.syncline.version;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.model.SystemId;
import org.junit.jupiter.api.Test;

class DotTest {

  private static final SystemId CRM = new SystemId("crm");
  private static final SystemId ERP = new SystemId("erp");

  @Test
  void dotsAreSortedBySystemThenCounter() {
    assertThat(new Dot(CRM, 9)).isLessThan(new Dot(ERP, 1));
    assertThat(new Dot(ERP, 1)).isGreaterThan(new Dot(CRM, 9));
    assertThat(new Dot(CRM, 1)).isLessThan(new Dot(CRM, 2));
    assertThat(new Dot(CRM, 2)).isEqualByComparingTo(new Dot(CRM, 2));
  }

  @Test
  void eventsAreCountedFromOne() {
    assertThat(new Dot(CRM, 1)).hasToString("crm:1");
    assertThatThrownBy(() -> new Dot(CRM, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("must be >= 1: counter=0");
  }
}
