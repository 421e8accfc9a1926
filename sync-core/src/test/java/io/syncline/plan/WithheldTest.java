package io.syncline.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

class WithheldTest {

  private final Withheld deletes = new Withheld(Set.of(Risk.DELETES), Set.of("code"));

  @Test
  void moreRisksComeToThoseThatWait() {
    Withheld more = deletes.with(Set.of(Risk.BLANKS));

    assertThat(more).isEqualTo(new Withheld(Set.of(Risk.DELETES, Risk.BLANKS), Set.of("code")));
  }

  @Test
  void theFieldsOfOneRecordComeToTheRisksOfTheFlow() {
    Withheld fields = deletes.fields(Set.of("owner"), Set.of("parent"));

    assertThat(fields)
        .isEqualTo(
            new Withheld(Set.of(Risk.DELETES), Set.of("code"), Set.of("owner"), Set.of("parent")));
    assertThat(deletes.fields(Set.of("owner"), Set.of()).waiting()).containsExactly("owner");
    assertThat(deletes.fields(Set.of(), Set.of("parent")).leftOut()).containsExactly("parent");
    assertThat(deletes.fields(Set.of(), Set.of())).isEqualTo(deletes);
  }

  @Test
  void nothingIsWithheldWhereNothingIsSaid() {
    assertThat(Withheld.nothing()).isEqualTo(new Withheld(Set.of(), Set.of()));
  }
}
