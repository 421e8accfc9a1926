package io.syncline.operate;

import io.syncline.model.EntityName;
import io.syncline.model.SystemId;
import io.syncline.spi.Health;
import io.syncline.spi.Tracking;
import java.time.Duration;
import java.util.List;

/**
 * One entity in one system whose changes can be followed only where something stands in the system:
 * triggers, a journal, a subscription. Every call asks the system; each can be repeated.
 */
public final class TrackedFlow {

  private final EntityName entity;
  private final SystemId system;
  private final Tracking tracking;
  private final Duration within;

  TrackedFlow(EntityName entity, SystemId system, Tracking tracking, Duration within) {
    this.entity = entity;
    this.system = system;
    this.tracking = tracking;
    this.within = within;
  }

  public EntityName entity() {
    return entity;
  }

  public SystemId system() {
    return system;
  }

  /**
   * The statements, or calls, that {@link #install} would carry out now, for people to read or to
   * run themselves; empty where nothing is missing. Changes nothing.
   */
  public List<String> installation() {
    return tracking.installation(within);
  }

  /** Makes what is missing. */
  public void install() {
    tracking.install(within);
  }

  /** One check per thing that must be there; a failed one says what is wrong. Changes nothing. */
  public List<Health.Check> verify() {
    return tracking.verify(within);
  }

  /** Whether every check of {@link #verify} is good. */
  public boolean isInstalled() {
    return verify().stream().allMatch(Health.Check::good);
  }

  /** The statements that {@link #uninstall} would carry out now. Changes nothing. */
  public List<String> removal() {
    return tracking.removal(within);
  }

  /**
   * Removes what was installed and nothing else needs. The system is listed anew once it is
   * installed again.
   */
  public void uninstall() {
    tracking.uninstall(within);
  }

  @Override
  public String toString() {
    return entity + " in " + system;
  }
}
