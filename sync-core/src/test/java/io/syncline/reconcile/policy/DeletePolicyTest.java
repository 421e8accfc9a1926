package io.syncline.reconcile.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.model.Life;
import io.syncline.model.SystemId;
import io.syncline.version.Dot;
import io.syncline.version.Stamp;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeletePolicyTest {

  private static final SystemId CRM = new SystemId("crm");
  private static final DeleteConflict CONFLICT =
      new DeleteConflict(
          CRM,
          new Edit(Life.ALIVE, new Dot(CRM, 1), new Stamp(0, 0, CRM)),
          new Edit(Life.DELETED, new Dot(CRM, 2), new Stamp(1, 0, CRM)),
          List.of("name"));

  @Test
  void factoriesSayWhatTheyAreCalled() {
    assertThat(DeletePolicy.updateWins().resolve(CONFLICT))
        .isEqualTo(new DeleteResolution.UpdateWins());
    assertThat(DeletePolicy.deleteWins().resolve(CONFLICT))
        .isEqualTo(new DeleteResolution.DeleteWins());
    assertThat(DeletePolicy.holdForReview().resolve(CONFLICT))
        .isEqualTo(
            new DeleteResolution.Hold(
                "held for review, deleted on one side and edited on the other: registers=[name]"));
  }

  @Test
  void orElseIsAskedAboutWhatIsHeld() {
    assertThat(DeletePolicy.holdForReview().orElse(DeletePolicy.deleteWins()).resolve(CONFLICT))
        .isEqualTo(new DeleteResolution.DeleteWins());
  }
}
