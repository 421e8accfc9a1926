package io.syncline.plan;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class GuardsTest {

  @Test
  void theUsualGuardsAreOfDeletesBlanksAndKeyChanges() {
    Guards usual = Guards.usual();

    assertThat(usual.limits())
        .containsOnlyKeys(Risk.DELETES, Risk.BLANKS, Risk.KEY_CHANGES)
        .allSatisfy((risk, limit) -> assertThat(limit).hasToString("100 or 20 %"));
    assertThat(usual.limit(Risk.CREATES)).isEmpty();
  }

  @Test
  void oneLimitIsSetOrTakenAwayAndTheOthersStay() {
    Guards guards = Guards.usual().with(Risk.DELETES, GuardLimit.rows(3)).without(Risk.BLANKS);

    assertThat(guards.limit(Risk.DELETES)).contains(GuardLimit.rows(3));
    assertThat(guards.limits()).containsOnlyKeys(Risk.DELETES, Risk.KEY_CHANGES);
  }

  @Test
  void noneGuardsNothing() {
    assertThat(Guards.none().limits()).isEmpty();
  }
}
