package io.syncline.testkit.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.reconcile.policy.ConflictPolicy;
import io.syncline.reconcile.policy.DeletePolicy;
import io.syncline.spi.Capabilities.Feed;
import io.syncline.testkit.simulation.oracle.Promise;
import io.syncline.testkit.simulation.oracle.Survival;
import io.syncline.testkit.simulation.oracle.Violation;
import io.syncline.testkit.simulation.oracle.Winner;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Lives of a hub and its systems, from seeds. {@code -Dsimulation.histories=100000} plays more of
 * them, {@code -Dsimulation.first=77} begins at another seed.
 */
@Tag("once")
class SimulationTest {

  private static final long HISTORIES = Long.getLong("simulation.histories", 6_000);
  private static final long FIRST = Long.getLong("simulation.first", 1);

  @Test
  void whateverHappensTheSystemsComeToAgreeAndNothingIsLost() throws InterruptedException {
    Duration longest = Duration.ofSeconds(HISTORIES > 6_000 ? 86_400 : 25);
    int cores = Runtime.getRuntime().availableProcessors();

    Marathon.Result result = new Marathon(FIRST, HISTORIES, longest, cores).run(progress -> {});

    assertThat(result.broken()).as(result.toString()).isEmpty();
    assertThat(result.histories()).isPositive();
  }

  @Test
  void jobsOfWritesLoseNothingAndDoubleNothing() {
    for (long seed = 1; seed <= Math.min(HISTORIES, 1_500); seed++) {
      Simulation.ofAnythingWithJobs().seed(seed).run().requireHeld();
    }
  }

  @Test
  void fieldsThatAreWrittenByThemselvesAgreeToo() {
    for (long seed = 1; seed <= Math.min(HISTORIES, 1_500); seed++) {
      Simulation.ofAnythingWithFieldsApart().seed(seed).run().requireHeld();
    }
  }

  @Test
  void systemsWhoseListingsAreOldOrShowNoVersionsAgreeToo() {
    for (long seed = 1; seed <= Math.min(HISTORIES, 1_500); seed++) {
      Simulation.ofAnythingWithOddListings().seed(seed).run().requireHeld();
    }
  }

  @Test
  void theSameSeedIsTheSameLife() {
    for (long seed = 1; seed <= 50; seed++) {
      Verdict once = Simulation.ofAnything().seed(seed).run();
      Verdict again = Simulation.ofAnything().seed(seed).run();

      assertThat(again.trace()).as("seed " + seed).isEqualTo(once.trace());
      assertThat(once.trace().events()).isNotEmpty();
    }
  }

  @Test
  void anotherSeedIsAnotherLife() {
    Verdict one = Simulation.ofAnything().seed(1).run();
    Verdict other = Simulation.ofAnything().seed(2).run();

    assertThat(other.trace()).isNotEqualTo(one.trace());
  }

  @Test
  void aHostPlaysAScenarioOfItsOwn() {
    Scenario scenario =
        Scenario.builder()
            .system("crm", shape -> shape.feed(Feed.LOG))
            .system("erp", shape -> shape.feed(Feed.SNAPSHOT_ONLY).unique(Scenario.IDENTITY))
            .fields(List.of("name", "city", "phone"))
            .onConflict("keep head", ConflictPolicy.keepHead(), Winner.ANY)
            .onDeleteConflict(DeletePolicy.deleteWins(), Survival.GOES)
            .build();

    for (long seed = 1; seed <= 100; seed++) {
      Simulation.of(scenario).seed(seed).run().requireHeld();
    }
  }

  @Test
  void aPolicyThatIsNotWhatItIsSaidToBeIsCaughtWithSeedAndAShrunkHistory() {
    Scenario scenario =
        Scenario.builder()
            .system("crm", shape -> shape.tellsTime())
            .system("erp", shape -> shape.tellsTime())
            .onConflict("said to be the last writer", ConflictPolicy.keepHead(), Winner.LATER)
            .onDeleteConflict(DeletePolicy.updateWins(), Survival.LIVES)
            .build();

    Verdict broken = firstBroken(scenario);

    assertThat(broken.broken().orElseThrow())
        .isInstanceOfSatisfying(
            Violation.class,
            violation -> assertThat(violation.promise()).isEqualTo(Promise.ORDER_INDEPENDENCE));
    assertThat(broken.history().lines().count()).as(broken.history()).isLessThan(12);
    assertThatThrownBy(broken::requireHeld)
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("seed " + broken.seed() + " broke")
        .hasMessageContaining("the earlier edit won")
        .hasMessageContaining("and rest");
  }

  private static Verdict firstBroken(Scenario scenario) {
    for (long seed = 1; seed <= 2_000; seed++) {
      Verdict verdict = Simulation.of(scenario).seed(seed).run();
      if (!verdict.held()) {
        return verdict;
      }
    }
    throw new AssertionError("nothing broke in 2000 histories");
  }
}
