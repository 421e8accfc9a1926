package io.syncline.examples.manifests;

import java.math.BigDecimal;
import java.time.LocalDate;

/** One member in the form that both systems can be compared in. */
record Member(String name, String email, BigDecimal fee, LocalDate validUntil, boolean active) {

  private static final int CENTS = 2;

  Member {
    fee = fee.setScale(CENTS);
  }

  Member(String name, String email, int fee, String validUntil) {
    this(name, email, BigDecimal.valueOf(fee), LocalDate.parse(validUntil), true);
  }
}
