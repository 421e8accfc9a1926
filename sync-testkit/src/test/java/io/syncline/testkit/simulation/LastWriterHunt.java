package io.syncline.testkit.simulation;

import io.syncline.reconcile.policy.ConflictPolicy;
import io.syncline.reconcile.policy.DeletePolicy;
import io.syncline.testkit.simulation.oracle.Survival;
import io.syncline.testkit.simulation.oracle.Winner;
import java.time.Duration;

/** Plays where the later edit wins, and one system tells no time and another a wrong one. */
public final class LastWriterHunt extends Hunt {

  public LastWriterHunt() {
    super(
        Simulation.of(
            Scenario.builder()
                .system("crm", shape -> shape.tellsTime())
                .system("erp", shape -> shape)
                .system("shop", shape -> shape.tellsTime().skew(Duration.ofMinutes(-10)))
                .onConflict("last writer", ConflictPolicy.lastWriter(), Winner.LATER)
                .onDeleteConflict(DeletePolicy.updateWins(), Survival.LIVES)
                .build()));
  }
}
